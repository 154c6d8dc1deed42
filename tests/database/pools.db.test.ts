import { type QueryExecutorProvider, sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createCatalogue } from '#modules/catalogue/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { runWithCommit, type Tx } from '#platform/database/database.ts';
import { testPlatform } from '#tests/support/test-platform.ts';

test('a crowd that holds every connection still finds one for what its work reads', async () => {
  const platform = await testPlatform({ territory: true, env: { DATABASE_POOL: '2' } });
  const { database } = platform;
  const directory = createDirectory(platform);
  const catalogue = createCatalogue(platform, directory);
  // Nothing is in memory yet: each reads the catalogue inside its own transaction or read.
  const work = async () => {
    await directory.getAuthority('C27681');
    return (await catalogue.listAdopted('C27681')).length;
  };
  const crowd = Array.from({ length: 20 }, (_, n) =>
    n % 2 === 0 ? database.transaction(['C27681'], work) : database.read(['C27681'], work),
  );
  const counts = await Promise.all(crowd);
  expect(new Set(counts).size).toBe(1);
  expect(counts[0]).toBeGreaterThan(5);
});

const scopeOf = async (tx: Tx) =>
  (
    await sql<{ scope: string; backend: number }>`
    SELECT current_setting('app.authorities') AS scope, pg_backend_pid() AS backend`.execute(tx)
  ).rows[0];

test('statements of one turn share a connection, and each sees its own authorities', async () => {
  const { database } = await testPlatform({ env: { DATABASE_POOL: '4' } });
  await database.readOnce(['C27681'], scopeOf);
  const backends = new Set<number>();
  for (let turn = 0; turn < 20; turn += 1) {
    // One opens the connection of the turn, those that come after its first answer from the pool share it.
    const asked = Array.from({ length: 12 }, async (_, index) => {
      if (index > 0) await new Promise<void>((resolve) => process.nextTick(() => queueMicrotask(resolve)));
      const scope = `C${turn}X${index}`;
      const seen = await database.readOnce([scope], scopeOf);
      expect(seen?.scope).toBe(scope);
      backends.add(seen?.backend ?? 0);
    });
    await Promise.all(asked);
  }
  expect(backends.size).toBeLessThanOrEqual(2);
});

test('a column that a migration adds breaks no statement of the version that runs', async () => {
  const platform = await testPlatform({ territory: true, env: { DATABASE_POOL: '1' } });
  const { database } = platform;
  const owner = new pg.Client({ connectionString: platform.ownerUrl });
  await owner.connect();
  try {
    type On = QueryExecutorProvider;
    const all = (on: On): Promise<unknown> => sql`SELECT * FROM authorities WHERE id = 'C27681'`.execute(on);
    const named = (on: On): Promise<unknown> => sql`SELECT name FROM authorities WHERE id = 'C27681'`.execute(on);
    const changed = (on: On): Promise<unknown> =>
      sql`UPDATE accounts SET given_names = 'Jeanne' WHERE id = ${newId()}::uuid RETURNING *`.execute(on);
    const use = async () => {
      for (const statement of [all, named]) {
        await statement(database.open);
        await database.read(['C27681'], statement);
        await database.readOnce(['C27681'], statement);
        await database.transaction(['C27681'], statement);
      }
      await changed(database.open);
      await database.transaction(['C27681'], changed);
    };
    // A statement that comes again is prepared.
    for (let times = 0; times < 3; times += 1) await use();
    await owner.query('ALTER TABLE authorities ADD COLUMN of_next_version text');
    await owner.query('ALTER TABLE accounts ADD COLUMN of_next_version integer NOT NULL DEFAULT 0');
    await use();
    expect(await named(database.open)).toMatchObject({ rows: [{ name: expect.any(String) }] });
  } finally {
    await owner.end();
  }
});

test('a connection that is lost while a transaction holds it, between two statements, ends the transaction alone', async () => {
  const platform = await testPlatform({ env: { DATABASE_POOL: '1' } });
  const { database } = platform;
  const superUser = new pg.Client({ connectionString: process.env.TEST_DATABASE_SUPER_URL as string });
  await superUser.connect();
  try {
    for (const use of [database.transaction, database.read]) {
      const lost = use(['C27681'], async (tx) => {
        const backend = (await scopeOf(tx))?.backend;
        await superUser.query('SELECT pg_terminate_backend($1, 5000)', [backend]);
        // What the server says of it comes while nobody has asked anything: without a listener it would end the process.
        await new Promise((wake) => setTimeout(wake, 50));
        await scopeOf(tx);
      });
      await expect(lost).rejects.toThrow();
      // The same where nothing is asked any more but what leaves with COMMIT.
      const lostAtEnd = use(['C27681'], async (tx) => {
        const backend = (await scopeOf(tx))?.backend;
        await runWithCommit(tx, 'SELECT 1', []);
        await superUser.query('SELECT pg_terminate_backend($1, 5000)', [backend]);
        await new Promise((wake) => setTimeout(wake, 50));
      });
      if (use === database.transaction) await expect(lostAtEnd).rejects.toThrow();
      else await lostAtEnd;
      expect((await use(['C27681'], scopeOf))?.scope).toBe('C27681');
    }
  } finally {
    await superUser.end();
  }
});

test('a statement that fails leaves those beside it alone, and a second one is refused', async () => {
  const { database } = await testPlatform({ env: { DATABASE_POOL: '1' } });
  const wrong = (tx: Tx) => sql`SELECT 1 / 0`.execute(tx);
  const results = await Promise.allSettled([
    database.readOnce(['C1'], scopeOf),
    database.readOnce(['C2'], wrong),
    database.readOnce(['C3'], scopeOf),
    database.readOnce(['C4'], async (tx) => [await scopeOf(tx), await scopeOf(tx)]),
    database.readOnce(['C5'], async () => 'nothing was read'),
    database.readOnce(['C6'], scopeOf),
  ]);
  expect(
    results.map((one) => (one.status === 'fulfilled' ? (one.value as { scope?: string }).scope : 'failed')),
  ).toEqual(['C1', 'failed', 'C3', 'failed', undefined, 'C6']);
  let kept: Tx | undefined;
  await database.readOnce(['C7'], async (tx) => {
    kept = tx;
    return scopeOf(tx);
  });
  await expect(scopeOf(kept as Tx)).rejects.toThrow('readOnce runs one statement');
  expect((await database.readOnce(['C8'], scopeOf))?.scope).toBe('C8');
});
