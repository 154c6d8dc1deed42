import { sql } from 'kysely';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Platform } from '#platform/platform.ts';

/** Seconds for which an answer of the database serves all who ask for figures. */
const askedEvery = 10;

interface QueueRow {
  readonly name: string;
  readonly ready: number;
  readonly deferred: number;
  readonly active: number;
  readonly failed: number;
  /** Seconds since the oldest job that could begin was put down; 0 when none waits. */
  readonly waited: number;
}

/**
 * What waits behind the pages: jobs by queue, connections to the database. The counts are those that pg-boss keeps for
 * each queue, a minute old at most; they are not read at all while the database is away.
 */
export function addDeepFigures(registry: Registry, platform: Pick<Platform, 'database'>): void {
  let kept: { readonly until: number; readonly rows: Promise<readonly QueueRow[]> } | undefined;
  const queues = (): Promise<readonly QueueRow[]> => {
    const now = performance.now();
    if (kept === undefined || kept.until < now)
      kept = { until: now + askedEvery * 1000, rows: readQueues(platform).catch(() => []) };
    return kept.rows;
  };
  new Gauge({
    name: 'parvis_jobs',
    help: 'Jobs by queue and state: ready to begin, deferred to later, active, failed for good',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      for (const row of await queues())
        for (const state of ['ready', 'deferred', 'active', 'failed'] as const)
          this.set({ queue: row.name, state }, row[state]);
    },
  });
  new Gauge({
    name: 'parvis_job_waiting_seconds',
    help: 'How long the oldest job of a queue that could begin has waited',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      for (const row of await queues()) this.set({ queue: row.name }, row.waited);
    },
  });
  new Gauge({
    name: 'parvis_last_backup_seconds',
    help: 'When the last backup ended, in seconds since 1970; 0 when there was none',
    registers: [registry],
    async collect() {
      // While the database is away the last answer stands.
      const at = await readLastBackup(platform).catch(() => undefined);
      if (at !== undefined) this.set(at);
    },
  });
  new Counter({
    name: 'parvis_slow_queries_total',
    help: 'Statements that took longer than SLOW_QUERY_MS, by pool and by what asked for them: request, job, other',
    labelNames: ['pool', 'doing'],
    registers: [registry],
    collect() {
      // Counted where statements are seen; those of before are in it.
      this.reset();
      for (const { pool, doing, count } of platform.database.slowStatements()) this.inc({ pool, doing }, count);
    },
  });
  new Gauge({
    name: 'parvis_database_connections',
    help: 'Connections of this process by pool and state; `waiting` counts requests that have none',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const { pool, used, idle, waiting } of platform.database.connections()) {
        this.set({ pool, state: 'used' }, used);
        this.set({ pool, state: 'idle' }, idle);
        this.set({ pool, state: 'waiting' }, waiting);
      }
    },
  });
}

/** Seconds since 1970 at which the last backup by `npm run cli -- backup` ended; 0 when there was none. */
async function readLastBackup({ database }: Pick<Platform, 'database'>): Promise<number> {
  const row = await database.open
    .selectFrom('backup_runs')
    .select(({ fn }) => fn.max('ended_at').as('at'))
    .where('kind', '=', 'backup')
    .executeTakeFirst();
  return row?.at === undefined || row.at === null ? 0 : row.at.getTime() / 1000;
}

async function readQueues({ database }: Pick<Platform, 'database'>): Promise<readonly QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    SELECT q.name, q.ready_count AS ready, q.deferred_count AS deferred, q.active_count AS active, q.failed_count AS failed,
      coalesce((
        SELECT extract(epoch FROM now() - greatest(j.created_on, j.start_after))::float8
        FROM pgboss.job j
        WHERE j.name = q.name AND j.state < 'active' AND NOT j.blocked AND j.start_after <= now()
        ORDER BY j.priority DESC, j.created_on LIMIT 1
      ), 0) AS waited
    FROM pgboss.queue q`.execute(database.open);
  return rows;
}
