import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CompiledEntry, isGroup } from '#modules/forms/index.ts';
import type { Answer, Visitor } from '#tests/support/test-counter.ts';
import { hidden } from './ask.ts';
import { makeWorld, password, png, questionAnswers, vernon, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());

const start = '/vernon/demarches/question-a-la-mairie/commencer';

/** Ends a text, an attribute, a quoted word of SQL; asks templates to compute. */
const attack = `x'"><b id=intruder>{{1357*2468}}</b></title></textarea><script>alert(1)</script>'); DROP TABLE dossiers; --`;

/** What was typed is on the page as text, or not at all. */
function expectInert(answer: Answer, where: string): void {
  expect(answer.status, where).toBeLessThan(500);
  expect(answer.body, where).not.toContain('<b id=intruder');
  expect(answer.body, where).not.toContain('<script>alert');
  expect(answer.body, where).not.toContain('{{49}}');
  expect(answer.body, where).not.toMatch(/>49</);
}

function expectShown(answer: Answer, where: string): void {
  expectInert(answer, where);
  expect(answer.body, where).toContain('&lt;b id=intruder');
}

const countDossiers = () =>
  world.counter.platform.database.transaction(
    [vernon],
    async (tx) => (await tx.selectFrom('dossiers').select('id').execute()).length,
  );

async function fileQuestion(
  visitor: Visitor,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const page = await visitor.get(start, headers);
  return visitor.post(
    start,
    { ...(questionAnswers as Record<string, string>), ...fields, _idempotency: hidden(page.body, '_idempotency') },
    headers,
  );
}

test('what a resident types is text on every page that shows it, in e-mails and in the acknowledgement', async () => {
  const before = await countDossiers();
  const resident = world.counter.visitor();
  const agent = await world.browser(world.people.agent);
  const sent = await fileQuestion(resident, {
    message: attack,
    given_names: attack.slice(0, 60),
    family_name: attack.slice(0, 60),
  });
  expect(sent.status).toBe(303);
  const path = sent.location?.replace('/recu', '') ?? '';
  world.counter.platform.mail.sent.length = 0;
  await world.counter.runJobs();
  expectInert(await resident.get(`${path}/recu`), 'receipt');
  expectShown(await resident.get(path), 'follow');
  const acknowledgement = await resident.get(`${path}/accuse.pdf`);
  expect(acknowledgement.status).toBe(200);
  expect(acknowledgement.raw.subarray(0, 5).toString()).toBe('%PDF-');
  expect(acknowledgement.headers['content-type']).toBe('application/pdf');
  expectShown(
    await agent.get(`/agents${path.replace('/vernon/dossiers/', '/dossiers/vernon/')}`),
    'dossier of the agent',
  );
  expectShown(await agent.get('/agents?vue=tous'), 'inbox');
  expectShown(await agent.get(`/agents?q=${encodeURIComponent(attack)}`), 'search of the agent');
  const [mail] = world.counter.platform.mail.sent;
  expect(mail?.subject).not.toMatch(/[\r\n]/);
  expect(mail?.text).not.toContain('3349076');
  expectInert(await resident.get('/demo/messages'), 'mailbox');
  expect(await countDossiers()).toBe(before + 1);
});

test('the exchange between a resident and an agent is text on both sides', async () => {
  const dossier = await world.dossier('visitor');
  const resident = await world.browser(world.people.visitor);
  const agent = await world.browser(world.people.agent);
  await resident.get(dossier.path);
  expect((await resident.post(`${dossier.path}/messages`, { message: attack })).status).toBe(303);
  await agent.get(dossier.agentPath);
  expect((await agent.post(`${dossier.agentPath}/messages`, { message: attack })).status).toBe(303);
  expect((await agent.post(`${dossier.agentPath}/notes`, { note: attack })).status).toBe(303);
  expectShown(await resident.get(dossier.path), 'follow');
  expectShown(await agent.get(dossier.agentPath), 'dossier');
  expectInert(await agent.get(`${dossier.agentPath}/actes/answer`), 'act');
  const answered = await agent.post(`${dossier.agentPath}/actes/answer`, { answer: attack, revision: '4', seq: '1' });
  expectInert(answered, 'answer');
});

/** The attack in everything of a form that a person types. */
function attackedAnswers(entries: readonly CompiledEntry[]): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const entry of entries) {
    if (isGroup(entry)) answers[entry.id] = [attackedAnswers(entry.fields)];
    else if (/text|email|phone|company|association|iban|plate|country/.test(entry.definition.type))
      answers[entry.id] = attack;
    else if (entry.definition.type === 'address')
      answers[entry.id] = { label: attack, street: attack, postcode: '27200', city: attack };
    else if (entry.definition.type === 'commune') answers[entry.id] = { code: '27681', name: attack };
    else if (entry.definition.type === 'file')
      answers[entry.id] = [{ id: '0197f000-0000-7000-8000-000000000001', name: attack, size: 1, type: attack }];
  }
  return answers;
}

test('in every text field of every procedure, even kept from before it was checked, an attack stays text', async () => {
  const adopted = await world.counter.catalogue.listAdopted(vernon);
  expect(adopted.length).toBeGreaterThan(5);
  const resident = await world.browser(world.people.visitor);
  const agent = await world.browser(world.people.agent);
  for (const { procedure } of adopted) {
    const form = (await world.counter.catalogue.findAdopted(vernon, procedure.procedure))?.form;
    const answers = attackedAnswers(form?.pages.flatMap((page) => page.fields) ?? []);
    const dossier = await world.dossier('visitor', procedure.procedure, answers as never);
    const where = procedure.procedure;
    expectShown(await resident.get(dossier.path), where);
    expectInert(await resident.get(`${dossier.path}/recu`), where);
    expect((await resident.get(`${dossier.path}/accuse.pdf`)).status, where).toBe(200);
    expectShown(await agent.get(dossier.agentPath), where);
  }
}, 180_000);

test('search boxes take an attack for words', async () => {
  const visitor = world.counter.visitor();
  const typed = encodeURIComponent(attack);
  for (const path of [
    `/recherche?q=${typed}`,
    `/recherche?commune=${typed}`,
    `/?commune=${typed}`,
    `/suivi?code=${typed}`,
    `/recherche?demarche=${typed}`,
  ])
    expectInert(await visitor.get(path), path);
  expectShown(await visitor.get(`/recherche?q=${typed}`), 'results');
  for (const path of ['/api/communes', '/api/adresses']) {
    const answer = await visitor.get(`${path}?q=${typed}`);
    expect(answer.headers['content-type'], path).toContain('application/json');
    expect(answer.headers['x-content-type-options'], path).toBe('nosniff');
  }
  // Words that a full-text query would read as operators, or a pattern as "everything".
  const agent = await world.browser(world.people.agent);
  for (const words of ['a & !(b | c', ':* <->', '%', '_', '\\', "' OR ''='", '1; SELECT pg_sleep(9)']) {
    expect((await agent.get(`/agents?q=${encodeURIComponent(words)}`)).status, words).toBe(200);
    expect((await visitor.get(`/recherche?q=${encodeURIComponent(words)}`)).status, words).toBe(200);
  }
});

test('names of agents and teams are text on the pages of their administrator', async () => {
  const administrator = await world.browser(world.people.administrator);
  await administrator.get('/agents/equipe');
  const invited = { email: 'attaque@example.fr', name: attack.slice(0, 90), role: 'agent' };
  expect((await administrator.post('/agents/equipe/agents/nouveau', invited)).status).toBe(303);
  expect((await administrator.post('/agents/equipe/services/nouveau', { name: attack.slice(0, 90) })).status).toBe(303);
  expectShown(await administrator.get('/agents/equipe'), 'agents');
  expectShown(await administrator.get('/agents/equipe/services'), 'teams');
});

test('no header comes out of a name, a file or an address', async () => {
  const visitor = world.counter.visitor();
  const injected = 'Zoé\r\nBcc: all@evil.example\r\nX-Injected: yes';
  const sent = await fileQuestion(visitor, { given_names: injected, family_name: injected, message: injected });
  expect([303, 422]).toContain(sent.status);
  const mailed = await fileQuestion(visitor, { email: 'zoe@example.fr\r\nBcc: all@evil.example' });
  expect(mailed.status).toBe(422);
  world.counter.platform.mail.sent.length = 0;
  await world.counter.runJobs();
  for (const mail of world.counter.platform.mail.sent) {
    expect(`${mail.to}${mail.subject}${mail.attachments.map((one) => one.name).join()}`).not.toMatch(/[\r\n]/);
    expect(mail.to).not.toContain('evil');
  }

  const owner = await world.browser(world.people.visitor);
  const { path } = await world.draft('visitor');
  await owner.get('/suivi');
  for (const name of [
    'a%0d%0aX-Injected: yes.png',
    'é"; filename="x.exe.png',
    '../../etc/passwd.png',
    '\u202egnp.exe',
    `${'n'.repeat(400)}.png`,
  ]) {
    const kept = await owner.postFiles(`${path}/fichiers?page=place&champ=photos`, {}, [
      { field: 'file', name, content: png },
    ]);
    // Three photos at most.
    if (kept.status === 422) continue;
    expect(kept.status, name).toBe(200);
    const { href, name: shown } = JSON.parse(kept.body) as { href: string; name: string };
    expect(shown).not.toMatch(/[\r\n/\\\u202e]/);
    const download = await owner.get(href);
    expect(download.headers['x-injected']).toBeUndefined();
    const disposition = String(download.headers['content-disposition']);
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w%!.~'()*-]+$/);
    expect(disposition.match(/filename="[^"]*"/g)?.length).toBe(1);
    expect(download.headers['content-security-policy']).toContain('sandbox');
    expect(download.headers['x-content-type-options']).toBe('nosniff');
  }

  for (const path of [
    '/connexion?suite=/x%0d%0aSet-Cookie:%20a=b',
    '/?lang=en%0d%0aX-Injected:%20yes',
    '/recherche?commune=%0d%0aX-Injected:%20yes',
  ]) {
    const answer = await (await world.browser(world.people.resident)).get(path);
    expect(answer.headers['x-injected'], path).toBeUndefined();
    expect(String(answer.headers['set-cookie'] ?? ''), path).not.toContain('a=b');
  }
}, 120_000);

const elsewhere = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/%09/evil.example',
  '/%5cevil.example',
  '///evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/.//evil.example',
  '/../..//evil.example',
  'evil.example',
  '@evil.example',
  '/@evil.example:80//',
];

/** Where a browser that read this header would go. */
function expectHome(answer: Answer, where: string): void {
  if (answer.location === undefined) return;
  expect(new URL(answer.location, 'https://home.example/a/b').origin, `${where} → ${answer.location}`).toBe(
    'https://home.example',
  );
}

test('no parameter sends the visitor to another site', async () => {
  for (const target of elsewhere) {
    const typed = encodeURIComponent(target);
    const resident = await world.browser(world.people.resident);
    const agent = await world.browser(world.people.agent);
    const signedIn = await resident.get(`/connexion?suite=${typed}`);
    expect(signedIn.status).toBe(303);
    expectHome(signedIn, target);
    const agentIn = await agent.get(`/agents/connexion?suite=${typed}`);
    expect(agentIn.status).toBe(303);
    expectHome(agentIn, target);
    for (const path of [
      `/?lang=${typed}`,
      `/?commune=${typed}`,
      `/recherche?demarche=question-a-la-mairie&commune=${typed}`,
      `/recherche?demarche=question-a-la-mairie&code=${typed}`,
    ])
      expectHome(await world.counter.visitor().get(path), `${path}`);
    await agent.get('/agents');
    expectHome(await agent.post('/agents/attribuer', { retour: target }), target);
    expectHome(await agent.post('/agents/collectivite', { authority: vernon, suite: target }), target);
    await resident.get('/mon-espace/profil/coordonnees');
    expectHome(await resident.post('/mon-espace/profil/coordonnees', { language: target }), target);
    // A path that looks like another site's name.
    const path = target.replaceAll(/[\t\\]/g, '/');
    expectHome(await world.counter.visitor().get(path.startsWith('/') ? path : `/${path}`), target);
  }
});

test('after a sign-in too, the visitor stays on this site', async () => {
  const email = world.people.resident.accountId;
  for (const target of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
    const visitor = world.counter.visitor();
    await visitor.get('/connexion');
    const answer = await visitor.post('/connexion', { email: `${email}@example.fr`, password, suite: target });
    expect(answer.status).toBe(303);
    expectHome(answer, target);
  }
});
