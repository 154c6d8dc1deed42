import { sql } from 'kysely';
import pg from 'pg';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { formatTrackingCode, newTrackingCode } from '#modules/dossiers/domain/tracking-code.ts';
import { connectDatabase, type Database, type Tx } from '#platform/database/database.ts';
import { createStatementWatch } from '#platform/database/statement-watch.ts';
import { type Activity, during } from '#platform/tracing/activity.ts';
import { testCounter } from '#tests/support/test-counter.ts';
import { testPlatform } from '#tests/support/test-platform.ts';

const request: Activity = { kind: 'request', requestId: 'r1', route: 'dossiers.submit' };
const job: Activity = { kind: 'job', job: 'send-message', jobId: 'j1' };

/** A database of a test's own settings, with the lines that it logs. */
async function database(settings: { slowMs?: number; request?: number; job?: number }) {
  const { config } = await testPlatform();
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const made = connectDatabase(config.databaseUrl, 1, log, {
    bounds: { request: settings.request ?? 0, job: settings.job ?? 0 },
    watch: createStatementWatch({ slowMs: settings.slowMs ?? 0, log, tracing: undefined }),
  });
  onTestFinished(() => made.close());
  return { made, lines };
}

const sleep = (tx: Tx | Database['open'], seconds: number, said = 'Zénobie') =>
  sql`SELECT pg_sleep(${seconds}), -- for whom
    ${said}::text AS said`.execute(tx);

test('a slow statement leaves a line with its text and who asked, none of its values; a quick one does not', async () => {
  const { made, lines } = await database({ slowMs: 100 });
  await during(request, () => made.transaction(['C27681'], (tx) => sleep(tx, 0.2)));
  await during(job, () => made.readOnce(['C27681'], (tx) => sleep(tx, 0.2)));
  await expect(
    during(job, () => made.open.selectFrom('accounts').select(sql`pg_sleep(0.2) / 'a'`.as('x')).execute()),
  ).rejects.toThrow();
  await made.read(['C27681'], (tx) => sleep(tx, 0.2));
  await during(request, () => made.read(['C27681'], (tx) => sleep(tx, 0)));
  expect(lines).toMatchObject([
    {
      msg: 'slow statement',
      pool: 'transactions',
      rows: 1,
      requestId: 'r1',
      route: 'dossiers.submit',
      statement: 'SELECT pg_sleep($1), $2::text AS said',
    },
    { pool: 'statements', job: 'send-message', jobId: 'j1' },
    { pool: 'reads' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('Zénobie');
  expect(JSON.stringify(lines)).not.toContain('C27681');
  expect(made.slowStatements()).toEqual([
    { pool: 'transactions', doing: 'request', count: 1 },
    { pool: 'statements', doing: 'job', count: 1 },
    { pool: 'reads', doing: 'other', count: 1 },
  ]);
});

test('one that waits behind a slow one on the same connection is not slow itself', async () => {
  const { made, lines } = await database({ slowMs: 100 });
  await made.read(['C27681'], (tx) => Promise.all([sleep(tx, 0.2), sql`SELECT 1 AS quick`.execute(tx)]));
  expect(lines.map(({ statement }) => statement)).toEqual(['SELECT pg_sleep($1), $2::text AS said']);
});

test('with 0 no statement is slow', async () => {
  const { made, lines } = await database({ slowMs: 0 });
  await made.read(['C27681'], (tx) => sleep(tx, 0.2));
  expect(lines).toEqual([]);
  expect(made.slowStatements()).toEqual([]);
});

test('PostgreSQL ends what a page may not wait for, in each way that statements go', async () => {
  const { made } = await database({ request: 150, job: 60_000 });
  const ended = { code: '57014' };
  await during(request, async () => {
    await expect(made.transaction(['C27681'], (tx) => sleep(tx, 60))).rejects.toMatchObject(ended);
    await expect(made.read(['C27681'], (tx) => sleep(tx, 60))).rejects.toMatchObject(ended);
    await expect(made.readOnce(['C27681'], (tx) => sleep(tx, 60))).rejects.toMatchObject(ended);
    await expect(sleep(made.open, 60)).rejects.toMatchObject(ended);
    // The connections go on serving.
    await made.transaction(['C27681'], (tx) => sleep(tx, 0));
    await sleep(made.open, 0);
  });
  // A job, or a command, takes its time on the very same connections, and gives them back as they were.
  await during(job, async () => {
    await made.transaction(['C27681'], (tx) => sleep(tx, 0.4));
    await made.read(['C27681'], (tx) => sleep(tx, 0.4));
    await made.readOnce(['C27681'], (tx) => sleep(tx, 0.4));
    await sleep(made.open, 0.4);
  });
  const boundOf = async (tx: Tx | Database['open']) =>
    (await sql<{ bound: string }>`SELECT current_setting('statement_timeout') AS bound`.execute(tx)).rows[0]?.bound;
  const bounds = async () => [
    await made.transaction(['C27681'], boundOf),
    await made.read(['C27681'], boundOf),
    await made.readOnce(['C27681'], boundOf),
    await boundOf(made.open),
  ];
  expect(await during(job, bounds)).toEqual(['1min', '1min', '1min', '1min']);
  expect(await bounds()).toEqual(['0', '0', '0', '0']);
  expect(await during(request, bounds)).toEqual(['150ms', '150ms', '150ms', '150ms']);
});

test('a page that the database keeps waiting says so in words, and is there again afterwards', async () => {
  const counter = await testCounter({ env: { STATEMENT_TIMEOUT_MS: '300' } });
  onTestFinished(() => counter.server.close());
  const visitor = counter.visitor();
  const answerOf = async () => {
    await visitor.get('/suivi');
    return visitor.post('/suivi', { code: formatTrackingCode(newTrackingCode()) });
  };
  const before = await answerOf();
  expect(before.status).toBeLessThan(500);
  const owner = new pg.Client({ connectionString: counter.platform.ownerUrl });
  await owner.connect();
  try {
    await owner.query('BEGIN; LOCK TABLE tracking_codes IN ACCESS EXCLUSIVE MODE');
    const late = await answerOf();
    expect(late.status).toBe(503);
    expect(late.body).toContain('La réponse met trop de temps à venir');
    expect(late.body).not.toMatch(/57014|statement timeout|\.ts:/);
    await owner.query('ROLLBACK');
  } finally {
    await owner.end();
  }
  expect((await answerOf()).status).toBe(before.status);
});
