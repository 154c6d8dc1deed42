import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAgent } from '#modules/identity/index.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

let counter: TestCounter;
let vernon: Visitor;
let agglomeration: Visitor;
const list = '/agents/administration/demarches';
const question = `${list}/question`;

beforeAll(async () => {
  counter = await testCounter();
  vernon = await signIn('admin@vernon.example', 'C27681');
  agglomeration = await signIn('admin@agglo.example', 'E200072312');
});
afterAll(() => counter.close());

async function signIn(email: string, authorityId: string): Promise<Visitor> {
  const password = 'Sept tasses 3 fenêtres ?';
  await createAgent(counter.platform, {
    email,
    name: 'Anne Petit',
    password,
    roles: [{ authorityId, role: 'administrator' }],
  });
  const visitor = counter.visitor();
  await visitor.get('/agents/connexion');
  expect((await visitor.post('/agents/connexion', { email, password })).status).toBe(303);
  return visitor;
}

/** Posts the page of the procedure as it stands, with some changes. */
async function save(fields: Record<string, string>) {
  const shown = await vernon.get(question);
  const revision = /name="revision" value="(\d+)"/.exec(shown.body)?.[1] ?? '';
  return vernon.post(question, { open: 'yes', team: '', revision, ...fields });
}

test('the list names what the authority offers, and no more', async () => {
  const { status, body } = await vernon.get(list);
  expect(status).toBe(200);
  expect(body.includes('Demander un acte de naissance')).toBe(true);
  expect(body.includes('Demander ou changer un bac')).toBe(false);
  expect((await vernon.get(`${list}/bin-change`)).status).toBe(404);
});

test('a question that Vernon adds is asked, validated and kept; a later change leaves the dossier alone', async () => {
  const saved = await save({ title: 'Écrire à Vernon', 'new-label': 'Votre quartier', 'new-type': 'text' });
  expect([saved.status, saved.location]).toEqual([303, question]);
  const visitor = counter.visitor();
  const start = '/vernon/demarches/question-a-la-mairie';
  expect((await visitor.get(start)).body.includes('Écrire à Vernon')).toBe(true);
  const form = await visitor.get(`${start}/commencer`);
  expect(form.body.includes('name="local_votre_quartier"')).toBe(true);
  expect(
    (await counter.visitor().get('/mercey/demarches/question-a-la-mairie/commencer')).body.includes('local_'),
  ).toBe(false);
  const hidden = Object.fromEntries(
    [...form.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const answers = {
    ...hidden,
    subject: 'streets',
    message: 'Quand la rue sera-t-elle refaite ?',
    given_names: 'Jeanne',
    family_name: 'Martin',
    email: 'jeanne@example.org',
  };
  const refused = await visitor.postFiles(`${start}/commencer`, answers, []);
  expect(refused.status).toBe(422);
  expect(refused.body.includes('local_votre_quartier-error')).toBe(true);
  const sent = await visitor.postFiles(`${start}/commencer`, { ...answers, local_votre_quartier: 'Les Valmeux' }, []);
  expect(sent.status).toBe(303);
  const removed = await save({ title: 'Écrire à Vernon', remove: 'local_votre_quartier' });
  expect(removed.status).toBe(303);
  expect((await counter.visitor().get(`${start}/commencer?vue=1`)).body.includes('local_votre_quartier')).toBe(false);
  const receipt = await visitor.get((sent.location ?? '').replace(/\/recu$/, ''));
  expect(receipt.body.includes('Votre quartier')).toBe(true);
  expect(receipt.body.includes('Les Valmeux')).toBe(true);
  // The acknowledgement is made with the form of that day.
  expect(await counter.runJobs()).toBeGreaterThan(0);
});

test('every error is told at its place and nothing typed is lost', async () => {
  const answer = await save({
    summary: 'x'.repeat(301),
    from: '2027-02-30',
    delay: '0',
    'new-label': 'Une liste',
    'new-type': 'choice',
    'new-options': 'Un seul',
    hide: 'email',
  });
  expect(answer.status).toBe(422);
  for (const id of ['summary', 'from', 'delay', 'new-options', 'hide-email'])
    expect(answer.body.includes(`href="#${id}"`), id).toBe(true);
  expect(answer.body.includes('value="Une liste"')).toBe(true);
  expect(answer.body.includes('value="2027-02-30"')).toBe(true);
});

test('closed, with dates, reopened: the public page says so', async () => {
  const start = '/vernon/demarches/question-a-la-mairie';
  expect((await save({ open: 'no' })).status).toBe(303);
  expect((await counter.visitor().get(`${start}?vue=2`)).body.includes('est fermée en ligne')).toBe(true);
  expect((await save({ from: '2027-03-01', to: '2027-06-30' })).status).toBe(303);
  expect((await counter.visitor().get(`${start}?vue=3`)).body.includes('ouvre en ligne le 1er mars 2027')).toBe(true);
  expect((await counter.visitor().get(`${start}/commencer?vue=3`)).body.includes('name="message"')).toBe(false);
  expect((await save({})).status).toBe(303);
  expect((await counter.visitor().get(`${start}?vue=4`)).body.includes('/commencer"')).toBe(true);
});

test('a colleague’s change is not written over, and what was typed is not lost', async () => {
  await vernon.get(question);
  expect((await save({ title: 'Premier' })).status).toBe(303);
  const late = await vernon.post(question, { open: 'yes', team: '', revision: '1', title: 'Second' });
  expect(late.status).toBe(422);
  expect(late.body.includes('Un collègue a modifié')).toBe(true);
  expect(late.body).toMatch(/<textarea[^>]*id="title"[^>]*>\s*Second<\/textarea>/);
  expect(late.body).toMatch(/<td[^>]*>Premier</);
  const revision = /name="revision" value="(\d+)"/.exec(late.body)?.[1] ?? '';
  const again = await vernon.post(question, { open: 'yes', team: '', revision, title: 'Second' });
  expect(again.status).toBe(303);
  expect((await vernon.get(question)).body.includes('Second')).toBe(true);
});

test('the help of a question is said in the town hall’s words', async () => {
  expect((await save({ 'help-message': 'Dites le nom de la rue.' })).status).toBe(303);
  const form = await counter.visitor().get('/vernon/demarches/question-a-la-mairie/commencer?vue=9');
  expect(form.body.includes('Dites le nom de la rue.')).toBe(true);
  expect((await vernon.get(question)).body).toMatch(/id="help-message"[^>]*value="Dites le nom de la rue\."/);
  expect((await save({})).status).toBe(303);
});

test('English alone and a list that is too long are refused in words, not dropped', async () => {
  const answer = await save({
    'title-en': 'Write to Vernon',
    'new-label': 'Une liste',
    'new-type': 'choice',
    'new-options': Array.from({ length: 10_000 }, (_, index) => `Choix ${index}`).join('\n'),
  });
  expect(answer.status).toBe(422);
  expect(answer.body.includes('href="#title"') && answer.body.includes('Write to Vernon')).toBe(true);
  expect(answer.body.includes('300 choix au plus, celle-ci en a 10')).toBe(true);
  expect(answer.body.includes('Choix 9999')).toBe(true);
});

test('the list is searched, by page, and says when nothing is found', async () => {
  const first = await vernon.get(list);
  expect(first.body.split('<tr').length).toBeLessThan(40);
  expect(first.body.includes('page=2')).toBe(true);
  expect((await vernon.get(`${list}?q=acte+de+DECES`)).body.includes('acte de décès')).toBe(true);
  const none = await vernon.get(`${list}?q=licorne`);
  expect([none.status, none.body.includes('Aucune démarche ne porte ces mots')]).toEqual([200, true]);
});

test('the list shows what is said in one’s own way, what has a fee, what is closed', async () => {
  expect((await save({ title: 'Écrire à Vernon' })).status).toBe(303);
  const own = (await vernon.get(`${list}?montrer=a-votre-facon`)).body;
  expect([own.includes('Écrire à Vernon'), own.includes('acte de naissance')]).toEqual([true, false]);
  const fees = (await vernon.get(`${list}?montrer=tarifs`)).body;
  expect([fees.includes('Occuper la rue'), fees.includes('acte de naissance')]).toEqual([true, false]);
  const closed = await vernon.get(`${list}?montrer=fermees`);
  expect([closed.status, closed.body.includes('Aucune démarche ici')]).toEqual([200, true]);
  expect((await save({})).status).toBe(303);
});

test('the preview shows the form and sends nothing', async () => {
  const { status, body } = await vernon.get(`${question}/apercu`);
  expect(status).toBe(200);
  expect(body.includes('name="message"')).toBe(true);
  expect(body.includes('disabled')).toBe(true);
});

test('an administrator waits for new versions, then follows again', async () => {
  await vernon.get(list);
  expect((await vernon.post(`${list}/bibliotheque`, { follows: 'no' })).status).toBe(303);
  expect((await counter.catalogue.describeAdoptions('C27681')).follows).toBe(false);
  expect((await vernon.post(`${question}/report`, { until: '2020-01-01' })).status).toBe(422);
  expect((await vernon.post(`${list}/bibliotheque`, { follows: 'yes' })).status).toBe(303);
  expect((await counter.catalogue.describeAdoptions('C27681')).follows).toBe(true);
});

test('the agglomération closes and opens a commune; a town hall cannot', async () => {
  const path = '/agents/administration/communes/27399';
  expect((await vernon.get(path)).status).toBe(403);
  expect((await agglomeration.get('/agents/administration/communes')).body.includes('Mercey')).toBe(true);
  const todo = await agglomeration.get(path);
  expect(todo.status).toBe(200);
  expect((await agglomeration.post(`${path}/fermer`)).status).toBe(422);
  expect((await agglomeration.post(`${path}/fermer`, { confirm: 'true' })).status).toBe(303);
  expect((await agglomeration.get(path)).body.includes('Ouvrir le guichet')).toBe(true);
  expect((await agglomeration.post(path, { name: 'Anne', email: 'nobody' })).status).toBe(422);
  expect((await agglomeration.post(path, {})).status).toBe(303);
  expect((await agglomeration.get('/agents/administration/communes/75056')).status).toBe(404);
});

test('a town hall says its hours and its welcome; what is wrong is told', async () => {
  const path = '/agents/administration/portail';
  await vernon.get(path);
  const good = {
    street: '1 place Barette',
    postcode: '27200',
    city: 'Vernon',
    phone: '02 61 91 00 00',
    email: 'mairie@vernon.example',
    'day-1': '8h30-12h, 13h30-17h',
    'welcome-fr': 'Bienvenue à Vernon.',
    accent: '#112233',
  };
  const wrong = await vernon.post(path, { ...good, 'day-2': 'le matin', postcode: 'x' });
  expect(wrong.status).toBe(422);
  expect(wrong.body.includes('href="#day-2"') && wrong.body.includes('href="#postcode"')).toBe(true);
  expect((await vernon.post(path, good)).status).toBe(303);
  const authority = await counter.directory.getAuthority('C27681');
  expect(authority).toMatchObject({ hours: { '1': ['08:30-12:00', '13:30-17:00'] }, accent: '#112233' });
  const checklist = await vernon.get('/agents/administration/ouverture');
  expect(checklist.status).toBe(200);
  expect((await vernon.post('/agents/administration/ouverture', { item: 'procedures', done: 'yes' })).status).toBe(303);
  expect((await vernon.get('/agents/administration/ouverture')).body.includes('À revoir')).toBe(true);
});
