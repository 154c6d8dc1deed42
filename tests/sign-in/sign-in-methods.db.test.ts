import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { agentCookieName, createAccount, createAgent, residentCookieName } from '#modules/identity/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { type Answer, type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { SoftPasskey } from './soft-passkey.ts';

const phrase = 'cheval brouette parapluie';
const origin = 'https://guichet.example.fr';
const town = 'C27681';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter({ env: { PUBLIC_URL: origin, ADMINISTRATOR_SECOND_FACTOR: 'required' } });
});
afterAll(() => counter.close());

const session = `__Host-${residentCookieName}`;
const agentSession = `__Host-${agentCookieName}`;
const security = '/mon-espace/profil/securite';

let made = 0;
async function newAccount(): Promise<{ id: string; email: string }> {
  made += 1;
  const email = `cle${made}@exemple.fr`;
  return { id: await createAccount(counter.platform, { email, password: phrase }), email };
}
async function newAgent(role: 'agent' | 'administrator', authorities = [town]) {
  made += 1;
  const email = `cle${made}@ville.example`;
  const roles = authorities.map((authorityId) => ({ authorityId, role }));
  return { id: await createAgent(counter.platform, { email, name: `Agent ${made}`, password: phrase, roles }), email };
}

async function withPassword(
  email: string,
  path = '/connexion',
  suite = '',
): Promise<{ visitor: Visitor; answer: Answer }> {
  const visitor = counter.visitor();
  await visitor.get(path);
  return { visitor, answer: await visitor.post(path, { email, password: phrase, suite }) };
}

async function signedIn(email: string): Promise<Visitor> {
  const { visitor, answer } = await withPassword(email);
  expect(answer.location).toBe('/mon-espace');
  await visitor.get(security);
  return visitor;
}

const asked = async (visitor: Visitor, path: string) => {
  const answer = await visitor.post(path, {}, { accept: 'application/json' });
  expect(answer.status, answer.body).toBe(200);
  return JSON.parse(answer.body);
};

async function addPasskey(visitor: Visitor, base = security): Promise<SoftPasskey> {
  const passkey = new SoftPasskey(origin);
  const added = await visitor.post(`${base}/cle`, { answer: passkey.create(await asked(visitor, `${base}/defi`)) });
  expect([200, 303]).toContain(added.status);
  return passkey;
}

/** The application of codes of a person, read from the page that shows its key. */
async function startApp(visitor: Visitor, base = security): Promise<TOTP> {
  expect((await visitor.post(`${base}/application`)).location).toBe(`${base}/application`);
  const page = await visitor.get(`${base}/application`);
  const key = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.body)?.[1]?.replaceAll(' ', '') ?? '';
  expect(page.body).toContain('<svg role="img"');
  return new TOTP({ secret: Secret.fromBase32(key) });
}
const codeOf = (app: TOTP) => app.generate({ timestamp: counter.platform.clock.now().epochMilliseconds });
const codesIn = (body: string) =>
  [...body.matchAll(/<code>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){5})<\/code>/g)].map((found) => found[1] ?? '');
const nextStep = () => counter.platform.clock.advance({ seconds: 30 });

async function addApp(visitor: Visitor, base = security): Promise<{ app: TOTP; codes: string[] }> {
  const app = await startApp(visitor, base);
  const done = await visitor.post(`${base}/application/confirmer`, { code: codeOf(app) });
  expect(done.status).toBe(200);
  nextStep();
  return { app, codes: codesIn(done.body) };
}

async function mailsTo(email: string) {
  await counter.runJobs();
  return counter.platform.mail.sent.filter((mail) => mail.to === email);
}
async function lastLink(email: string): Promise<string> {
  const text = (await mailsTo(email)).at(-1)?.text ?? '';
  return new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? 'https://none.invalid').pathname;
}

test('a passkey signs in alone, without an address being typed, and goes back where one was', async () => {
  const { email } = await newAccount();
  const passkey = await addPasskey(await signedIn(email));
  const visitor = counter.visitor();
  await visitor.get('/connexion?suite=/mon-espace/profil');
  const options = await asked(visitor, '/connexion/cle/defi');
  expect(options.allowCredentials).toEqual([]);
  const done = await visitor.post('/connexion/cle', { answer: passkey.use(options), suite: '/mon-espace/profil' });
  expect(done.location).toBe('/mon-espace/profil');
  const { resident } = await counter.identity.resolve(visitor.cookie(session), undefined);
  expect(resident).toMatchObject({ email, assurance: 'passkey' });
  expect((await mailsTo(email)).map((mail) => mail.subject)).toContain('Vos moyens de connexion ont changé');
});

test('the answer of a passkey is good once, for the browser, the purpose and the site it was made for', async () => {
  const { email } = await newAccount();
  const owner = await signedIn(email);
  const passkey = await addPasskey(owner);
  const visitor = counter.visitor();
  await visitor.get('/connexion');
  const good = passkey.use(await asked(visitor, '/connexion/cle/defi'));
  expect((await visitor.post('/connexion/cle', { answer: good })).status).toBe(303);
  const refused = async (browser: Visitor, answer: string, why: string, path = '/connexion/cle') => {
    expect((await browser.post(path, { answer })).status, why).toBe(422);
    expect(browser.cookie(path.startsWith('/agents') ? agentSession : session), why).toBeUndefined();
  };
  await visitor.get('/suivi');
  const other = counter.visitor();
  await other.get('/connexion');
  await refused(other, good, 'replayed');
  const stolen = passkey.use(await asked(visitor, '/connexion/cle/defi'));
  await refused(other, stolen, 'of another browser');
  await refused(other, passkey.use(await asked(other, '/agents/connexion/cle/defi')), 'for the other hat');
  await refused(
    other,
    passkey.use(await asked(other, '/connexion/cle/defi'), { origin: 'https://pirate.example' }),
    'made for another site',
  );
  await refused(
    other,
    passkey.use(await asked(other, '/connexion/cle/defi'), { verified: false }),
    'holder not verified',
  );
  await refused(other, new SoftPasskey(origin).use(await asked(other, '/connexion/cle/defi')), 'unknown');
  await refused(
    other,
    passkey.use(await asked(other, '/agents/connexion/cle/defi')),
    'a resident is no agent',
    '/agents/connexion/cle',
  );
  passkey.counter = 0;
  await refused(other, passkey.use(await asked(other, '/connexion/cle/defi')), 'a copy, whose count goes back');
  passkey.counter = 100;
  const late = passkey.use(await asked(other, '/connexion/cle/defi'));
  counter.platform.clock.advance({ minutes: 6 });
  await refused(other, late, 'too late');
  for (const broken of ['', '{}', 'null', '[]', '{"id":"x"}', 'x'.repeat(70_000)])
    await refused(other, broken, broken.slice(0, 10));
});

test('an account lives on a passkey and links alone', async () => {
  const email = 'sans.mot.de.passe@exemple.fr';
  const visitor = counter.visitor();
  await visitor.get('/inscription/sans-mot-de-passe');
  expect((await visitor.post('/inscription/sans-mot-de-passe', { email })).location).toBe('/inscription/envoye');
  const link = await lastLink(email);
  expect((await visitor.get(link)).body).not.toContain('type="password"');
  expect((await visitor.post(link)).location).toBe(security);
  await visitor.get(security);
  await addPasskey(visitor);
  expect((await counter.identity.resolve(visitor.cookie(session), undefined)).resident?.assurance).toBe('link');
  counter.platform.clock.advance({ minutes: 20 });
  // What matters asks again who one is: there is no password to ask for.
  expect((await visitor.get('/mon-espace/profil/fermer')).location).toMatch(/^\/mon-espace\/profil\/confirmer/);
  expect((await visitor.post('/mon-espace/profil/fermer')).location).toBe('/mon-espace/profil/fermer');
  const { body } = await visitor.get('/mon-espace/profil/confirmer');
  expect(body).toContain('data-passkey="get"');
  expect(body).not.toContain('type="password"');
  const { visitor: guess, answer } = await withPassword(email);
  expect(answer.status).toBe(422);
  expect(guess.cookie(session)).toBeUndefined();
});

test('a link signs in once, within ten minutes, after a press of a button', async () => {
  const { email } = await newAccount();
  const visitor = counter.visitor();
  await visitor.get('/connexion/lien?suite=/mon-espace/foyer');
  expect((await visitor.post('/connexion/lien', { email, suite: '/mon-espace/foyer' })).location).toBe(
    '/connexion/lien/envoye',
  );
  const link = await lastLink(email);
  for (let opening = 0; opening < 2; opening += 1) expect((await visitor.get(link)).body).toContain(email);
  expect(visitor.cookie(session)).toBeUndefined();
  expect((await visitor.post(link)).location).toBe('/mon-espace/foyer');
  expect((await visitor.post(link)).status).toBe(403);
  const other = counter.visitor();
  await other.get('/connexion');
  expect((await other.post(link)).status).toBe(404);
  await other.post('/connexion/lien', { email });
  const late = await lastLink(email);
  counter.platform.clock.advance({ minutes: 11 });
  expect((await other.get(late)).status).toBe(404);
  expect((await other.post(late)).status).toBe(404);
});

test('asking for a link tells nothing, and an address that nobody confirmed gets none', async () => {
  const { email } = await newAccount();
  const hijacked = counter.visitor();
  await hijacked.get('/inscription');
  await hijacked.post('/inscription', {
    email: 'victime@exemple.fr',
    'new-password': phrase,
    'repeat-password': phrase,
  });
  const answers = [];
  for (const address of [email, 'personne@exemple.fr', 'victime@exemple.fr']) {
    const visitor = counter.visitor();
    await visitor.get('/connexion/lien');
    const answer = await visitor.post('/connexion/lien', { email: address });
    const { body } = await visitor.get('/connexion/lien/envoye');
    answers.push([answer.status, answer.location, body.replace(/value="[^"]*"/g, '')].join(' '));
  }
  expect(new Set(answers).size).toBe(1);
  expect((await mailsTo('personne@exemple.fr')).length).toBe(0);
  expect((await mailsTo('victime@exemple.fr')).map((mail) => mail.subject)).toEqual([
    'Confirmez votre adresse électronique',
  ]);
});

test('with a second factor, the password opens nothing by itself; a code serves once', async () => {
  const { email } = await newAccount();
  const { app, codes } = await addApp(await signedIn(email));
  expect(codes.length).toBe(10);
  const { visitor, answer } = await withPassword(email, '/connexion', '/mon-espace/foyer');
  expect(answer.location).toBe('/connexion/verification');
  expect(visitor.cookie(session)).toBeUndefined();
  expect((await visitor.get('/mon-espace')).location).toMatch(/^\/connexion\?suite/);
  await visitor.get('/connexion/verification');
  const code = codeOf(app);
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  expect((await visitor.post('/connexion/verification', { code: wrong })).status).toBe(422);
  expect((await visitor.post('/connexion/verification', { code })).location).toBe('/mon-espace/foyer');
  expect(visitor.cookie(session)).toBeDefined();
  // Overheard, the same code is worth nothing within its half minute.
  const second = await withPassword(email);
  await second.visitor.get('/connexion/verification');
  expect((await second.visitor.post('/connexion/verification', { code })).status).toBe(422);
  const recovery = codes[0] ?? '';
  expect(
    (await second.visitor.post('/connexion/verification', { code: recovery.toLowerCase().replaceAll('-', ' ') }))
      .status,
  ).toBe(303);
  const third = await withPassword(email);
  await third.visitor.get('/connexion/verification');
  expect((await third.visitor.post('/connexion/verification', { code: recovery })).status).toBe(422);
});

test('recovery codes have 112 bits and more; one of twelve symbols that was given before holds until it is used', async () => {
  const { id, email } = await newAccount();
  const { codes } = await addApp(await signedIn(email));
  for (const code of codes) expect(code.replaceAll('-', '').length * Math.log2(30)).toBeGreaterThan(112);
  const former = '2345-6789-ABCD';
  await counter.platform.database.open
    .insertInto('recovery_codes')
    .values({
      code_hash: sha256(`recovery ${id} ${former.replaceAll('-', '')}`),
      account_id: id,
      created_at: new Date(),
    })
    .execute();
  const tried = async () => {
    const { visitor } = await withPassword(email);
    await visitor.get('/connexion/verification');
    return (await visitor.post('/connexion/verification', { code: former })).status;
  };
  expect(await tried()).toBe(303);
  expect(await tried()).toBe(422);
});

test('each sign-in, each failure and each refusal leaves a line, which leads to nobody', async () => {
  const lines: Record<string, unknown>[] = [];
  const info = vi.spyOn(counter.platform.log, 'info').mockImplementation((line: unknown) => {
    if (typeof line === 'object' && line !== null) lines.push({ ...line });
  });
  const { id, email } = await newAccount();
  const wrong = counter.visitor();
  await wrong.get('/connexion');
  await wrong.post('/connexion', { email, password: 'un autre mot de passe' });
  await wrong.post('/connexion', { email: 'personne@exemple.fr', password: phrase });
  const visitor = await signedIn(email);
  await addApp(visitor);
  const half = await withPassword(email);
  await half.visitor.get('/connexion/verification');
  await half.visitor.post('/connexion/verification', { code: '000000' });
  expect((await visitor.get('/mon-espace/foyer/00000000-0000-7000-8000-000000000000?q=secret')).status).toBe(404);
  await counter.visitor().get('/nulle-part');
  info.mockRestore();

  const ofSignIn = lines.filter((line) => line.event === 'sign-in');
  expect(ofSignIn.map(({ kind, outcome, factors }) => ({ kind, outcome, factors }))).toEqual([
    { kind: 'password', outcome: 'refused', factors: [] },
    { kind: 'password', outcome: 'refused', factors: [] },
    { kind: 'password', outcome: 'signed-in', factors: ['password'] },
    { kind: 'password', outcome: 'second-factor', factors: ['password'] },
    { kind: 'second-factor', outcome: 'refused', factors: ['password'] },
  ]);
  const [first, nobody, signedInLine] = ofSignIn;
  expect(first?.who).toMatch(/^[\w-]{16}$/);
  expect(first?.who).toBe(signedInLine?.who);
  expect(nobody?.who).not.toBe(first?.who);
  expect(lines.filter((line) => line.event === 'refusal')).toEqual([
    {
      event: 'refusal',
      requestId: expect.any(String),
      route: 'identity.household-member',
      status: 404,
      code: 'not-found',
      resident: first?.who,
    },
  ]);
  const written = JSON.stringify(lines);
  for (const personal of [email, id, 'personne@exemple.fr', 'secret', phrase]) expect(written).not.toContain(personal);
});

test('second factors are guessed slowly, and the wait is the account’s, whatever the browser', async () => {
  const { email } = await newAccount();
  const { app } = await addApp(await signedIn(email));
  let last = 0;
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const { visitor } = await withPassword(email);
    await visitor.get('/connexion/verification');
    last = (await visitor.post('/connexion/verification', { code: '000000' })).status;
  }
  expect(last).toBe(429);
  counter.platform.clock.advance({ minutes: 65 });
  const { visitor } = await withPassword(email);
  await visitor.get('/connexion/verification');
  expect((await visitor.post('/connexion/verification', { code: codeOf(app) })).status).toBe(303);
});

test('one’s own passkey replaces the code, another person’s does not; a link is not enough either', async () => {
  const { email } = await newAccount();
  const owner = await signedIn(email);
  const own = await addPasskey(owner);
  await owner.get(security);
  expect(codesIn((await owner.post(`${security}/double`, { asked: 'yes' })).body).length).toBe(10);
  const thief = await newAccount();
  const foreign = await addPasskey(await signedIn(thief.email));
  const { visitor } = await withPassword(email);
  await visitor.get('/connexion/verification');
  const use = async (passkey: SoftPasskey) =>
    visitor.post('/connexion/verification/cle', {
      answer: passkey.use(await asked(visitor, '/connexion/verification/defi')),
    });
  expect((await use(foreign)).status).toBe(422);
  expect((await use(own)).location).toBe('/mon-espace');
  const byLink = counter.visitor();
  await byLink.get('/connexion/lien');
  await byLink.post('/connexion/lien', { email });
  const link = await lastLink(email);
  await byLink.get(link);
  expect((await byLink.post(link)).location).toBe('/connexion/verification');
});

test('a planted session or a planted wait is worth nothing after the sign-in', async () => {
  const { email } = await newAccount();
  const attacker = await newAccount();
  const planted = (await signedIn(attacker.email)).cookie(session) ?? '';
  const victim = counter.visitor();
  victim.setCookie(session, planted);
  victim.setCookie('__Host-parvis_pending', 'x'.repeat(43));
  await victim.get('/connexion/lien');
  const passkeyOwner = await signedIn(email);
  const passkey = await addPasskey(passkeyOwner);
  const done = await victim.post('/connexion/cle', { answer: passkey.use(await asked(victim, '/connexion/cle/defi')) });
  expect(done.status).toBe(303);
  expect(victim.cookie(session)).not.toBe(planted);
  expect((await counter.identity.resolve(planted, undefined)).resident).toBeUndefined();
});

test('no way to sign in leads to another site', async () => {
  const { email } = await newAccount();
  const passkey = await addPasskey(await signedIn(email));
  for (const suite of [
    'https://pirate.example/',
    '//pirate.example',
    '/\\pirate.example',
    '/%09/pirate.example\t',
    'javascript:alert(1)',
  ]) {
    const visitor = counter.visitor();
    await visitor.get(`/connexion?suite=${encodeURIComponent(suite)}`);
    const done = await visitor.post('/connexion/cle', {
      answer: passkey.use(await asked(visitor, '/connexion/cle/defi')),
      suite,
    });
    expect(done.location).toMatch(/^\/(?![/\\])/);
    expect(new URL(done.location ?? '', origin).origin).toBe(origin);
  }
});

test('a new browser is told by e-mail; a known one is not, nor is the first', async () => {
  const { email } = await newAccount();
  const first = await signedIn(email);
  expect((await mailsTo(email)).length).toBe(0);
  await first.get('/mon-espace/profil');
  await first.post('/deconnexion');
  await first.get('/connexion');
  expect((await first.post('/connexion', { email, password: phrase })).status).toBe(303);
  expect((await mailsTo(email)).length).toBe(0);
  await signedIn(email);
  const told = await mailsTo(email);
  expect(told.map((mail) => mail.subject)).toEqual(['Nouvelle connexion à votre compte']);
  expect(told[0]?.text).toContain('/mon-espace/profil/appareils');
});

test('ways to sign in change only after a recent proof', async () => {
  const { email } = await newAccount();
  const visitor = await signedIn(email);
  counter.platform.clock.advance({ minutes: 16 });
  const before = visitor.cookie(session);
  expect((await visitor.post(`${security}/application`)).location).toMatch(/^\/mon-espace\/profil\/confirmer/);
  expect((await visitor.post(`${security}/defi`, {}, { accept: 'application/json' })).status).toBe(409);
  await visitor.get('/mon-espace/profil/confirmer?suite=//pirate.example');
  expect((await visitor.post('/mon-espace/profil/confirmer', { password: 'autre chose' })).status).toBe(422);
  expect((await visitor.post('/mon-espace/profil/confirmer', { password: phrase, suite: security })).location).toBe(
    security,
  );
  expect(visitor.cookie(session)).not.toBe(before);
  await visitor.get(security);
  await startApp(visitor);
});

test('removing the last second factor removes its codes and no longer asks', async () => {
  const { email } = await newAccount();
  const visitor = await signedIn(email);
  const { codes } = await addApp(visitor);
  await visitor.get(security);
  expect((await visitor.post(`${security}/application/retirer`)).location).toBe(security);
  expect((await withPassword(email)).answer.location).toBe('/mon-espace');
  const rows = await counter.platform.database.open.selectFrom('recovery_codes').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(codes[0]);
});

test('a password goes only while a passkey stays, and comes back', async () => {
  const { email } = await newAccount();
  const visitor = await signedIn(email);
  await visitor.post(`${security}/mot-de-passe/retirer`);
  expect((await withPassword(email)).answer.status).toBe(303);
  await visitor.get(security);
  await addPasskey(visitor);
  await visitor.get(security);
  await visitor.post(`${security}/mot-de-passe/retirer`);
  expect((await withPassword(email)).answer.status).toBe(422);
  await visitor.get('/mon-espace/profil/mot-de-passe');
  const chosen = await visitor.post('/mon-espace/profil/mot-de-passe', {
    'new-password': phrase,
    'repeat-password': phrase,
  });
  expect(chosen.location).toBe('/mon-espace/profil');
  expect((await withPassword(email)).answer.status).toBe(303);
});

test('closing the account erases every way in', async () => {
  const { id, email } = await newAccount();
  const visitor = await signedIn(email);
  const passkey = await addPasskey(visitor);
  await visitor.get(security);
  await addApp(visitor);
  await visitor.get('/mon-espace/profil/fermer');
  expect((await visitor.post('/mon-espace/profil/fermer', { password: phrase })).location).toBe('/');
  for (const table of ['passkeys', 'code_apps', 'recovery_codes', 'known_browsers', 'pending_sign_ins'] as const) {
    const left = await counter.platform.database.open
      .selectFrom(table)
      .select('account_id')
      .where('account_id', '=', id)
      .execute();
    expect(left, table).toEqual([]);
  }
  const other = counter.visitor();
  await other.get('/connexion');
  expect(
    (await other.post('/connexion/cle', { answer: passkey.use(await asked(other, '/connexion/cle/defi')) })).status,
  ).toBe(422);
});

test('an administrator sets a second factor up before anything opens; other agents may go without', async () => {
  const plain = await newAgent('agent');
  expect((await withPassword(plain.email, '/agents/connexion')).answer.location).toBe('/agents');
  const { email, id } = await newAgent('administrator');
  const { visitor, answer } = await withPassword(email, '/agents/connexion');
  const setUp = '/agents/connexion/securiser';
  expect(answer.location).toBe(setUp);
  expect(visitor.cookie(agentSession)).toBeUndefined();
  expect((await visitor.get('/agents')).location).toMatch(/^\/agents\/connexion\?suite/);
  expect((await visitor.get(setUp)).status).toBe(200);
  const { codes } = await addApp(visitor, setUp);
  expect(codes.length).toBe(10);
  const { agent } = await counter.identity.resolve(undefined, visitor.cookie(agentSession));
  expect(agent).toMatchObject({ agentId: id, factors: ['password', 'totp'] });
  // From now on it is asked, and a stolen password cannot set another one up.
  const again = await withPassword(email, '/agents/connexion');
  expect(again.answer.location).toBe('/agents/connexion/verification');
  expect((await again.visitor.get(setUp)).location).toBe('/agents/connexion');
  await again.visitor.get('/agents/connexion/verification');
  expect((await again.visitor.post(`${setUp}/application`)).location).toBe('/agents/connexion');
  expect((await again.visitor.post(`${setUp}/defi`, {}, { accept: 'application/json' })).status).toBe(409);
});

test('a passkey set up opens the administrator’s session, and is later enough by itself', async () => {
  const { email } = await newAgent('administrator');
  const { visitor } = await withPassword(email, '/agents/connexion');
  await visitor.get('/agents/connexion/securiser');
  const passkey = await addPasskey(visitor, '/agents/connexion/securiser');
  expect(visitor.cookie(agentSession)).toBeDefined();
  const other = counter.visitor();
  await other.get('/agents/connexion');
  const done = await other.post('/agents/connexion/cle', {
    answer: passkey.use(await asked(other, '/agents/connexion/cle/defi')),
  });
  expect(done.location).toBe('/agents');
});

test('another administrator of the authority opens the access again, and nobody else', async () => {
  const [lost, saviour, stranger] = [
    await newAgent('administrator'),
    await newAgent('administrator'),
    await newAgent('administrator', ['C27399']),
  ];
  const enter = async (email: string) => {
    const { visitor } = await withPassword(email, '/agents/connexion');
    await visitor.get('/agents/connexion/securiser');
    await addApp(visitor, '/agents/connexion/securiser');
    await visitor.get('/agents/compte');
    return visitor;
  };
  const [one, two, three] = [await enter(lost.email), await enter(saviour.email), await enter(stranger.email)];
  const path = `/agents/equipe/agents/${lost.id}/verification`;
  expect((await three.post(path)).status).toBe(404);
  expect((await one.post(path)).status).toBe(403);
  expect((await withPassword(lost.email, '/agents/connexion')).answer.location).toBe('/agents/connexion/verification');
  expect((await two.post(path)).status).toBe(303);
  expect((await counter.identity.resolve(undefined, one.cookie(agentSession))).agent).toBeUndefined();
  expect((await withPassword(lost.email, '/agents/connexion')).answer.location).toBe('/agents/connexion/securiser');
  expect((await mailsTo(lost.email)).map((mail) => mail.subject)).toContain('Vos moyens de connexion ont changé');
});

test('guessing over many accounts from one network is slowed down, in every process', async () => {
  const other = await testCounterOn(counter);
  const statuses: number[] = [];
  for (let guess = 0; guess < 45; guess += 1) {
    const visitor = guess % 2 === 0 ? counter.visitor() : other;
    await visitor.get('/connexion');
    const answer = await visitor.post('/connexion', { email: `inconnu${guess}@exemple.fr`, password: 'x' });
    statuses.push(answer.status);
  }
  expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(40);
  expect(statuses.at(-1)).toBe(429);
});

/** A browser in front of another process on the same database. */
async function testCounterOn({ platform }: TestCounter): Promise<Visitor> {
  const { composeCounter } = await import('#app/composition.ts');
  const { Visitor: Browser } = await import('#tests/support/test-counter.ts');
  const server = await (await composeCounter(platform)).createServer();
  await server.ready();
  return new Browser(server);
}
