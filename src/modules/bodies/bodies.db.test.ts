import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, newToken } from '#platform/crypto/ids.ts';
import { agent, anotherBrowser, png, resident, vernon } from '#tests/support/signed-in.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
});
afterAll(() => counter.close());

const home = '/mon-espace/organismes';
let numbers = 0;
function nextRna(): string {
  numbers += 1;
  return `W2730${String(numbers).padStart(5, '0')}`;
}

type Someone = Awaited<ReturnType<typeof resident<Visitor>>>;
const somebody = (name: string, options = {}): Promise<Someone> => resident(counter, name, options);

async function declare(visitor: Visitor, fields: Record<string, string>) {
  const path = `${home}/declarer?collectivite=vernon`;
  await visitor.get(path);
  return visitor.postFiles(path, { kind: 'association', name: 'Les Amis du lac', capacity: 'Présidente', ...fields }, [
    { field: 'proof', name: 'pv.png', type: 'image/png', content: png },
  ]);
}

async function declarationOf(number: string) {
  return counter.platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('body_declarations')
      .selectAll()
      .where((eb) => eb.or([eb('rna', '=', number), eb('siret', '=', number)]))
      .orderBy('declared_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow(),
  );
}

async function decide(visitor: Visitor, id: string, fields: Record<string, string>) {
  await visitor.get(`/agents/organismes/${id}`);
  return visitor.post(`/agents/organismes/${id}`, fields);
}

/** A body with its first manager. */
async function bodyOf(who: Someone, rna = nextRna()): Promise<{ id: string; rna: string; path: string }> {
  expect((await declare(who.visitor, { number: rna })).status).toBe(303);
  const leader = await agent(counter, 'team-leader');
  expect((await decide(leader, (await declarationOf(rna)).id, { reponse: 'oui' })).status).toBe(303);
  const { id } = await counter.platform.database.open
    .selectFrom('bodies')
    .select('id')
    .where('rna', '=', rna)
    .executeTakeFirstOrThrow();
  return { id, rna, path: `${home}/${id}` };
}

/** The address of the link of the last mail that was sent to somebody. */
async function linkFor(email: string): Promise<string> {
  await counter.runJobs();
  const mail = counter.platform.mail.sent.filter((one) => one.to === email).at(-1);
  const path = /\/mon-espace\/organismes\/invitation\/[\w-]{43}/.exec(mail?.text ?? '')?.[0];
  if (path === undefined) throw new Error(`No invitation for ${email}`);
  return path;
}

async function invite(who: Someone, body: { path: string }, email: string, role = 'member') {
  await who.visitor.get(body.path);
  return who.visitor.post(`${body.path}/inviter`, { email, role });
}

async function join(who: Someone, manager: Someone, body: { path: string }, role = 'member'): Promise<void> {
  await invite(manager, body, who.email, role);
  const link = await linkFor(who.email);
  await who.visitor.get(link);
  expect((await who.visitor.post(link, { reponse: 'oui' })).status).toBe(303);
}

async function actFor(who: Someone, bodyId: string): Promise<void> {
  await who.visitor.get(home);
  expect((await who.visitor.post('/mon-espace/agir-pour', { pour: bodyId })).status).toBe(303);
}

/** Files a question, as whoever the person acts for. */
async function file(who: Someone, message: string): Promise<string> {
  const path = '/vernon/demarches/question-a-la-mairie/commencer';
  const start = await who.visitor.get(path);
  const key = /name="_idempotency" value="([^"]+)"/.exec(start.body)?.[1] ?? '';
  const sent = await who.visitor.postFiles(
    path,
    {
      _idempotency: key,
      'f-subject': 'services',
      subject: 'services',
      message,
      given_names: 'Rose',
      family_name: 'Martin',
      email: who.email,
    },
    [],
  );
  expect(sent.status).toBe(303);
  return (sent.location ?? '').replace(/\/recu$/, '');
}

test('nothing opens before an agent of the authority has read the proof', async () => {
  const rose = await somebody('Rose');
  const rna = nextRna();
  expect((await rose.visitor.follow(await declare(rose.visitor, { number: rna }))).body).toContain('En cours d’examen');
  const declaration = await declarationOf(rna);
  expect(declaration).toMatchObject({ declarant_name: 'Rose Martin', capacity: 'Présidente', state: 'waiting' });
  const plain = await agent(counter, 'agent');
  expect((await decide(plain, declaration.id, { reponse: 'oui' })).status).toBe(403);
  const elsewhere = await agent(counter, 'administrator', 'C27399');
  expect((await elsewhere.get(`/agents/organismes/${declaration.id}`)).status).toBe(404);
  expect((await elsewhere.get(`/agents/organismes/${declaration.id}/justificatif`)).status).toBe(404);
  const leader = await agent(counter, 'team-leader');
  const proof = await leader.get(`/agents/organismes/${declaration.id}/justificatif`);
  expect(proof.raw.equals(png)).toBe(true);
  expect((await decide(leader, declaration.id, { reponse: 'non' })).status).toBe(422);
  await decide(leader, declaration.id, { reponse: 'non', motif: 'Le document est illisible.' });
  expect((await decide(leader, declaration.id, { reponse: 'oui' })).status).toBe(409);
  expect((await rose.visitor.get(home)).body).toContain('Le document est illisible.');
  expect((await rose.visitor.get(home)).body).toContain('Vous ne représentez aucune association');
});

test('a wrong SIRET is told at its field, and a proof is needed', async () => {
  const rose = await somebody('Rose');
  const wrong = await declare(rose.visitor, { number: '35600000000049' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('Ce SIRET contient une erreur');
  const path = `${home}/declarer?collectivite=vernon`;
  const bare = await rose.visitor.postFiles(path, { kind: 'company', number: '35600000000048', name: 'x' }, []);
  expect(bare.status).toBe(422);
  expect(bare.body).toContain('Joignez un justificatif');
  expect(bare.body).toContain('Saisissez votre fonction');
});

test('somebody else’s SIRET opens nothing: the represented are told, the agent can only refuse', async () => {
  const [rose, mallory] = [await somebody('Rose'), await somebody('Mallory')];
  const body = await bodyOf(rose);
  await declare(mallory.visitor, { number: body.rna });
  await counter.runJobs();
  expect(counter.platform.mail.sent.filter((mail) => mail.to === rose.email).at(-1)?.subject).toContain(
    'demande à représenter',
  );
  const leader = await agent(counter, 'administrator');
  const { id } = await declarationOf(body.rna);
  expect((await leader.get(`/agents/organismes/${id}`)).body).toContain('déjà représenté');
  expect((await decide(leader, id, { reponse: 'oui' })).status).toBe(409);
  expect((await mallory.visitor.get(body.path)).status).toBe(404);
  expect((await mallory.visitor.get(home)).body).not.toContain(body.id);
});

test('an invitation serves once, for the address that it was sent to, while it holds', async () => {
  const [rose, hugo, mallory] = [await somebody('Rose'), await somebody('Hugo'), await somebody('Mallory')];
  const body = await bodyOf(rose);
  await invite(rose, body, hugo.email);
  const first = await linkFor(hugo.email);
  expect((await mallory.visitor.get(first)).status).toBe(404);
  await mallory.visitor.get('/suivi');
  expect((await mallory.visitor.post(first, { reponse: 'oui' })).status).toBe(404);
  await invite(rose, body, hugo.email, 'member');
  const link = await linkFor(hugo.email);
  expect((await hugo.visitor.get(first)).status).toBe(404);
  expect((await hugo.visitor.get(link)).body).toContain('Les Amis du lac');
  expect((await hugo.visitor.get(body.path)).status).toBe(404);
  expect((await hugo.visitor.post(link, { reponse: 'oui' })).status).toBe(303);
  expect((await hugo.visitor.get(body.path)).status).toBe(200);
  expect((await hugo.visitor.post(link, { reponse: 'oui' })).status).toBe(404);
  expect((await hugo.visitor.get(`${home}/invitation/${newToken()}`)).status).toBe(404);

  const paul = await somebody('Paul', { confirmed: false });
  await invite(rose, body, paul.email);
  expect((await paul.visitor.get(await linkFor(paul.email))).status).toBe(404);

  const lea = await somebody('Léa');
  await invite(rose, body, lea.email);
  const late = await linkFor(lea.email);
  await counter.platform.database.open
    .updateTable('body_invitations')
    .set({ expires_at: new Date(counter.platform.clock.now().epochMilliseconds) })
    .where('email', '=', lea.email)
    .execute();
  expect((await lea.visitor.get(late)).status).toBe(404);
});

test('a member acts for the body and says nothing about who represents it', async () => {
  const [rose, hugo] = [await somebody('Rose'), await somebody('Hugo')];
  const body = await bodyOf(rose);
  await join(hugo, rose, body);
  expect((await invite(hugo, body, 'autre@exemple.fr')).status).toBe(403);
  expect((await hugo.visitor.post(`${body.path}/representants/${rose.id}`, { acte: 'retirer' })).status).toBe(403);
  expect((await hugo.visitor.post(`${body.path}/representants/${hugo.id}`, { acte: 'manager' })).status).toBe(403);
});

test('what is filed for the body belongs to it, and leaves whoever leaves, at once and for good', async () => {
  const [rose, hugo, mallory] = [await somebody('Rose'), await somebody('Hugo'), await somebody('Mallory')];
  const body = await bodyOf(rose);
  await join(hugo, rose, body);
  const own = await file(hugo, 'Pour moi.');
  await actFor(hugo, body.id);
  const start = await hugo.visitor.get('/vernon/demarches/question-a-la-mairie/commencer');
  expect(start.body).toContain('Vous agissez pour Les Amis du lac');
  const path = await file(hugo, 'Pour l’association.');

  const seen = await rose.visitor.get(path);
  expect(seen.status).toBe(200);
  expect(seen.body).toContain('Hugo Martin');
  expect((await rose.visitor.get(own)).status).toBe(404);
  expect((await rose.visitor.get('/mon-espace')).body).not.toContain(path);
  await actFor(rose, body.id);
  expect((await rose.visitor.get('/mon-espace')).body).toContain(path);
  expect((await rose.visitor.get('/mon-espace')).body).not.toContain(own);
  expect((await mallory.visitor.get(path)).status).toBe(404);

  const events = await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('dossier_events')
      .select(['actor_name', 'data'])
      .where('dossier_id', '=', path.split('/').at(-1) ?? '')
      .where('kind', '=', 'submitted')
      .execute(),
  );
  expect(events).toEqual([{ actor_name: 'Hugo Martin (Les Amis du lac)', data: { by: 'Hugo Martin' } }]);

  const elsewhere = await anotherBrowser(counter, hugo.id);
  expect((await elsewhere.get(path)).status).toBe(200);
  await rose.visitor.get(body.path);
  await rose.visitor.post(`${body.path}/representants/${hugo.id}`, { acte: 'retirer' });
  for (const browser of [hugo.visitor, elsewhere]) {
    expect((await browser.get(path)).status).toBe(404);
    expect((await browser.get(body.path)).status).toBe(404);
  }
  expect((await hugo.visitor.get('/mon-espace')).body).not.toContain('Vous agissez pour');
  expect((await hugo.visitor.get(own)).status).toBe(200);
  expect((await hugo.visitor.post('/mon-espace/agir-pour', { pour: body.id })).status).toBe(404);

  const { code } = await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('dossiers')
      .select('code')
      .where('id', '=', path.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow(),
  );
  await hugo.visitor.get('/suivi');
  await hugo.visitor.post('/suivi', { code });
  expect((await hugo.visitor.get(path)).status).toBe(404);
});

test('the last manager hands over before leaving; invitations of whoever left open nothing', async () => {
  const [rose, hugo, lea] = [await somebody('Rose'), await somebody('Hugo'), await somebody('Léa')];
  const body = await bodyOf(rose);
  await rose.visitor.get(body.path);
  expect((await rose.visitor.post(`${body.path}/quitter`)).status).toBe(409);
  await join(hugo, rose, body);
  expect((await rose.visitor.post(`${body.path}/quitter`)).status).toBe(409);
  expect((await rose.visitor.post(`${body.path}/representants/${rose.id}`, { acte: 'member' })).status).toBe(409);
  await invite(rose, body, lea.email);
  const link = await linkFor(lea.email);
  expect((await rose.visitor.post(`${body.path}/quitter`, { a: newId() })).status).toBe(404);
  expect((await rose.visitor.post(`${body.path}/quitter`, { a: hugo.id })).status).toBe(303);
  expect((await rose.visitor.get(body.path)).status).toBe(404);
  expect((await lea.visitor.get(link)).status).toBe(404);
  const page = await hugo.visitor.get(body.path);
  expect(page.body).toContain('Inviter quelqu’un');
  for (const line of ['Rose Martin s’en va', 'Rôle de Hugo Martin changé', 'Hugo Martin accepte l’invitation'])
    expect(page.body).toContain(line);
});

test('ids that are guessed, and other people’s, are one and the same nothing', async () => {
  const [rose, mallory] = [await somebody('Rose'), await somebody('Mallory')];
  const body = await bodyOf(rose);
  await mallory.visitor.get('/suivi');
  const asked = [body.path, `${home}/${newId()}`];
  for (const path of asked) {
    expect((await mallory.visitor.get(path)).status).toBe(404);
    expect((await mallory.visitor.post(`${path}/inviter`, { email: mallory.email, role: 'manager' })).status).toBe(404);
    expect((await mallory.visitor.post(`${path}/quitter`)).status).toBe(404);
    expect((await mallory.visitor.post(`${path}/representants/${rose.id}`, { acte: 'retirer' })).status).toBe(404);
    expect((await mallory.visitor.post(`${path}/invitations/${newId()}/annuler`)).status).toBe(404);
  }
  expect((await mallory.visitor.post('/mon-espace/agir-pour', { pour: body.id })).status).toBe(404);
});

test('a form is filled in with what is known of the body', async () => {
  const rose = await somebody('Rose');
  const body = await bodyOf(rose);
  await actFor(rose, body.id);
  const page = await rose.visitor.get('/vernon/demarches/subvention-association/commencer');
  expect(page.body).toContain('value="Les Amis du lac"');
  expect(page.body).toContain(`value="${body.rna}"`);
  expect(page.body).toContain('la fiche de Les Amis du lac');
});

test('the only manager is asked to hand over before closing the account; a body that is left without one can be declared again', async () => {
  const [rose, hugo, mallory] = [await somebody('Rose'), await somebody('Hugo'), await somebody('Mallory')];
  const body = await bodyOf(rose);
  await join(hugo, rose, body);
  await invite(rose, body, mallory.email, 'manager');
  const link = await linkFor(mallory.email);

  const close = '/mon-espace/profil/fermer';
  expect((await hugo.visitor.get(close)).body, 'a member has nothing to hand over').not.toContain('Passer la main');
  const asked = await rose.visitor.get(close);
  expect(asked.body).toContain('Vous êtes le seul responsable de «\u00a0Les Amis du lac\u00a0»');
  expect(asked.body).toContain(`href="${body.path}"`);
  expect((await rose.visitor.post(close)).location).toBe('/');

  const page = await hugo.visitor.get(body.path);
  expect(page.body).toContain('Rose Martin s’en va');
  expect(page.body).not.toContain('Inviter quelqu’un');
  expect((await mallory.visitor.get(link)).status, 'her invitations left with her').toBe(404);

  // Hugo declares it with a proof; an agent reads it; he is the manager, and no third person comes in beside him.
  expect((await declare(hugo.visitor, { number: body.rna })).status).toBe(303);
  const leader = await agent(counter, 'team-leader');
  expect((await decide(leader, (await declarationOf(body.rna)).id, { reponse: 'oui' })).status).toBe(303);
  expect((await hugo.visitor.get(body.path)).body).toContain('Inviter quelqu’un');
  expect((await declare(mallory.visitor, { number: body.rna })).status).toBe(303);
  expect((await decide(leader, (await declarationOf(body.rna)).id, { reponse: 'oui' })).status).toBe(409);
});
