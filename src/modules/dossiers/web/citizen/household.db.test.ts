import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '#modules/identity/index.ts';
import { everyFieldSlug, publishEveryField } from '#tests/support/every-field.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

const password = 'cheval brouette parapluie';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter({ prepare: publishEveryField });
});
afterAll(() => counter.close());

let made = 0;
async function signedIn(): Promise<{ visitor: Visitor; id: string }> {
  made += 1;
  const email = `foyer${made}@exemple.fr`;
  const id = await createAccount(counter.platform, { email, password, givenNames: 'Zoé', familyName: 'Roy' });
  const visitor = counter.visitor();
  await visitor.get('/connexion');
  expect((await visitor.post('/connexion', { email, password })).status).toBe(303);
  return { visitor, id };
}

const lea = {
  relation: 'child',
  'given-names': 'Léa',
  'family-name': 'Roy',
  'birth-date-day': '12',
  'birth-date-month': '3',
  'birth-date-year': '2018',
};

async function add(visitor: Visitor, member: Record<string, string>) {
  await visitor.get('/mon-espace/foyer/ajouter');
  return visitor.post('/mon-espace/foyer/ajouter', member);
}

const households = (accountId: string) =>
  counter.platform.database.open
    .selectFrom('household_members')
    .select(['id', 'relation', 'given_names', 'family_name', 'birth_date'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();

test('somebody is added, corrected and removed; the page says who sees it and how long it is kept', async () => {
  const { visitor, id } = await signedIn();
  expect((await visitor.get('/mon-espace/foyer')).body).toContain('Personne pour l’instant');
  const added = await visitor.follow(await add(visitor, lea));
  expect(added.body).toContain('Léa Roy fait maintenant partie de votre foyer');
  expect(added.body).toContain('12 mars 2018');
  expect(added.body).toContain('Vous seul voyez cette liste');
  expect(added.body).toContain('jusqu’à ce que vous les retiriez ou que vous fermiez votre compte');
  const again = await visitor.follow(await add(visitor, { ...lea, 'given-names': 'LEA' }));
  expect(again.body).toContain('LEA Roy est déjà dans votre foyer');

  const [member] = await households(id);
  const path = `/mon-espace/foyer/${member?.id}`;
  expect((await visitor.get(path)).body).toContain('value="Léa"');
  await visitor.follow(await visitor.post(path, { ...lea, 'given-names': 'Léa, Rose' }));
  expect(await households(id)).toMatchObject([
    { given_names: 'Léa, Rose', family_name: 'Roy', relation: 'child', birth_date: '2018-03-12' },
  ]);
  const removed = await visitor.follow(await visitor.post(`${path}/retirer`));
  expect(removed.body).toContain('Léa, Rose Roy ne fait plus partie de votre foyer');
  expect(await households(id)).toEqual([]);
  expect((await visitor.get(path)).status).toBe(404);
});

test('what is wrong is told at each field, and what was typed stays', async () => {
  const { visitor, id } = await signedIn();
  const wrong = await add(visitor, {
    ...lea,
    'given-names': '<b>3</b>',
    'birth-date-day': '31',
    'birth-date-month': '2',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Un nom ne contient ni chiffre ni signe comme @');
  expect(wrong.body).toContain('Indiquez une date de naissance qui existe');
  expect(wrong.body).toContain('value="&lt;b>3&lt;/b>"');
  const blank = await add(visitor, {});
  for (const message of ['Indiquez les prénoms', 'Indiquez le nom de famille', 'Choisissez qui est cette personne'])
    expect(blank.body).toContain(message);
  const undated = await add(visitor, { ...lea, 'birth-date-day': '', 'birth-date-month': '', 'birth-date-year': '' });
  expect(undated.body).toContain('Indiquez la date de naissance de l’enfant');
  expect(await households(id)).toEqual([]);
});

test('a household has a limit, even when two pages add at once', async () => {
  const { visitor, id } = await signedIn();
  const people = Array.from({ length: 29 }, (_, index) => ({
    relation: 'adult' as const,
    givenNames: 'A'.repeat(index + 1),
    familyName: 'Roy',
  }));
  await counter.identity.addHouseholdMembers(id, people);
  await visitor.get('/mon-espace/foyer/ajouter');
  const answers = await Promise.all(
    ['Bob', 'Cid', 'Dan'].map((name) =>
      visitor.post('/mon-espace/foyer/ajouter', { ...lea, relation: 'adult', 'given-names': name }),
    ),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409, 409]);
  expect(await households(id)).toHaveLength(30);
});

test('nobody opens or changes somebody of another household', async () => {
  const { visitor, id } = await signedIn();
  await add(visitor, lea);
  const [member] = await households(id);
  const other = await signedIn();
  const path = `/mon-espace/foyer/${member?.id}`;
  expect((await other.visitor.get(path)).status).toBe(404);
  await other.visitor.get('/mon-espace/foyer/ajouter');
  expect((await other.visitor.post(path, { ...lea, 'given-names': 'Volé' })).status).toBe(404);
  expect((await other.visitor.post(`${path}/retirer`)).status).toBe(404);
  expect(await households(id)).toMatchObject([{ given_names: 'Léa' }]);
});

const start = `/vernon/demarches/${everyFieldSlug}/commencer`;
const firstPage = {
  given_names: 'Zoé',
  family_name: 'Roy',
  email: 'zoe@exemple.fr',
  'guardian-given_names': 'Ali',
  'guardian-family_name': 'Roy',
  'guardian-birth_date-day': '1/2/1985',
  'others-rows': '1',
  'others.0.sibling-given_names': 'Nino',
  'others.0.sibling-family_name': 'Roy',
  'others.0.sibling-birth_date-day': '5/6/2019',
  nationality: 'FR',
  nir: '285057800608441',
  allowance: '1234567',
  tax_number: '3023217600053',
  tax_notice: '2675A12345678',
};
const secondPage = {
  'start-month': '12',
  'start-year': '2026',
  'day-day': '3/12/2026',
  hour: '14:00',
  'activities-1': 'judo',
  kind: 'half',
  allergic: 'no',
  weeks: '2',
  budget: '100',
  'costs-rows': '1',
  'costs.0.what': 'Car',
  'costs.0.amount': '20',
  'income-rows': '2',
  'income.0.planned': '1000',
  'income.0.people': '1',
  'income.1.planned': '0',
  'income.1.people': '1',
};
const thirdPage = {
  'home-street': '12 Rue d’Albuféra',
  'home-postcode': '27200',
  'home-city': 'Vernon',
  town: 'Vernon (27200)',
  'zone-description': 'Devant le 12',
  honour: 'yes',
};

/** The value of the first child that the form of an authority offers. */
async function offeredChild(visitor: Visitor, authority: string): Promise<string> {
  const { body } = await visitor.get(`/${authority}/demarches/${everyFieldSlug}/commencer`);
  return /name="pupil-who" value="([0-9a-f]{32})"/.exec(body)?.[1] ?? '';
}

/** Files the whole form; answers the path of the receipt. */
async function file(visitor: Visitor, pupil: Record<string, string>): Promise<string> {
  const shown = await visitor.get(start);
  const key = /name="_idempotency" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
  const first = await visitor.post(start, { ...firstPage, ...pupil, _idempotency: key });
  expect(first.status, /govuk-error-summary.*?<\/div>/s.exec(first.body)?.[0]).toBe(303);
  const draft = /^(.*)\/wishes$/.exec(first.location ?? '')?.[1] ?? '';
  await visitor.get(`${draft}/wishes`);
  const second = await visitor.post(`${draft}/wishes`, secondPage);
  expect(second.location, /govuk-error-summary.*?<\/div>/s.exec(second.body)?.[0]).toBe(`${draft}/places`);
  await visitor.get(`${draft}/places`);
  const third = await visitor.post(`${draft}/places`, thirdPage);
  expect(third.location, /govuk-error-summary.*?<\/div>/s.exec(third.body)?.[0]).toBe(`${draft}/verifier`);
  expect((await visitor.get(`${draft}/verifier`)).body).toContain('200,00\u00a0€');
  const sent = await visitor.post(`${draft}/verifier`);
  expect(sent.status).toBe(303);
  return sent.location ?? '';
}

test('a child of the household is offered, and is what is filed; one typed is kept when it is ticked', async () => {
  const { visitor, id } = await signedIn();
  await add(visitor, lea);
  await add(visitor, { ...lea, relation: 'partner', 'given-names': 'Ali' });
  const shown = await visitor.get(start);
  expect(shown.body).toContain('Léa Roy, 12 mars 2018');
  expect(shown.body).toContain('Un autre enfant');
  expect(shown.body).not.toContain('Ali Roy</label>');

  const offered = await offeredChild(visitor, 'vernon');
  // Another authority knows the child by another id, and neither is that of the household.
  const elsewhere = await offeredChild(visitor, 'mercey');
  const own = (await households(id)).map((member) => member.id.replaceAll('-', ''));
  expect(new Set([offered, elsewhere, ...own]).size).toBe(4);

  const receipt = await file(visitor, { 'pupil-who': offered });
  const page = await visitor.get(receipt);
  // The child of the household is there already; only the other one is offered, and its box is not ticked.
  expect(page.body).toContain('Garder cet enfant dans mon foyer pour la prochaine fois (Nino Roy)');
  expect(page.body).not.toContain('(Léa Roy)');
  expect(page.body).not.toContain('checked');
  const keep = receipt.replace(/recu$/, 'foyer');
  expect((await visitor.follow(await visitor.post(keep))).body).toContain('Rien n’a été gardé');
  expect(await households(id)).toHaveLength(2);
  const kept = await visitor.follow(await visitor.post(keep, { child: ['others[0].sibling', 'elsewhere'] }));
  expect(kept.body).toContain('C’est gardé');
  expect(kept.body).not.toContain('Garder cet enfant');
  await visitor.post(keep, { child: 'others[0].sibling' });
  expect(await households(id)).toMatchObject([
    { given_names: 'Léa' },
    { given_names: 'Ali' },
    { given_names: 'Nino', birth_date: '2019-06-05', relation: 'child' },
  ]);
});

test('those who are not signed in are offered nothing and keep nothing', async () => {
  const visitor = counter.visitor();
  expect((await visitor.get(start)).body).not.toContain('Un autre enfant');
  const receipt = await file(visitor, {
    'pupil-given_names': 'Tim',
    'pupil-family_name': 'Roy',
    'pupil-birth_date-day': '5/6/2019',
  });
  expect((await visitor.get(receipt)).body).not.toContain('mon foyer');
  expect((await visitor.post(receipt.replace(/recu$/, 'foyer'), { child: 'pupil' })).status).toBe(404);
});

test('a child that is not of one’s own household is nobody', async () => {
  const owner = await signedIn();
  await add(owner.visitor, lea);
  const { visitor } = await signedIn();
  const shown = await visitor.get(start);
  const key = /name="_idempotency" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
  const answer = await visitor.post(start, {
    ...firstPage,
    'pupil-who': await offeredChild(owner.visitor, 'vernon'),
    _idempotency: key,
  });
  expect(answer.status).toBe(422);
  expect(answer.body).not.toContain('Léa');
});

test('closing the account erases the household', async () => {
  const { visitor, id } = await signedIn();
  await add(visitor, lea);
  await visitor.get('/mon-espace/profil/fermer');
  expect((await visitor.post('/mon-espace/profil/fermer', { password })).status).toBe(303);
  expect(await households(id)).toEqual([]);
});
