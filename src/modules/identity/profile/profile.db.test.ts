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

test('somebody of the household who is corrected is dated that day; saved as they were, they keep their date', async () => {
  const { id, visitor } = await somebody();
  const member = { relation: 'child' as const, givenNames: 'Zoe', familyName: 'Roy', birthDate: '2019-02-01' };
  await counter.identity.addHouseholdMembers(id, [member]);
  await counter.platform.database.open
    .updateTable('household_members')
    .set({ created_at: new Date('2026-10-05T10:00:00Z') })
    .where('account_id', '=', id)
    .execute();
  const child = `/mon-espace/foyer/${(await counter.identity.listHousehold(id))[0]?.id}`;
  const typed = {
    relation: 'child',
    'given-names': 'Zoe',
    'family-name': 'Roy',
    'birth-date-day': '1',
    'birth-date-month': '2',
    'birth-date-year': '2019',
  };
  await visitor.get(child);
  expect((await visitor.post(child, typed)).status).toBe(303);
  expect((await visitor.get(path)).body).toContain('Ajouté par vous le 5 octobre 2026');
  await visitor.post(child, { ...typed, 'given-names': 'Zoé' });
  const after = (await visitor.get(path)).body;
  expect(after).toContain('Corrigé par vous le 22 novembre 2026');
  expect(after).not.toContain('5 octobre 2026');
});

const vannes = { street: '3 quai du Port', postcode: '56000', city: 'Vannes' };
const contacts = `${path}/contacts`;

test('several addresses and phones are kept with their date, corrected, taken away, and taken along', async () => {
  const { id, visitor } = await somebody();
  await visitor.get(`${contacts}/adresse`);
  const wrong = await visitor.post(`${contacts}/adresse`, { ...vannes, postcode: '' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('value="3 quai du Port"');
  expect(wrong.body).toContain('Choisissez ce que c’est');
  expect((await visitor.post(`${contacts}/adresse`, { ...vannes, usage: 'home' })).status).toBe(422);
  expect((await visitor.post(`${contacts}/adresse`, { ...vannes, usage: 'secondary' })).status).toBe(303);
  // A second click keeps one.
  await visitor.post(`${contacts}/adresse`, { ...vannes, usage: 'secondary' });
  expect((await visitor.post(`${contacts}/telephone`, { usage: 'work', phone: '12' })).status).toBe(422);
  await visitor.post(`${contacts}/telephone`, { usage: 'work', phone: '02 32 11 22 33' });
  await counter.platform.database.open
    .updateTable('profile_contacts')
    .set({ given_at: new Date('2026-10-05T10:00:00Z') })
    .where('account_id', '=', id)
    .execute();
  const page = (await visitor.get(path)).body;
  expect(page.match(/Résidence secondaire/g)).toHaveLength(2);
  expect(page).toMatch(/Téléphone professionnel.*Donné par vous le 5 octobre 2026/s);

  const one = new RegExp(`${contacts}/[0-9a-f-]{36}`);
  const address = /Résidence secondaire.*/s.exec(page)?.[0].match(one)?.[0] ?? '';
  await visitor.get(address);
  await visitor.post(address, { ...vannes, usage: 'secondary' });
  expect((await visitor.get(path)).body).toMatch(/Résidence secondaire.*3 quai du Port[^.]*5 octobre 2026/s);
  await visitor.post(address, { ...vannes, street: '5 quai du Port', usage: 'mailing' });
  const after = (await visitor.get(path)).body;
  expect(after).toMatch(/Adresse d’envoi du courrier.*5 quai du Port.*Donné par vous le 22 novembre 2026/s);
  const taken = JSON.parse((await visitor.get(`${path}/donnees.json`)).body);
  expect(taken.contacts.map((contact: { usage: string }) => contact.usage).sort()).toEqual(['mailing', 'work']);

  const stranger = await somebody();
  expect((await stranger.visitor.get(address)).status).toBe(404);
  await stranger.visitor.get(path);
  expect((await stranger.visitor.post(`${address}/retirer`)).status).toBe(404);
  await visitor.post(`${address}/retirer`);
  expect((await visitor.get(path)).body).not.toContain('quai du Port');
});

test('an eleventh address is refused, with what was typed', async () => {
  const { visitor } = await somebody();
  await visitor.get(`${contacts}/adresse`);
  for (let number = 1; number <= 10; number += 1)
    await visitor.post(`${contacts}/adresse`, { ...vannes, street: `${number} quai du Port`, usage: 'former' });
  const full = await visitor.post(`${contacts}/adresse`, { ...vannes, street: '11 quai du Port', usage: 'former' });
  expect(full.status).toBe(409);
  expect(full.body).toContain('Vous en avez déjà dix');
  expect(full.body).toContain('value="11 quai du Port"');
});

test('whoever moves keeps the address of before, with its own date, if they say so', async () => {
  const { id, visitor } = await somebody();
  const home = { ...details, street: '5 rue Carnot', postcode: '27200', city: 'Vernon' };
  await visitor.get('/mon-espace/profil/coordonnees');
  await visitor.post('/mon-espace/profil/coordonnees', home);
  await counter.platform.database.open
    .updateTable('profile_data')
    .set({ given_at: new Date('2026-10-05T10:00:00Z') })
    .where('account_id', '=', id)
    .execute();
  await visitor.post('/mon-espace/profil/coordonnees', { ...home, street: '8 rue Neuve', 'keep-former': '1' });
  const page = (await visitor.get(path)).body;
  expect(page).toMatch(/8 rue Neuve.*22 novembre 2026.*Ancienne adresse.*5 rue Carnot.*5 octobre 2026/s);
});

test('a form asks which phone when there are several, keeps what is typed, and asks nothing of who refuses', async () => {
  const { visitor } = await somebody();
  await visitor.get('/mon-espace/profil/coordonnees');
  await visitor.post('/mon-espace/profil/coordonnees', { ...details, phone: '06 11 22 33 44' });
  expect((await visitor.get(form)).body).not.toContain('Vos téléphones');
  await visitor.get(`${contacts}/telephone`);
  await visitor.post(`${contacts}/telephone`, { usage: 'work', phone: '02 32 11 22 33' });
  const asked = await visitor.get(form);
  expect(asked.body).toContain('Vos téléphones');
  const choice = /value="([0-9a-f-]{36})"[^>]*>Téléphone professionnel/.exec(asked.body)?.[1] ?? '';
  const field = /name="__take:([a-z_]+)"/.exec(asked.body)?.[1] ?? '';
  const key = /name="_idempotency" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
  const shown = await visitor.post(form, {
    _idempotency: key,
    message: 'Bonjour',
    [`__contact:${field}`]: choice,
    [`__take:${field}`]: '1',
  });
  expect(shown.status).toBe(200);
  expect(shown.body).toMatch(/value="02.32.11.22.33"/);
  expect(shown.body).toContain('Bonjour');
  await visitor.post('/mon-espace/sans-profil', { demarche: 'question', suite: form });
  expect((await visitor.get(form)).body).not.toContain('Vos téléphones');
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
  const wrong = await visitor.post(path, { income: 'mille', year: '1999' });
  expect(wrong.status).toBe(422);
  for (const problem of ['Saisissez un montant', 'cinq dernières années']) expect(wrong.body).toContain(problem);
  expect(wrong.body).toContain('value="mille"');
  const kept = await visitor.follow(await visitor.post(path, { income: '21 450', year: '2025' }));
  expect(kept.body).toContain('revenus de 2025');
  expect(kept.body).toContain('value="21450"');
  const gone = await visitor.follow(await visitor.post(path, { income: '', year: '' }));
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
