import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, type JobResult, PgBoss, type SendOptions } from 'pg-boss';
import { runWithCommit, type Tx } from '#platform/database/database.ts';
import { errorForLog } from '#platform/log/error-for-log.ts';
import type { Logger } from '#platform/log/logger.ts';
import { currentActivity, during, type JobActivity } from '#platform/tracing/activity.ts';
import type { Tracing } from '#platform/tracing/tracing.ts';

/** A queue, as the migrations make it. */
export interface JobQueue {
  readonly name: string;
  /** Attempts after the first, with exponential back-off from 5 seconds to an hour; 10 when not said. */
  readonly retries?: number;
}

/** A kind of work to be done later. `name` is the queue; `data` is small, without personal data: identifiers. */
export interface JobDefinition<T extends object> extends JobQueue {
  /** How many at once in one process; 4 when not said, an even number where it is more than one. */
  readonly concurrency?: number;
  /** Cron expression, Europe/Paris, for a job that the house starts by itself. */
  readonly schedule?: string;
  run(data: T): Promise<void>;
}

/** The part of a job that a use case needs to enqueue it. */
export interface JobKind<T extends object> {
  readonly name: string;
  readonly data?: T;
}

/** A job that was tried as often as it may be. */
export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly authorityId: string | undefined;
  readonly createdAt: Date;
  readonly failedAt: Date;
  /** The code or the name of what went wrong; no personal data. */
  readonly error: string;
}

/** Whose jobs: those of one authority, or those that are of none and serve the whole territory. */
export type JobsOf = { readonly authorityId: string } | 'territory';

export interface Jobs {
  /** Those that have failed for good within the last seven days, the latest first. */
  listFailed(options: { of: JobsOf; limit: number }): Promise<readonly FailedJob[]>;
  /** Puts a failed job down again, with all its attempts. @returns false when there is none such, or no longer */
  replay(id: string, of: JobsOf): Promise<boolean>;
  /**
   * Enqueues in the transaction of the act: the job exists if and only if the act is committed. `startAfter` as a number:
   * seconds from now, by the clock of the database.
   */
  enqueue<T extends object>(
    tx: Tx,
    kind: JobKind<T>,
    data: T,
    options?: { startAfter?: Date | number; singletonKey?: string },
  ): Promise<void>;
  /**
   * Takes one waiting job of these queues and counts it as done: for a process that does its jobs one by one (tests,
   * a command). Undefined when none waits.
   */
  takeOne(names: readonly string[]): Promise<{ name: string; data: object } | undefined>;
  /** Starts the workers of the given jobs in this process. */
  work(definitions: readonly JobDefinition<never>[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A worker says every ten seconds that it is at a job; one that was killed says nothing, and another takes the job half a
 * minute later. A job that takes long is thus not begun twice.
 */
const retryDefaults = {
  retryBackoff: true,
  retryDelay: 5,
  retryDelayMax: 3600,
  expireInSeconds: 3600,
  heartbeatSeconds: 30,
};

/** Seconds between two looks at jobs that nobody is at any more. */
const watchedEvery = 15;

/** Creates the queues and their tables, as the owner. Runs with the migrations. */
export async function migrateJobs(ownerUrl: string, definitions: readonly JobQueue[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false });
  // The owner's errors surface through the calls below.
  boss.on('error', () => undefined);
  await boss.start();
  for (const definition of definitions) {
    const options = { ...retryDefaults, retryLimit: definition.retries ?? 10, deleteAfterSeconds: 7 * 24 * 3600 };
    await boss.createQueue(definition.name, options);
    await boss.updateQueue(definition.name, options);
  }
  await boss.getDb().executeSql(`
    GRANT USAGE ON SCHEMA pgboss TO parvis_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO parvis_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO parvis_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO parvis_app`);
  await boss.stop({ graceful: false });
}

/** pg-boss seen from a transaction of ours: a job that is put down there leaves with its COMMIT. */
function databaseOf(tx: Tx): NonNullable<SendOptions['db']> {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      await runWithCommit(tx, text, values ?? []);
      return { rows: [] };
    },
  };
}

/**
 * What `send` writes for a job without options, in half of PostgreSQL's time: its own statement goes through JSON and twenty
 * expressions, and each filing pays it. `jobs.db.test.ts` compares the two rows, column by column. A queue that nobody made
 * has no name: the column refuses it.
 */
const plainJob = `INSERT INTO pgboss.job_common (id, name, data, expire_seconds, deletion_seconds, keep_until, retry_limit,
    retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
  SELECT gen_random_uuid(), q.name, $2::jsonb, q.expire_seconds, q.deletion_seconds,
    now() + q.retention_seconds * interval '1s', q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy,
    q.dead_letter, q.heartbeat_seconds
  FROM (VALUES ($1)) wanted (name) LEFT JOIN pgboss.queue q ON q.name = wanted.name`;

/** Connects to the queues as the application role. `worker` processes also watch over them. */
export async function connectJobs(
  url: string,
  log: Logger,
  options: { worker: boolean; tracing?: Tracing | undefined },
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    migrate: false,
    createSchema: false,
    supervise: options.worker,
    schedule: options.worker,
    superviseIntervalSeconds: watchedEvery,
    monitorIntervalSeconds: watchedEvery,
    // Rebuilding indexes belongs to the owner of the tables.
    reindex: false,
    max: options.worker ? 4 : 1,
  });
  boss.on('error', (error) => log.error({ queue: queueOf(error), err: errorForLog(error) }, 'job queue error'));
  await boss.start();
  const sql = (text: string, values: unknown[]) => boss.getDb().executeSql(text, values);
  let endLooking = (): void => undefined;
  return {
    listFailed: async ({ of, limit }) => {
      const { rows } = await sql(
        `SELECT id, name, data->>'authorityId' AS authority, created_on, completed_on,
           coalesce(output->>'code', output->>'name', '') AS error
         FROM pgboss.job WHERE state = 'failed' AND name NOT LIKE '\\_\\_%' AND coalesce(data->>'authorityId', '') = $1
         ORDER BY completed_on DESC LIMIT $2`,
        [of === 'territory' ? '' : of.authorityId, limit],
      );
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        authorityId: row.authority ?? undefined,
        createdAt: row.created_on,
        failedAt: row.completed_on,
        error: row.error,
      }));
    },
    replay: async (id, of) => {
      // As it was put down at first: pg-boss's own retry gives one attempt.
      const { rows } = await sql(
        `UPDATE pgboss.job SET state = 'created', retry_count = 0, start_after = now(), started_on = NULL,
           completed_on = NULL, output = NULL
         WHERE id = $1 AND state = 'failed' AND coalesce(data->>'authorityId', '') = $2 RETURNING id`,
        [id, of === 'territory' ? '' : of.authorityId],
      );
      return rows.length > 0;
    },
    enqueue: async (tx, kind, data, enqueueOptions) => {
      if (enqueueOptions === undefined) await runWithCommit(tx, plainJob, [kind.name, JSON.stringify(withTrace(data))]);
      else await boss.send(kind.name, data, { db: databaseOf(tx), ...enqueueOptions });
    },
    takeOne: async (names) => {
      for (const name of names) {
        const [job] = await boss.fetch<object>(name);
        if (job === undefined) continue;
        await boss.complete(name, job.id);
        return { name, data: withoutTrace(job.data).data };
      }
      return undefined;
    },
    work: async (definitions) => {
      // Before anybody asks for work: on a busy machine those who do would keep every connection from what is said here, and
      // the process would give up each time it starts.
      for (const { name, schedule } of definitions) {
        if (schedule !== undefined) await boss.schedule(name, schedule, {}, { tz: 'Europe/Paris' });
      }
      const workers = new Map<string, readonly string[]>();
      for (const definition of definitions)
        workers.set(definition.name, await startWorkers(boss, definition, log, options.tracing));
      endLooking = wakeWorkers(boss, workers, log);
    },
    stop: async () => {
      endLooking();
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/** The queue that pg-boss was at when something went wrong with it, where it says so. */
function queueOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('queue' in error)) return undefined;
  return typeof error.queue === 'string' ? error.queue : undefined;
}

/** Where the trace of the act that put a job down is kept, beside what the job is about. */
const traceKey = 'traceparent';

/** A job that begins at once goes on in the trace of the act that asked for it; one for later begins its own. */
function withTrace(data: object): object {
  const traceparent = currentActivity()?.span?.traceparent;
  return traceparent === undefined ? data : { ...data, [traceKey]: traceparent };
}

function withoutTrace(given: object): { data: object; parent: string | undefined } {
  if (!(traceKey in given)) return { data: given, parent: undefined };
  const { [traceKey]: parent, ...data } = given;
  return { data, parent: typeof parent === 'string' ? parent : undefined };
}

/**
 * Takes the jobs of a queue, several in one statement where several may run at once, and says in one statement how they
 * ended. While it finds as many as it can take it takes the next ones at once: a queue that is filled faster than it is
 * looked at would grow for ever. Two take turns, so that one job that waits for somebody does not hold all others.
 * @returns whom to wake when there is something to do
 */
function startWorkers(
  boss: PgBoss,
  definition: JobDefinition<never>,
  log: Logger,
  tracing: Tracing | undefined,
): Promise<string[]> {
  const { name, concurrency = 4 } = definition;
  const takers = concurrency < 4 ? 1 : 2;
  const options = {
    batchSize: Math.max(1, Math.floor(concurrency / takers)),
    burstWhenBatchFull: true,
    perJobResults: true,
    // They are woken; this is for a wake-up that was missed.
    pollingIntervalSeconds: 30,
  } as const;
  const run = (jobs: Job<object>[]) => Promise.all(jobs.map((job) => runJob(definition, job, log, tracing)));
  return Promise.all(Array.from({ length: takers }, () => boss.work(name, options, run)));
}

/** Milliseconds between two looks at all queues. */
const lookedAtEvery = 500;

const queuesWithWork = `SELECT q.name FROM unnest($1::text[]) AS q (name)
  WHERE EXISTS (SELECT FROM pgboss.job j WHERE j.name = q.name AND j.state < 'active' AND NOT j.blocked AND j.start_after <= now())`;

/**
 * Looks at all queues in one statement and wakes those who work at one that has something. Each of them asking for itself
 * would be a hundred statements a second for nothing, and the ones with work would wait behind them for a connection.
 * @param workers whom to wake, by queue
 * @returns what ends the looking
 */
function wakeWorkers(boss: PgBoss, workers: ReadonlyMap<string, readonly string[]>, log: Logger): () => void {
  const ending = new AbortController();
  const names = [...workers.keys()];
  const look = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        const { rows } = await boss.getDb().executeSql(queuesWithWork, [names]);
        for (const { name } of rows) for (const id of workers.get(name) ?? []) boss.notifyWorker(id);
      } catch (error) {
        if (!ending.signal.aborted) log.error({ err: errorForLog(error) }, 'job queue error');
      }
      await sleep(lookedAtEvery, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  void look();
  return () => ending.abort();
}

/** One of a batch: how it ends is its own. */
async function runJob(
  definition: JobDefinition<never>,
  job: Job<object>,
  log: Logger,
  tracing: Tracing | undefined,
): Promise<JobResult> {
  const { data, parent } = withoutTrace(job.data);
  const { name } = definition;
  const span = tracing?.start(`process ${name}`, {
    kind: 'consumer',
    parent,
    attributes: {
      'messaging.system': 'pg-boss',
      'messaging.operation.type': 'process',
      'messaging.destination.name': name,
      'messaging.message.id': job.id,
      'parvis.job.attempt': job.retryCount + 1,
    },
  });
  const activity: JobActivity = { kind: 'job', job: name, jobId: job.id, span };
  try {
    await during(activity, () => definition.run(data as never));
    span?.end({ 'parvis.job.outcome': 'done' });
    return { id: job.id, status: 'completed' };
  } catch (error) {
    span?.end({ 'parvis.job.outcome': 'failed' }, nameOf(error));
    log.warn({ job: name, jobId: job.id, err: errorForLog(error) }, 'job failed, will be tried again');
    return { id: job.id, status: 'failed', output: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    activity.over = true;
  }
}

/** The code of an error, or its name; its message may quote what a person typed. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
