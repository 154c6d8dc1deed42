import { expect, test } from 'vitest';
import { createCatalogue } from '#modules/catalogue/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
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
