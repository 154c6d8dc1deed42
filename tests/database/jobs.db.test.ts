import { type Kysely, sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { expect, test } from 'vitest';
import type { Tables } from '#platform/database/tables.ts';
import { testPlatform } from '#tests/support/test-platform.ts';

const queue = { name: 'acknowledge-dossier' };
const data = { authorityId: 'C27681', dossierId: '019abcde-0000-7000-8000-000000000000', origin: 'http://a.example' };

/** The row of a job, column by column; moments as seconds from now, since the two are not written at once. */
async function jobsWritten(open: Kysely<Tables>): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    SELECT to_jsonb(j) - 'id' - 'created_on' - 'start_after' - 'keep_until' AS row, round(extract(epoch FROM created_on - now()) / 60) AS created,
      round(extract(epoch FROM start_after - now()) / 60) AS starts, round(extract(epoch FROM keep_until - now()) / 60) AS kept
    FROM pgboss.job j WHERE name = ${queue.name} ORDER BY created_on`.execute(open);
  return rows;
}

test('a job that is put down in a transaction is the one that pg-boss would have written', async () => {
  const { database, jobs, config } = await testPlatform();
  const boss = new PgBoss({
    connectionString: config.databaseUrl,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  try {
    await boss.send(queue.name, data);
  } finally {
    await boss.stop({ graceful: false });
  }
  await database.transaction(['C27681'], (tx) => jobs.enqueue(tx, queue, data));
  const [expected, written, ...more] = await jobsWritten(database.open);
  expect(written).toEqual(expected);
  expect(more).toEqual([]);
});

test('a job for a queue that nobody made undoes the act', async () => {
  const { database, jobs } = await testPlatform();
  await expect(
    database.transaction(['C27681'], (tx) => jobs.enqueue(tx, { name: 'no-such-queue' }, {})),
  ).rejects.toThrow(/null value in column "name"/);
});
