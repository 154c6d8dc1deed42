import { afterAll, beforeAll, expect, test } from 'vitest';
import { resident } from '#tests/support/signed-in.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { hasConsented } from './exchange-consents.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
});
afterAll(() => counter.close());

const path = '/mon-espace/profil/informations';
const form = '/vernon/demarches/question-a-la-mairie/commencer';
const somebody = () => resident<Visitor>(counter, 'Rose');

const details = {
  'given-names': 'Rosalie',
  'family-name': 'Martin',
  phone: '',
  street: '',
  postcode: '',
  city: '',
  language: 'fr',
};

test('what was given is told with its source and its date, and fills forms in with them', async () => {
  const { visitor } = await somebody();
  await visitor.get('/mon-espace/profil/coordonnees');
  expect((await visitor.post('/mon-espace/profil/coordonnees', details)).status).toBe(303);
  const page = await visitor.get(path);
  expect(page.body).toContain('Rosalie Martin');
  expect(page.body).toContain('Donné par vous le 22 novembre 2026');
  const filled = await visitor.get(form);
  expect(filled.body).toContain('value="Rosalie"');
  expect(filled.body).toContain('Repris de votre profil, donné le 22 novembre 2026');
});

test('what was given when the account was opened is dated that day, the people of the household the day they were added', async () => {
  const { id, visitor } = await somebody();
  await counter.platform.database.open
    .updateTable('accounts')
    .set({ created_at: new Date('2026-09-03T10:00:00Z') })
    .where('id', '=', id)
    .execute();
  const member = { relation: 'child' as const, givenNames: 'Zoé', familyName: 'Roy', birthDate: '2019-02-01' };
  await counter.identity.addHouseholdMembers(id, [member]);
  await counter.platform.database.open
    .updateTable('household_members')
    .set({ created_at: new Date('2026-10-05T10:00:00Z') })
    .where('account_id', '=', id)
    .execute();
  const page = await visitor.get(path);
  expect(page.body).toContain('Donné par vous le 3 septembre 2026');
  expect(page.body).toContain('Zoé Roy');
  expect(page.body).toContain('Ajouté par vous le 5 octobre 2026');
  expect((await visitor.get(form)).body).toContain('Repris de votre profil, donné le 3 septembre 2026');
  await visitor.get('/mon-espace/profil/coordonnees');
  await visitor.post('/mon-espace/profil/coordonnees', details);
  const after = (await visitor.get(path)).body;
  expect(after).toContain('Donné par vous le 22 novembre 2026');
  expect(after).not.toContain('3 septembre 2026');
});

test('the profile is refused for one form, or for all of them', async () => {
  const { visitor } = await somebody();
  expect((await visitor.get(form)).body).toContain('value="Rose"');
  const once = await visitor.follow(
    await visitor.post('/mon-espace/sans-profil', { demarche: 'question', suite: form }),
  );
  expect(once.body).not.toContain('value="Rose"');
  expect(once.body).not.toContain('Votre profil a rempli');
  expect((await visitor.post('/mon-espace/sans-profil', { demarche: 'question', suite: '//ailleurs.fr' })).status).toBe(
    404,
  );

  const other = await somebody();
  await other.visitor.get(path);
  expect((await other.visitor.follow(await other.visitor.post(`${path}/remplissage`))).body).toContain(
    'ne remplit aucun formulaire',
  );
  expect((await other.visitor.get(form)).body).not.toContain('value="Rose"');
  await other.visitor.get(path);
  await other.visitor.post(`${path}/remplissage`, { remplir: '1' });
  expect((await other.visitor.get(form)).body).toContain('value="Rose"');
});

test('household income is kept with its year, corrected, and given no more', async () => {
  const { visitor } = await somebody();
  await visitor.get(path);
  const wrong = await visitor.post(path, { phone: 'douze', income: 'mille', year: '1999' });
  expect(wrong.status).toBe(422);
  for (const problem of ['Saisissez un numéro de téléphone', 'Saisissez un montant', 'cinq dernières années'])
    expect(wrong.body).toContain(problem);
  expect(wrong.body).toContain('value="mille"');
  const kept = await visitor.follow(await visitor.post(path, { phone: '0612345678', income: '21 450', year: '2025' }));
  expect(kept.body).toContain('revenus de 2025');
  expect(kept.body).toContain('value="21450"');
  const gone = await visitor.follow(await visitor.post(path, { phone: '', income: '', year: '' }));
  expect(gone.body).not.toContain('revenus de 2025');
});

test('a consent holds until it is withdrawn, and both are remembered', async () => {
  const { id, visitor } = await somebody();
  const { open } = counter.platform.database;
  const send = async (acte: string, echange = 'family-quotient') => {
    await visitor.get(path);
    return visitor.post(`${path}/accords`, { echange, acte });
  };
  expect(await hasConsented(open, id, 'family-quotient')).toBe(false);
  await send('donner');
  await send('donner');
  expect(await hasConsented(open, id, 'family-quotient')).toBe(true);
  expect(await hasConsented(open, (await somebody()).id, 'family-quotient')).toBe(false);
  const after = await visitor.follow(await send('retirer'));
  expect(await hasConsented(open, id, 'family-quotient')).toBe(false);
  expect(after.body).toContain('Donné le 22 novembre 2026, retiré le 22 novembre 2026');
  expect(after.body.match(/retiré le/g)).toHaveLength(1);
  expect((await send('donner', 'everything')).status).toBe(404);
});

test('one’s own data leave whole, the household with them, and nobody else’s', async () => {
  const [one, other] = [await somebody(), await somebody()];
  const child = { relation: 'child' as const, givenNames: 'Léa', familyName: 'Roy', birthDate: '2018-03-12' };
  await counter.identity.addHouseholdMembers(one.id, [child]);
  const page = await one.visitor.get(`${path}/donnees`);
  expect(page.body).toContain('Léa Roy');
  const file = await one.visitor.get(`${path}/donnees.json`);
  expect(file.headers['content-disposition']).toContain('attachment');
  expect(JSON.parse(file.body)).toMatchObject({
    profile: { email: one.email, givenNames: 'Rose' },
    household: [{ givenNames: 'Léa', birthDate: '2018-03-12' }],
  });
  expect((await other.visitor.get(`${path}/donnees.json`)).body).not.toContain('Léa');
});
