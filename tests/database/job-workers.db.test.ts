import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testPlatform } from '#tests/support/test-platform.ts';

const queue = { name: 'acknowledge-dossier' };

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await met())) await sleep(20);
}

test('a crowd of jobs is taken several at a time without waiting in between; each ends as it did', async () => {
  const { database, jobs } = await testPlatform();
  const runs = new Map<number, number>();
  let atOnce = 0;
  let most = 0;
  await jobs.work([
    {
      name: queue.name,
      concurrency: 8,
      run: async (data: { n: number }) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        runs.set(data.n, (runs.get(data.n) ?? 0) + 1);
        await sleep(5);
        atOnce -= 1;
        if (data.n === 7) throw new Error('the seventh');
      },
    },
  ]);
  const count = 60;
  await database.transaction(['C27681'], async (tx) => {
    for (let n = 0; n < count; n += 1) await jobs.enqueue(tx, queue, { n });
  });
  const states = async () => {
    const { rows } = await sql<{ state: string; n: number }>`
      SELECT state, count(*)::integer AS n FROM pgboss.job WHERE name = ${queue.name} GROUP BY state ORDER BY state`.execute(
      database.open,
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  await until(async () => ((await states()).completed ?? 0) >= count - 1);
  expect(await states()).toEqual({ completed: count - 1, retry: 1 });
  expect([...runs.values()]).toEqual(Array.from({ length: count }, () => 1));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
  const { rows } = await sql<{ output: { message: string } }>`
    SELECT output FROM pgboss.job WHERE name = ${queue.name} AND state = 'retry'`.execute(database.open);
  expect(rows[0]?.output.message).toBe('the seventh');
}, 60_000);

test('one slow job does not hold those that come after it', async () => {
  const { database, jobs } = await testPlatform();
  let release: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  const ended: number[] = [];
  await jobs.work([
    {
      name: queue.name,
      run: async (data: { n: number }) => {
        if (data.n === 0) await held;
        ended.push(data.n);
      },
    },
  ]);
  for (let n = 0; n < 5; n += 1) await database.transaction(['C27681'], (tx) => jobs.enqueue(tx, queue, { n }));
  await until(() => ended.length === 4);
  expect(ended).not.toContain(0);
  release();
  await until(() => ended.length === 5);
}, 60_000);
