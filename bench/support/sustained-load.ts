import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startCluster } from '../../scripts/cluster/cluster.ts';
import { Visitor } from './browser-like-client.ts';
import { type BenchCase, percentile } from './figures.ts';
import { expectReceipt, questionFields, questionPath, step } from './filing.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { cpuSeconds, cpuSecondsOfTree, residentMemory } from './processes.ts';
import { type Sample, sustainedProblems } from './sustained-verdict.ts';

export interface SustainedOptions {
  /** Database of the demonstration, already there or made at the start. */
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** To the same database, for who reads the queues. */
  readonly superUrl: string;
  readonly databasePid?: number;
  /** Of the attachments. */
  readonly files: string;
  readonly seconds: number;
  readonly filingsASecond: number;
  /** Seconds between two lines. */
  readonly every: number;
  /** How long the mails may still come after the last filing. */
  readonly patience: number;
  /** Once the processes are at work: a planted fault. */
  hinder?(pids: { readonly web: number; readonly worker: number }): void;
}

/**
 * Filings that begin at their time, whether or not the ones before have ended, on a process of pages and a process of jobs
 * that sends each acknowledgement with its PDF to a mail server. One line a minute, then the verdict: `problems` is empty
 * when every filing was answered, was acknowledged once, no queue grew and no process did.
 */
export async function sustainFilings(
  options: SustainedOptions,
  report: (figures: BenchCase) => void,
): Promise<readonly string[]> {
  const sink = await startMailSink();
  const cluster = await startCluster({
    web: 1,
    workers: 1,
    port: 0,
    env: {
      DATABASE_URL: options.appUrl,
      DATABASE_OWNER_URL: options.ownerUrl,
      STORAGE_DIR: options.files,
      SESSION_SECRET: 'a secret that only benches know, 32 characters',
      ENCRYPTION_KEY: 'be7c4'.padEnd(64, '0'),
      SMTP_URL: sink.url,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
    },
    flags: process.env.BENCH_PROFILE === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.files}-profiles`],
    say: (name, line) => {
      if (/"level":[56]0/.test(line)) console.error(name, line);
    },
  });
  const database = new pg.Client({ connectionString: options.superUrl });
  await database.connect();
  try {
    const [web] = cluster.web;
    const worker = cluster.workers[0]?.pid;
    if (web?.process.pid === undefined || worker === undefined) throw new Error('A process is not at work');
    await warmUp(web.port, database, sink);
    const pids = { web: web.process.pid, worker, database: options.databasePid };
    return await measure({ ...options, port: web.port, pids, database, sink }, report);
  } finally {
    await database.end();
    await cluster.stop();
    await sink.close();
  }
}

/** Everything is loaded and prepared once, and its mails have come, before anything counts. */
async function warmUp(port: number, database: pg.Client, sink: MailSink): Promise<void> {
  const visitor = new Visitor(port);
  const filings = 20;
  for (let n = 0; n < filings; n += 1) await file(visitor, n);
  visitor.close();
  for (const until = performance.now() + 600_000; sink.mails < filings && performance.now() < until; ) await sleep(100);
  if (sink.mails < filings) throw new Error('No acknowledgement comes');
  await database.query('ANALYZE');
}

interface Measured extends SustainedOptions {
  readonly port: number;
  readonly pids: { readonly web: number; readonly worker: number; readonly database: number | undefined };
  readonly database: pg.Client;
  readonly sink: MailSink;
}

async function measure(at: Measured, report: (figures: BenchCase) => void): Promise<readonly string[]> {
  const before = { mails: at.sink.mails, pdfs: at.sink.pdfs };
  const samples: Sample[] = [];
  at.hinder?.(at.pids);
  const load = openLoad(at.port, at.filingsASecond, at.seconds);
  let cpu = cpuOf(at.pids);
  let told = { filings: 0, errors: 0, mails: before.mails, pdfs: before.pdfs };
  for (let minute = 1; minute * at.every <= at.seconds; minute += 1) {
    await sleep(Math.max(0, load.began + minute * at.every * 1000 - performance.now()));
    const now = cpuOf(at.pids);
    const times = load.take();
    const filings = load.filings - told.filings;
    const each = (end: number, start: number) => ((end - start) * 1000) / Math.max(1, filings);
    const queues = await queuesOf(at.database);
    const sample: Sample = {
      waiting: queues.reduce((sum, { waiting }) => sum + waiting, 0),
      memory: { web: residentMemory(at.pids.web), worker: residentMemory(at.pids.worker) },
    };
    samples.push(sample);
    report({
      name: `sustained: part ${minute}`,
      throughput: filings / at.every,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      p99: percentile(times, 0.99),
      errors: load.errors - told.errors,
      filings,
      underWay: load.underWay,
      mails: at.sink.mails - told.mails,
      pdfs: at.sink.pdfs - told.pdfs,
      waiting: Object.fromEntries(queues.map(({ name, waiting }) => [name, waiting])),
      oldestWaitingSeconds: Math.max(0, ...queues.map(({ oldest }) => oldest)),
      memoryOf: sample.memory,
      cpuMsPerFiling: {
        web: each(now.web, cpu.web),
        worker: each(now.worker, cpu.worker),
        database: each(now.database, cpu.database),
        load: each(now.load, cpu.load),
      },
    });
    told = { filings: load.filings, errors: load.errors, mails: at.sink.mails, pdfs: at.sink.pdfs };
    cpu = now;
  }
  await load.ended;
  const last = performance.now();
  const due = before.mails + load.filings;
  while (at.sink.mails < due && performance.now() - last < at.patience * 1000) await sleep(100);
  const drainedSeconds = (performance.now() - last) / 1000;
  const outcome = {
    filings: load.filings,
    wanted: Math.floor(at.seconds * at.filingsASecond),
    errors: load.errors,
    mails: at.sink.mails - before.mails,
    pdfs: at.sink.pdfs - before.pdfs,
    filingsASecond: at.filingsASecond,
    samples,
  };
  const problems = sustainedProblems(outcome);
  report({
    name: 'sustained: verdict',
    throughput: load.filings / at.seconds,
    p50: 0,
    p95: 0,
    p99: 0,
    errors: load.errors,
    filings: outcome.filings,
    mails: outcome.mails,
    pdfs: outcome.pdfs,
    drainedSeconds,
    problems,
  });
  return problems;
}

interface OpenLoad {
  readonly began: number;
  readonly filings: number;
  readonly errors: number;
  /** Begun and not ended. */
  readonly underWay: number;
  /** Milliseconds of the filings since the last call, smallest first. */
  take(): number[];
  readonly ended: Promise<void>;
}

/** More than so many at once and nobody would wait any more: they count as errors. */
const mostUnderWay = 500;

function openLoad(port: number, filingsASecond: number, seconds: number): OpenLoad {
  const idle: Visitor[] = [];
  let times: number[] = [];
  let begun = 0;
  const state = { began: performance.now(), filings: 0, errors: 0, underWay: 0 };
  const begin = async (n: number): Promise<void> => {
    if (state.underWay >= mostUnderWay) {
      state.errors += 1;
      return;
    }
    state.underWay += 1;
    const visitor = idle.pop() ?? new Visitor(port);
    // Its time begins when it was due, so that a load that was late hides nothing.
    const due = state.began + (n * 1000) / filingsASecond;
    try {
      await file(visitor, n);
      state.filings += 1;
      times.push(performance.now() - due);
      idle.push(visitor);
    } catch (error) {
      state.errors += 1;
      if (state.errors < 5) console.error(error);
      visitor.close();
    } finally {
      state.underWay -= 1;
    }
  };
  const ended = (async () => {
    const running = new Set<Promise<void>>();
    while (begun < Math.floor(seconds * filingsASecond)) {
      const due = Math.floor(((performance.now() - state.began) * filingsASecond) / 1000) + 1;
      for (; begun < Math.min(due, seconds * filingsASecond); begun += 1) {
        const one: Promise<void> = begin(begun).finally(() => running.delete(one));
        running.add(one);
      }
      await sleep(5);
    }
    await Promise.all(running);
    for (const visitor of idle) visitor.close();
  })();
  return {
    began: state.began,
    get filings() {
      return state.filings;
    },
    get errors() {
      return state.errors;
    },
    get underWay() {
      return state.underWay;
    },
    take: () => {
      const taken = times.sort((a, b) => a - b);
      times = [];
      return taken;
    },
    ended,
  };
}

/** Somebody new asks the town hall something, and reads the receipt. */
async function file(visitor: Visitor, n: number): Promise<void> {
  visitor.forgetCookies();
  const fields = questionFields({
    email: `habitant${n}@example.org`,
    message: `Quand la rue du Moulin, au numéro ${n}, sera-t-elle refaite ? Les trous deviennent dangereux.`,
  });
  await expectReceipt(visitor, await step(visitor, questionPath, fields));
}

interface WaitingQueue {
  readonly name: string;
  readonly waiting: number;
  readonly oldest: number;
}

/** Jobs that are due and not at work, and the seconds that the oldest has waited. */
async function queuesOf(database: pg.Client): Promise<readonly WaitingQueue[]> {
  const { rows } = await database.query<WaitingQueue>(
    `SELECT name, count(*)::integer AS waiting, extract(epoch FROM now() - min(start_after))::float8 AS oldest
     FROM pgboss.job WHERE state IN ('created', 'retry') AND start_after <= now() GROUP BY name ORDER BY name`,
  );
  return rows;
}

function cpuOf({ web, worker, database }: Measured['pids']) {
  const { user, system } = process.cpuUsage();
  return {
    web: cpuSeconds(web),
    worker: cpuSeconds(worker),
    database: database === undefined ? 0 : cpuSecondsOfTree(database),
    load: (user + system) / 1e6,
  };
}
