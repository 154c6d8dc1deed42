import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCatalogue } from '#modules/catalogue/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import type { Tx } from '#platform/database/database.ts';
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

test('a young connection forgets its plans and goes on', async () => {
  const { database } = await testPlatform({ env: { DATABASE_POOL: '1' } });
  const scope = (tx: Tx) => sql<{ scope: string }>`SELECT current_setting('app.authorities') AS scope`.execute(tx);
  const seen = new Set<string | undefined>();
  for (let turn = 1; turn <= 70; turn += 1) {
    for (const run of [database.transaction, database.read, database.readOnce]) {
      seen.add((await run(['C27681'], scope)).rows[0]?.scope);
    }
  }
  expect([...seen]).toEqual(['C27681']);
});
