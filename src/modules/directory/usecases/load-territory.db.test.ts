import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { createDirectory, NoHolderError, readTerritory, UnknownAuthorityError } from '../index.ts';
import { loadTerritory } from './load-territory.ts';

let platform: TestPlatform;
const file = 'territories/seine-normandie.yaml';

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.close());

test('a territory loaded twice changes nothing the second time', async () => {
  const description = readTerritory(file);
  const first = await loadTerritory(platform.database, description);
  expect(first.communes.added).toBeGreaterThan(34_000);
  expect(first.authorities).toMatchObject({ added: 1 + 61 + description.others.length, changed: 0, closed: 0 });
  // Only what the general rule of law does not say is written.
  expect(first.holders.added).toBeGreaterThan(61);
  expect(first.holders.added).toBeLessThan(61 * 12);
  const second = await loadTerritory(platform.database, description);
  expect(second.communes).toMatchObject({ added: 0, changed: 0 });
  expect(second.authorities).toMatchObject({ added: 0, changed: 0, closed: 0 });
  expect(second.holders).toMatchObject({ added: 0, changed: 0, removed: 0 });
});

test('only what changed is written; an authority that left is closed, and opens again', async () => {
  const description = readTerritory(file);
  const { others, holders } = description;
  const gone = others[0];
  const changed = {
    ...description,
    epci: { ...description.epci, shortName: 'la communauté' },
    others: others.slice(1),
    holders: holders.filter((line) => line.holder !== gone?.siren),
  };
  const report = await loadTerritory(platform.database, changed);
  expect(report.authorities).toMatchObject({ added: 0, changed: 1, closed: 1 });
  expect(report.holders.removed).toBeGreaterThan(0);
  const directory = createDirectory(platform);
  expect(await directory.findAuthorityBySlug(gone?.slug ?? '')).toBeUndefined();
  expect((await directory.getTerritory()).epci.shortName).toBe('la communauté');
  const back = await loadTerritory(platform.database, description);
  expect(back.authorities).toMatchObject({ added: 0, changed: 2, closed: 0 });
});

test.each([
  ['Vernon', '27681'],
  ['VERNON', '27681'],
  ['verno', '27681'],
  ['vrenon', '27681'],
  ['27200', '27681'],
  ['Vernon (27200)', '27681'],
  ['St Marcel', '27562'],
  ['saint-marcel', '27562'],
  ['andelys', '27016'],
  ['Pacy sur Eure', '27448'],
])('"%s" is found first as %s', async (typed, code) => {
  const found = await createDirectory(platform).searchCommunes(typed);
  expect(found[0]?.code).toBe(code);
  expect(found[0]?.inTerritory).toBe(true);
});

test('communes of the rest of France are found too, and never when the territory alone is asked for', async () => {
  const directory = createDirectory(platform);
  expect((await directory.searchCommunes('Marseille'))[0]).toMatchObject({ code: '13055', inTerritory: false });
  expect(await directory.searchCommunes('Marseille', { inTerritory: true })).toEqual([]);
  expect(await directory.findCommune('13055')).toMatchObject({ name: 'Marseille', inTerritory: false });
});

test.each(['', 'x', '%', '_____', "'; DROP TABLE communes; --", '\\'])('"%s" harms nothing', async (typed) => {
  await createDirectory(platform).searchCommunes(typed);
  expect(await createDirectory(platform).findCommune('27681')).toBeDefined();
});

test('who answers for what, and why', async () => {
  const directory = createDirectory(platform);
  const status = await directory.holderOf('27681', 'civil-status');
  expect(status.authority?.id).toBe('C27681');
  expect(status.reason.fr).toMatch(/état civil/);
  expect((await directory.holderOf('27681', 'waste')).authority?.id).toBe('E200072312');
  expect((await directory.holderOf('27681', 'social-aid')).authority?.id).toBe('A269999017');
  const police = await directory.holderOf('27399', 'municipal-police');
  expect(police.authority).toBeUndefined();
  expect(police.relay?.id).toBe('gendarmerie');
  await expect(directory.holderOf('13055', 'waste')).rejects.toBeInstanceOf(NoHolderError);
  await expect(directory.holderOf('27681', 'nothing')).rejects.toBeInstanceOf(NoHolderError);
  await expect(directory.getAuthority('C13055')).rejects.toBeInstanceOf(UnknownAuthorityError);
  expect(await directory.listServedCommunes('A269999017')).toMatchObject([{ code: '27681' }]);
  expect(await directory.listServedCommunes('E200072312')).toHaveLength(61);
  expect(await directory.listServedCommunes('C27399')).toMatchObject([{ code: '27399' }]);
  expect((await directory.listHeldCompetences('C27681')).has('civil-status')).toBe(true);
  expect((await directory.listHeldCompetences('C27681')).has('waste')).toBe(false);
  expect((await directory.listHeldCompetences('E200072312')).has('waste')).toBe(true);
  expect((await directory.listHeldCompetences('A269999017')).has('social-aid')).toBe(true);
  expect(await directory.listTerritoryCommunes()).toHaveLength(61);
});

test('a name of host opens its own portal', async () => {
  const description = readTerritory(file);
  const vernon = description.communes['27681'];
  if (vernon === undefined) throw new Error('Vernon is in the territory');
  await loadTerritory(platform.database, {
    ...description,
    communes: { ...description.communes, '27681': { ...vernon, hosts: ['Demarches.Vernon.example'] } },
  });
  const directory = createDirectory(platform);
  expect((await directory.findAuthorityByHost('demarches.vernon.example:8080'))?.slug).toBe('vernon');
  expect(await directory.findAuthorityByHost('guichet.example')).toBeUndefined();
});
