import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { buildPlatform } from '#app/platform-parts.ts';
import { createDocuments, removeOrphanFiles } from '#modules/documents/index.ts';
import { loadConfig } from '#platform/config/config.ts';
import { createLogger } from '#platform/log/logger.ts';
import { readiness } from '../scripts/cluster/cluster.ts';
import { beAgent, desks } from './agents.ts';
import { newLedger } from './ledger.ts';
import { type Discrepancy, judge } from './oracle.ts';
import { Person } from './person.ts';
import { type Fault, type FaultKind, planOf } from './plan.ts';
import { seeded } from './random.ts';
import { beResident } from './residents.ts';
import { openStage, type Stage, secrets } from './stage.ts';

export interface RunOptions {
  readonly seed: number;
  /** For which faults and people go on; the settling and the judging come on top. */
  readonly seconds: number;
  readonly kills: number;
  /** Of this run alone; emptied first. */
  readonly folder: string;
  log(line: string): void;
}

export interface RunSummary {
  readonly seed: number;
  readonly seconds: number;
  /** The faults in the order in which they struck, which is that of the plan. */
  readonly struck: readonly FaultKind[];
  /** Processes that were killed. */
  readonly kills: number;
  readonly filings: { readonly begun: number; readonly told: number };
  readonly messages: { readonly begun: number; readonly told: number };
  readonly acts: { readonly begun: number; readonly told: number };
  readonly payments: { readonly begun: number; readonly told: number };
  readonly appointments: { readonly begun: number; readonly told: number };
  readonly mails: { readonly delivered: number; readonly repeated: number };
  /** Answers by status; 0: nothing was heard. */
  readonly answers: Readonly<Record<string, number>>;
  /** Paths that answered 500, and how often. */
  readonly unexpected: Readonly<Record<string, number>>;
  /** What people gave up because nothing was heard for long, or something odd was: by reason. */
  readonly givenUp: Readonly<Record<string, number>>;
  /** Jobs that failed for good, each shown with a button. */
  readonly failedJobs: Readonly<Record<string, number>>;
  readonly orphansSwept: number;
  readonly discrepancies: readonly Discrepancy[];
}

/** Residents and agents at work while things break; then everything is mended, what waits is done, and all is compared. */
export async function performRun(options: RunOptions): Promise<RunSummary> {
  const plan = planOf(options);
  options.log(`seed ${options.seed}: ${plan.length} faults in ${options.seconds} s, in ${options.folder}`);
  const stage = await openStage(options.folder);
  try {
    const ledger = newLedger();
    let going = true;
    const surroundings = { port: stage.cluster.proxy.port, ledger, going: () => going };
    const random = seeded(options.seed);
    const someone = (name: string, n: number) => new Person(surroundings, random.branch(name), `127.0.3.${n}`);
    const people = [
      ...[1, 2, 3].map((n) => beResident(someone(`resident-${n}`, n), `r${options.seed}-${n}`)),
      ...desks.map((desk, n) => beAgent(someone(desk.email, n + 10), desk)),
    ];
    const working = Promise.all(people);
    const struck = await strike(plan, stage, options);
    going = false;
    await stage.heal();
    await readiness(
      stage.cluster.proxy,
      stage.cluster.web.map(({ port }) => port),
    );
    await working;
    options.log('settling');
    await settle(stage);
    const { swept, failedJobs, discrepancies } = await compare(stage, ledger);
    const told = (list: readonly { told?: unknown }[]) => ({
      begun: list.length,
      told: list.filter((one) => one.told !== undefined && one.told !== false).length,
    });
    const counted = (names: readonly string[]) =>
      Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
    return {
      seed: options.seed,
      seconds: options.seconds,
      struck,
      kills: stage.kills(),
      filings: told(ledger.filings),
      messages: told(ledger.messages),
      acts: told(ledger.acts),
      payments: told(ledger.payments),
      appointments: told(ledger.appointments),
      mails: {
        delivered: stage.mail.delivered.length,
        repeated: stage.mail.delivered.length - new Set(stage.mail.delivered.map(({ messageId }) => messageId)).size,
      },
      answers: Object.fromEntries([...ledger.answers].sort(([a], [b]) => a - b)),
      unexpected: counted(ledger.unexpected),
      givenUp: counted(ledger.givenUp),
      failedJobs: counted(failedJobs),
      orphansSwept: swept,
      discrepancies,
    };
  } catch (error) {
    for (const complaint of stage.complaints.slice(-20)) options.log(complaint);
    throw error;
  } finally {
    for (const complaint of new Set(stage.complaints.map(shortened))) options.log(complaint);
    await stage.stop();
  }
}

/**
 * Does what the plan says, in its order and never sooner. What is to be killed is waited for until it is up, so that each kill
 * kills: on a busy machine a run takes longer, and everything after the wait comes later by as much.
 */
async function strike(plan: readonly Fault[], stage: Stage, options: RunOptions): Promise<FaultKind[]> {
  const struck: FaultKind[] = [];
  const ongoing: Promise<void>[] = [];
  let before = 0;
  for (const fault of plan) {
    await setTimeout((fault.at - before) * 1000);
    before = fault.at;
    await stage.victimIsUp(fault);
    options.log(`${fault.at.toFixed(1)} s ${fault.kind}${fault.by === undefined ? '' : ` by ${fault.by} s`}`);
    struck.push(fault.kind);
    ongoing.push(stage.inflict(fault));
  }
  await Promise.all(ongoing);
  await setTimeout((options.seconds - before) * 1000);
  return struck;
}

/** One line for all complaints that differ by a time or an identifier. */
function shortened(complaint: string): string {
  return complaint.replace(/"(time|pid|requestId|reqId|jobId|hostname|id)":("[^"]*"|\d+),?/g, '').slice(0, 400);
}

/**
 * Waits until no job is left. What was put off by a failure is not waited for: it is tried now, as an administrator's button
 * does. What a dead worker held is taken back by the house itself. Nothing done for ten minutes: somebody sleeps, and the
 * oracle says what lies there.
 */
async function settle(stage: Stage): Promise<void> {
  const client = new pg.Client({ connectionString: superUrlOf(stage) });
  await client.connect();
  try {
    let left = Number.POSITIVE_INFINITY;
    for (let until = performance.now() + 600_000; performance.now() < until; await setTimeout(500)) {
      await client.query("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry' AND start_after > now()");
      const { rows } = await client.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pgboss.job WHERE name NOT LIKE '\\_\\_%' AND (state IN ('active', 'retry') OR state = 'created' AND start_after < now())",
      );
      const n = rows[0]?.n ?? 0;
      if (n === 0) return;
      if (n < left) until = performance.now() + 600_000;
      left = n;
    }
  } finally {
    await client.end();
  }
}

function superUrlOf(stage: Stage): string {
  const url = new URL(stage.postgres.superUrl);
  url.pathname = new URL(stage.postgres.ownerUrl).pathname;
  return url.href;
}

async function failedJobsOf(stage: Stage): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: superUrlOf(stage) });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>("SELECT name FROM pgboss.job WHERE state = 'failed'");
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function compare(
  stage: Stage,
  ledger: ReturnType<typeof newLedger>,
): Promise<{ swept: number; failedJobs: readonly string[]; discrepancies: readonly Discrepancy[] }> {
  const config = loadConfig(
    { LOG_LEVEL: 'error', STORAGE_DIR: stage.files },
    { DATABASE_URL: stage.postgres.appUrl, ...secrets },
  );
  const platform = await buildPlatform(config, { log: createLogger('error') });
  try {
    // The house sweeps at night what is older than an hour; here nothing is under way any more.
    const swept = await removeOrphanFiles(platform, { olderThan: 0 });
    const discrepancies = await judge({
      ledger,
      delivered: stage.mail.delivered,
      superUrl: superUrlOf(stage),
      files: stage.files,
      documents: createDocuments(platform),
      jobs: platform.jobs,
      fallen: stage.fallen,
    });
    return { swept, failedJobs: await failedJobsOf(stage), discrepancies };
  } finally {
    await platform.jobs.stop();
    await platform.database.close();
  }
}
