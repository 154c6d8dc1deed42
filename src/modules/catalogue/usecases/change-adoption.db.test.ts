import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDirectory } from '#modules/directory/index.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import {
  type Catalogue,
  createCatalogue,
  type Library,
  overridesSchema,
  publishLibrary,
  readLibrary,
} from '../index.ts';
import {
  assignTeam,
  followLibrary,
  markLibrarySeen,
  openProcedure,
  postponeVersion,
  saveOverrides,
  takeVersion,
} from './change-adoption.ts';

let platform: TestPlatform;
let catalogue: Catalogue;
const vernon = 'C27681';
const key = { authorityId: vernon, procedureId: 'question' };

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
});
beforeEach(() => {
  // Another process, so to speak: nothing is in memory.
  catalogue = createCatalogue(platform, createDirectory(platform));
});
afterAll(() => platform.close());

function questionWith(summary: string, version: number): Library {
  const library = readLibrary();
  const entry = library.procedures.get('question');
  if (entry === undefined) throw new Error('the library has the procedure "question"');
  const procedure = { ...entry.procedure, version, summary: { fr: summary } };
  return { ...library, procedures: new Map([...library.procedures, ['question', { ...entry, procedure }]]) };
}

const describe = async () => {
  const found = (await catalogue.describeAdoptions(vernon)).adoptions.find((one) => one.procedureId === 'question');
  if (found === undefined) throw new Error('Vernon answers questions');
  return found;
};

test('own words make a revision; a dossier filed before keeps the form that it was filed with', async () => {
  const page = (await describe()).library.procedure.form.pages[0]?.id ?? '';
  const local = { type: 'text', id: 'local_district', label: 'Quartier' };
  const overrides = overridesSchema.parse({ title: 'Écrire à Vernon', fields: { add: [{ page, field: local }] } });
  const first = await saveOverrides(platform.database, key, { overrides, baseRevision: 0 });
  const second = await saveOverrides(platform.database, key, {
    overrides: overridesSchema.parse({ title: 'Autre titre' }),
    baseRevision: first,
  });
  expect([first, second]).toEqual([1, 2]);
  const offered = await catalogue.findAdopted(vernon, 'question');
  expect(offered).toMatchObject({ overridesRevision: 2, procedure: { title: { fr: 'Autre titre' } } });
  expect(offered?.form.fieldsById.has('local_district')).toBe(false);
  const filed = { authorityId: vernon, procedureId: 'question', procedureVersion: 1, overridesRevision: 1 };
  const before = await catalogue.getVersionOf(filed);
  expect(before.procedure.title.fr).toBe('Écrire à Vernon');
  expect(before.form.fieldsById.has('local_district')).toBe(true);
  const plain = await catalogue.getVersionOf({ ...filed, overridesRevision: 0 });
  expect(plain.form.fieldsById.has('local_district')).toBe(false);
  // A revision belongs to its authority.
  await expect(catalogue.getVersionOf({ ...filed, authorityId: 'C27399' })).rejects.toThrow();
  expect((await catalogue.findAdopted('C27399', 'question'))?.procedure.title.fr).not.toBe('Autre titre');
});

test('two administrators at once: the second one is told', async () => {
  const { overridesRevision } = await describe();
  const save = (title: string) =>
    saveOverrides(platform.database, key, {
      overrides: overridesSchema.parse({ title }),
      baseRevision: overridesRevision,
    });
  const outcomes = await Promise.allSettled([save('Un'), save('Deux')]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({ code: 'adoption-changed' });
});

test('a new version is taken by those who follow, and told', async () => {
  await markLibrarySeen(platform.database, vernon, new Date());
  await publishLibrary(platform.database, questionWith('Deuxième texte.', 2));
  catalogue.refresh();
  const described = await describe();
  expect(described).toMatchObject({ version: 2, waiting: undefined, moved: { from: 1 } });
  expect(described.moved?.changes.map((change) => change.id)).toEqual(['summary']);
  await markLibrarySeen(platform.database, vernon, new Date());
  expect((await describe()).moved).toBeUndefined();
});

test('an authority that does not follow sees what changes, postpones it, and takes it when it will', async () => {
  const offered = (await catalogue.describeAdoptions(vernon)).adoptions.flatMap(({ procedureId, version }) =>
    version === undefined ? [] : [{ procedureId, version }],
  );
  await followLibrary(platform.database, vernon, { follows: false, offered, now: new Date() });
  await publishLibrary(platform.database, questionWith('Troisième texte.', 3));
  catalogue.refresh();
  expect(await describe()).toMatchObject({ version: 2, waiting: { version: 3, until: undefined } });
  // The others are not concerned.
  expect((await catalogue.findAdopted('C27399', 'question'))?.version).toBe(3);
  await postponeVersion(platform.database, key, { version: 2, until: '2027-01-15' });
  expect((await describe()).waiting).toMatchObject({ until: '2027-01-15' });
  await takeVersion(platform.database, key, 3);
  expect(await describe()).toMatchObject({ version: 3, waiting: undefined });
  await followLibrary(platform.database, vernon, { follows: true, offered: [], now: new Date() });
  expect((await describe()).version).toBe(3);
});

test('a team that is given a procedure may process it; one of another authority cannot be', async () => {
  const database = platform.database;
  const id = '0199a2b0-0000-7000-8000-000000000001';
  await database.transaction([vernon], (tx) =>
    tx.insertInto('teams').values({ authority_id: vernon, id, name: 'Voirie' }).execute(),
  );
  await assignTeam(database, key, id);
  expect((await catalogue.findAdopted(vernon, 'question'))?.teamId).toBe(id);
  const rights = await database.transaction([vernon], (tx) =>
    tx.selectFrom('processing_rights').select('procedure_id').where('team_id', '=', id).execute(),
  );
  expect(rights).toEqual([{ procedure_id: 'question' }]);
  await expect(assignTeam(database, { authorityId: 'C27399', procedureId: 'question' }, id)).rejects.toThrow();
  await assignTeam(database, key, undefined);
  expect((await describe()).teamId).toBeUndefined();
});

test('closed, then open again', async () => {
  await openProcedure(platform.database, key, false);
  expect((await catalogue.findAdopted(vernon, 'question'))?.open).toBe(false);
  catalogue.refresh(vernon);
  await openProcedure(platform.database, key, true);
  catalogue.refresh(vernon);
  expect((await catalogue.findAdopted(vernon, 'question'))?.open).toBe(true);
});
