import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDirectory } from '#modules/directory/index.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import {
  createCatalogue,
  deployLibrary,
  findNeed,
  type Library,
  LibraryProblemsError,
  publishLibrary,
  readLibrary,
} from '../index.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
});
afterAll(() => platform.close());

/** The library with another summary for the question to the town hall. */
function changedLibrary(summary: string, version = 1): Library {
  const library = readLibrary();
  const entry = library.procedures.get('question');
  if (entry === undefined) throw new Error('the library has the procedure "question"');
  const procedure = { ...entry.procedure, version, summary: { fr: summary } };
  return { ...library, procedures: new Map([...library.procedures, ['question', { ...entry, procedure }]]) };
}

test('what is published and deployed twice changes nothing the second time', async () => {
  const library = readLibrary();
  const published = await publishLibrary(platform.database, library);
  expect(published).toMatchObject({ added: 0, changed: [], unchanged: library.procedures.size });
  expect(await deployLibrary(platform.database)).toMatchObject({ teams: 0 });
});

test('each authority has the procedures of the competences that it holds, and no other', async () => {
  const directory = createDirectory(platform);
  const catalogue = createCatalogue(platform, directory);
  const idsOf = async (authority: string) =>
    (await catalogue.listAdopted(authority)).map((entry) => entry.procedure.procedure);
  const vernon = await idsOf('C27681');
  expect(vernon).toEqual(expect.arrayContaining(['birth-certificate', 'question', 'street-light']));
  expect(vernon).not.toContain('bin-change');
  const agglomeration = await idsOf('E200072312');
  expect(agglomeration).toEqual(expect.arrayContaining(['bin-change', 'question']));
  expect(agglomeration).not.toContain('birth-certificate');
  expect(await catalogue.findAdopted('C27681', 'acte-de-naissance')).toMatchObject({
    open: true,
    teamAuthorityId: 'C27681',
  });
  expect(await catalogue.findAdopted('E200072312', 'acte-de-naissance')).toBeUndefined();
});

test('a town hall has one team for everything, the agglomération one for each service', async () => {
  const teams = await platform.database.transaction(['C27681', 'E200072312'], (tx) =>
    tx.selectFrom('teams').select(['authority_id', 'name']).orderBy('name').execute(),
  );
  expect(teams.filter((team) => team.authority_id === 'C27681').map((team) => team.name)).toEqual(['Mairie de Vernon']);
  expect(teams.filter((team) => team.authority_id === 'E200072312').map((team) => team.name)).toEqual(
    expect.arrayContaining(['Accueil', 'Déchets']),
  );
  const rights = await platform.database.transaction(['C27681'], (tx) =>
    tx.selectFrom('processing_rights').selectAll().execute(),
  );
  expect(rights.map((right) => right.procedure_id)).toEqual(['*']);
});

test('nobody reads the adoptions of an authority without naming it', async () => {
  const rows = await platform.database.transaction(['C27016'], (tx) =>
    tx.selectFrom('adoptions').selectAll().where('authority_id', '=', 'C27681').execute(),
  );
  expect(rows).toEqual([]);
});

test('a changed procedure must say its new version, and is then offered by all who follow the library', async () => {
  await expect(publishLibrary(platform.database, changedLibrary('Autre texte.'))).rejects.toThrow(LibraryProblemsError);
  await expect(publishLibrary(platform.database, changedLibrary('Autre texte.'))).rejects.toThrow(
    /question\.yaml: .*write "version: 2"/,
  );
  const report = await publishLibrary(platform.database, changedLibrary('Autre texte.', 2));
  expect(report.changed).toEqual([{ procedure: 'question', version: 2 }]);
  const catalogue = createCatalogue(platform, createDirectory(platform));
  const adopted = await catalogue.findAdopted('C27681', 'question');
  expect(adopted).toMatchObject({ version: 2, procedure: { summary: { fr: 'Autre texte.' } } });
  expect((await catalogue.getVersion('question', 1)).procedure.summary.fr).not.toBe('Autre texte.');
});

test('in demonstration mode the next number is taken by itself, once', async () => {
  const library = changedLibrary('Encore un autre.');
  expect((await publishLibrary(platform.database, library, { renumber: true })).changed).toEqual([
    { procedure: 'question', version: 3 },
  ]);
  expect((await publishLibrary(platform.database, library, { renumber: true })).changed).toEqual([]);
});

test('what an administrator closed stays closed; another body can be named for a commune', async () => {
  await platform.database.transaction(['C27681'], (tx) =>
    tx.insertInto('adoptions').values({ authority_id: 'C27681', procedure_id: 'street-light', open: false }).execute(),
  );
  await platform.database.open
    .insertInto('competence_holders')
    .values({ commune_code: '27681', competence_id: 'civil-status', authority_id: 'E200072312' })
    .execute();
  const deployed = await deployLibrary(platform.database);
  expect(deployed.authorities).toBeGreaterThan(60);
  const catalogue = createCatalogue(platform, createDirectory(platform));
  expect(await catalogue.findAdopted('C27681', 'street-light')).toMatchObject({ open: false, closedBy: 'authority' });
  expect(await catalogue.findAdopted('C27681', 'birth-certificate')).toBeUndefined();
  expect((await catalogue.findAdopted('E200072312', 'birth-certificate'))?.open).toBe(true);
  await platform.database.open
    .deleteFrom('competence_holders')
    .where('commune_code', '=', '27681')
    .where('competence_id', '=', 'civil-status')
    .execute();
});

test('adoptions are by rule: a deployment writes no row for them', async () => {
  const rows = await platform.database.transaction(['C27399', 'E200072312'], (tx) =>
    tx.selectFrom('adoptions').selectAll().execute(),
  );
  expect(rows).toEqual([]);
});

test('a need is answered with the authority of the commune and why', async () => {
  const directory = createDirectory(platform);
  const deps = { directory, catalogue: createCatalogue(platform, directory) };
  const inVernon = await findNeed(deps, { commune: 'Vernon', words: 'jai besoin dun acte de naisance' });
  expect(inVernon.answers[0]).toMatchObject({
    id: 'birth-certificate',
    authority: 'C27681',
    href: '/vernon/demarches/acte-de-naissance',
  });
  expect(inVernon.text).toContain('Mairie de Vernon (C27681)');
  const bins = await findNeed(deps, { commune: '27399', words: 'ma poubel est cassé', json: true });
  expect(JSON.parse(bins.text)[0]).toMatchObject({ id: 'bin-change', authority: 'E200072312' });
  const nothing = await findNeed(deps, { commune: '27681', words: 'xyzzy' });
  expect(nothing.answers.map((answer) => answer.id)).toEqual(['question']);
  const outside = await findNeed(deps, { commune: 'Marseille', words: 'acte de naissance' });
  expect(outside.answers[0]).toMatchObject({ id: 'birth-certificate', authority: undefined });
});
