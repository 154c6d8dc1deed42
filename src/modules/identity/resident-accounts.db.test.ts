import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#platform/crypto/digests.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { createAccount } from './index.ts';
import { residentCookieName } from './sessions.ts';

const phrase = 'cheval brouette parapluie';
const otherPhrase = 'tortue fraise 7 horizons';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
});
afterAll(() => counter.close());

let made = 0;
/** Each test has people of its own: attempts are counted per person. */
async function newAccount(): Promise<{ id: string; email: string }> {
  made += 1;
  const email = `usager${made}@exemple.fr`;
  return {
    id: await createAccount(counter.platform, { email, password: phrase, givenNames: 'Zoé', familyName: 'Duplantier' }),
    email,
  };
}

async function signedIn(email: string, password = phrase, fields: Record<string, string> = {}): Promise<Visitor> {
  const visitor = counter.visitor();
  await visitor.get('/connexion');
  const answer = await visitor.post('/connexion', { email, password, ...fields });
  expect(answer.status).toBe(303);
  return visitor;
}

async function signUp(email: string, fields: Record<string, string> = {}) {
  const visitor = counter.visitor();
  await visitor.get('/inscription');
  const answer = await visitor.post('/inscription', {
    email,
    'new-password': phrase,
    'repeat-password': phrase,
    ...fields,
  });
  return { visitor, answer };
}

/** The mails to an address since the beginning, once the jobs have run. */
async function mailsTo(email: string) {
  await counter.runJobs();
  return counter.platform.mail.sent.filter((mail) => mail.to === email);
}

async function lastLink(email: string): Promise<string> {
  const text = (await mailsTo(email)).at(-1)?.text ?? '';
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  expect(link, text).toBeDefined();
  const url = new URL(link as string);
  return url.pathname + url.search;
}

test('signing up answers the same to everybody, and the mail says the rest', async () => {
  const known = await newAccount();
  const toKnown = await signUp(known.email);
  const toNew = await signUp('nouveau@exemple.fr');
  expect([toKnown.answer.status, toKnown.answer.location]).toEqual([303, '/inscription/envoye']);
  expect([toNew.answer.status, toNew.answer.location]).toEqual([303, '/inscription/envoye']);
  const pages = await Promise.all([toKnown, toNew].map(({ visitor }) => visitor.get('/inscription/envoye')));
  expect(pages[0]?.body.replace(/value="[^"]*"/g, '')).toBe(pages[1]?.body.replace(/value="[^"]*"/g, ''));
  expect((await mailsTo(known.email)).map((mail) => mail.subject)).toEqual(['Vous avez déjà un compte']);
  expect((await mailsTo('nouveau@exemple.fr')).map((mail) => mail.subject)).toEqual([
    'Confirmez votre adresse électronique',
  ]);
  const stillOpens = await signedIn(known.email);
  expect(stillOpens.cookie(residentCookieName)).toBeDefined();
});

test('an account opens with the link and the password that was chosen; opening the link changes nothing', async () => {
  const email = 'lea.martin@exemple.fr';
  const { visitor } = await signUp(email);
  const link = await lastLink(email);
  const refused = await visitor.post('/connexion', { email, password: phrase });
  expect(refused.status).toBe(422);
  expect((await visitor.get(link)).status).toBe(200);
  expect((await visitor.get(link)).status).toBe(200);
  const wrong = await visitor.post(link, { password: otherPhrase });
  expect(wrong.status).toBe(422);
  expect(visitor.cookie(residentCookieName)).toBeUndefined();
  const opened = await visitor.post(link, { password: phrase });
  expect([opened.status, opened.location]).toEqual([303, '/mon-espace']);
  expect(visitor.cookie(residentCookieName)).toBeDefined();
  expect((await visitor.get('/mon-espace/profil')).body).toContain(email);
  expect((await counter.visitor().get(link)).status).toBe(404);
});

test('signing in says the same of a wrong password, of nobody and of an unconfirmed address', async () => {
  const known = await newAccount();
  await signUp('pas.confirme@exemple.fr');
  const answers = [];
  for (const [email, password] of [
    [known.email, otherPhrase],
    ['personne@exemple.fr', phrase],
    ['pas.confirme@exemple.fr', phrase],
  ] as const) {
    const visitor = counter.visitor();
    await visitor.get('/connexion');
    const answer = await visitor.post('/connexion', { email, password });
    expect(answer.status).toBe(422);
    expect(visitor.cookie(residentCookieName)).toBeUndefined();
    answers.push(answer.body.replaceAll(email, '').replace(/name="_csrf" value="[^"]*"/g, ''));
  }
  expect(answers[1]).toBe(answers[0]);
  expect(answers[2]).toBe(answers[0]);
});

test.each(['known', 'unknown'])(
  'after five failures on an e-mail that is %s, even the right password waits',
  async (kind) => {
    const email = kind === 'known' ? (await newAccount()).email : 'inconnu@exemple.fr';
    const visitor = counter.visitor();
    await visitor.get('/connexion');
    const statuses = [];
    for (let attempt = 0; attempt < 5; attempt += 1)
      statuses.push((await visitor.post('/connexion', { email, password: otherPhrase })).status);
    const stopped = await visitor.post('/connexion', { email, password: phrase });
    expect([...statuses, stopped.status]).toEqual([422, 422, 422, 422, 422, 429]);
    expect(stopped.body).toContain('Trop d’essais');
    expect(visitor.cookie(residentCookieName)).toBeUndefined();
    counter.platform.clock.advance({ seconds: 70 });
    expect((await visitor.post('/connexion', { email, password: phrase })).status).toBe(kind === 'known' ? 303 : 422);
  },
);

test('a session planted before the sign-in is worth nothing after it', async () => {
  const { email } = await newAccount();
  const planted = await signedIn(email);
  const before = planted.cookie(residentCookieName) as string;
  await planted.get('/mon-espace/profil');
  const again = counter.visitor();
  again.setCookie(residentCookieName, before);
  await again.get('/mot-de-passe-oublie');
  const answer = await again.post('/connexion', { email, password: phrase });
  expect(answer.status).toBe(303);
  expect(again.cookie(residentCookieName)).not.toBe(before);
  const attacker = counter.visitor();
  attacker.setCookie(residentCookieName, before);
  expect((await attacker.get('/mon-espace/profil')).location).toContain('/connexion');
});

test('what the database holds opens no session', async () => {
  const { email } = await newAccount();
  const visitor = await signedIn(email);
  const token = visitor.cookie(residentCookieName) as string;
  const rows = await counter.platform.database.open.selectFrom('sessions').select('token_hash').execute();
  expect(rows.some((row) => row.token_hash.equals(sha256(token)))).toBe(true);
  expect(rows.some((row) => row.token_hash.toString('base64url') === token)).toBe(false);
});

test.each(['https://mechant.example', '//mechant.example', '/\\mechant.example', '/\t/mechant.example'])(
  'after a sign-in nobody is sent to %j',
  async (suite) => {
    const { email } = await newAccount();
    const visitor = counter.visitor();
    await visitor.get(`/connexion?suite=${encodeURIComponent(suite)}`);
    expect((await visitor.post('/connexion', { email, password: phrase, suite })).location).toBe('/mon-espace');
    expect((await visitor.get(`/connexion?suite=${encodeURIComponent(suite)}`)).location).toBe('/mon-espace');
  },
);

test('one comes back to the page that one was sent from', async () => {
  const { email } = await newAccount();
  const visitor = counter.visitor();
  const sent = await visitor.get('/mon-espace/profil/appareils');
  expect(sent.location).toBe('/connexion?suite=%2Fmon-espace%2Fprofil%2Fappareils');
  const form = await visitor.get(sent.location as string);
  const suite = /name="suite" value="([^"]+)"/.exec(form.body)?.[1] as string;
  expect((await visitor.post('/connexion', { email, password: phrase, suite })).location).toBe(
    '/mon-espace/profil/appareils',
  );
});

test('a reset answers the same to everybody; its link works once, and ends every session', async () => {
  const { email } = await newAccount();
  const elsewhere = await signedIn(email);
  const visitor = counter.visitor();
  await visitor.get('/mot-de-passe-oublie');
  const [toKnown, toNobody] = [
    await visitor.post('/mot-de-passe-oublie', { email }),
    await visitor.post('/mot-de-passe-oublie', { email: 'personne2@exemple.fr' }),
  ];
  expect([toKnown.status, toKnown.location]).toEqual([toNobody.status, toNobody.location]);
  expect(await mailsTo('personne2@exemple.fr')).toEqual([]);
  const link = await lastLink(email);
  await visitor.get(link);
  const weak = await visitor.post(link, { 'new-password': 'azertyuiop123', 'repeat-password': 'azertyuiop123' });
  expect(weak.status).toBe(422);
  const changed = await visitor.post(link, { 'new-password': otherPhrase, 'repeat-password': otherPhrase });
  expect([changed.status, changed.location]).toEqual([303, '/connexion']);
  expect((await elsewhere.get('/mon-espace/profil')).status).toBe(303);
  const twice = await visitor.post(link, { 'new-password': phrase, 'repeat-password': phrase });
  expect(twice.status).toBe(404);
  expect((await mailsTo(email)).at(-1)?.subject).toBe('Votre mot de passe a changé');
  await signedIn(email, otherPhrase);
});

test('the link of a reset holds for an hour', async () => {
  const { email } = await newAccount();
  const visitor = counter.visitor();
  await visitor.get('/mot-de-passe-oublie');
  await visitor.post('/mot-de-passe-oublie', { email });
  const link = await lastLink(email);
  counter.platform.clock.advance({ minutes: 59 });
  expect((await visitor.get(link)).status).toBe(200);
  counter.platform.clock.advance({ minutes: 2 });
  expect((await visitor.get(link)).status).toBe(404);
  expect((await visitor.post(link, { 'new-password': otherPhrase, 'repeat-password': otherPhrase })).status).toBe(404);
});

test('nobody has more than three mails in a row sent to somebody else', async () => {
  const { email } = await newAccount();
  const visitor = counter.visitor();
  await visitor.get('/mot-de-passe-oublie');
  for (let time = 0; time < 6; time += 1) {
    expect((await visitor.post('/mot-de-passe-oublie', { email })).location).toBe('/mot-de-passe-oublie/envoye');
  }
  expect((await mailsTo(email)).length).toBe(3);
});

test('a form that does not validate keeps what was typed, passwords aside', async () => {
  const { answer } = await signUp('pas une adresse', {
    'given-names': 'Zoé',
    'family-name': 'L’Hôte',
    'new-password': 'phrase jamais redite',
  });
  expect(answer.status).toBe(422);
  expect(answer.body).toContain('<title>Erreur\u00a0:');
  expect(answer.body).toContain('value="pas une adresse"');
  expect(answer.body).toContain('value="Zoé"');
  expect(answer.body).toContain('value="L’Hôte"');
  expect(answer.body).not.toContain('jamais redite');
  expect(answer.body).toContain('href="#email"');
  expect(answer.body).toContain('href="#repeat-password"');
});

test('changing the password ends the other sessions, and this one goes on under a new secret', async () => {
  const { email } = await newAccount();
  const other = await signedIn(email);
  const visitor = await signedIn(email, phrase, { remember: 'true' });
  const before = visitor.cookie(residentCookieName);
  await visitor.get('/mon-espace/profil/mot-de-passe');
  const wrong = await visitor.post('/mon-espace/profil/mot-de-passe', {
    password: otherPhrase,
    'new-password': otherPhrase,
    'repeat-password': otherPhrase,
  });
  expect(wrong.status).toBe(422);
  const done = await visitor.post('/mon-espace/profil/mot-de-passe', {
    password: phrase,
    'new-password': otherPhrase,
    'repeat-password': otherPhrase,
  });
  expect(done.location).toBe('/mon-espace/profil');
  expect(visitor.cookie(residentCookieName)).not.toBe(before);
  expect((await visitor.get('/mon-espace/profil')).status).toBe(200);
  expect((await other.get('/mon-espace/profil')).status).toBe(303);
});

test('a new e-mail counts once both addresses have agreed, and the old one is told', async () => {
  const { email } = await newAccount();
  const visitor = await signedIn(email);
  const wanted = 'nouvelle.adresse@exemple.fr';
  await visitor.get('/mon-espace/profil/adresse-electronique');
  const asked = await visitor.post('/mon-espace/profil/adresse-electronique', { email: wanted, password: phrase });
  expect(asked.location).toBe('/mon-espace/profil/adresse-electronique/envoye');
  expect((await mailsTo(email)).at(-1)?.subject).toBe('Changement d’adresse demandé');
  const [former, fresh] = [await lastLink(email), await lastLink(wanted)];
  expect((await visitor.get(fresh)).body).toContain(wanted);
  expect((await visitor.post(fresh)).location).toBe('/mon-espace/profil');
  expect((await visitor.get('/mon-espace/profil')).body).toContain(email);
  expect((await visitor.post(fresh)).status).toBe(404);
  const elsewhere = counter.visitor();
  await elsewhere.get(former);
  expect((await elsewhere.post(former)).location).toBe('/connexion');
  expect((await visitor.get('/mon-espace/profil')).body).toContain(wanted);
  expect((await mailsTo(email)).at(-1)?.subject).toBe('L’adresse de votre compte a changé');
  expect((await visitor.post(former)).status).toBe(404);
  await signedIn(wanted);
});

test('a change of e-mail that only the new address confirmed takes nothing over', async () => {
  const { email } = await newAccount();
  const thief = await signedIn(email);
  await thief.get('/mon-espace/profil/adresse-electronique');
  await thief.post('/mon-espace/profil/adresse-electronique', { email: 'voleur@exemple.fr', password: phrase });
  const link = await lastLink('voleur@exemple.fr');
  await thief.get(link);
  await thief.post(link);
  counter.platform.clock.advance({ hours: 49 });
  const owner = await signedIn(email);
  expect((await owner.get('/mon-espace/profil')).body).toContain(email);
  const refused = counter.visitor();
  await refused.get('/connexion');
  expect((await refused.post('/connexion', { email: 'voleur@exemple.fr', password: phrase })).status).toBe(422);
});

test('asking for an address that somebody has shows nothing and tells them', async () => {
  const [owner, curious] = [await newAccount(), await newAccount()];
  const visitor = await signedIn(curious.email);
  await visitor.get('/mon-espace/profil/adresse-electronique');
  const asked = await visitor.post('/mon-espace/profil/adresse-electronique', { email: owner.email, password: phrase });
  expect(asked.location).toBe('/mon-espace/profil/adresse-electronique/envoye');
  expect((await mailsTo(owner.email)).map((mail) => mail.subject)).toEqual(['Vous avez déjà un compte']);
});

test('details are kept as forms use them', async () => {
  const { id, email } = await newAccount();
  const visitor = await signedIn(email);
  await visitor.get('/mon-espace/profil/coordonnees');
  const typed = {
    'given-names': 'Zoé',
    'family-name': 'Martin',
    phone: '06 12 34 56 78',
    street: '1 place d’Évreux',
    city: 'Vernon',
    language: 'fr',
  };
  const incomplete = await visitor.post('/mon-espace/profil/coordonnees', { ...typed, postcode: '' });
  expect(incomplete.status).toBe(422);
  expect(incomplete.body).toContain('value="1 place d’Évreux"');
  expect((await visitor.post('/mon-espace/profil/coordonnees', { ...typed, postcode: '27 200' })).location).toBe(
    '/mon-espace/profil?lang=fr',
  );
  expect(await counter.identity.getProfile(id)).toMatchObject({
    familyName: 'Martin',
    phone: '+33612345678',
    address: { label: '1 place d’Évreux, 27200 Vernon', postcode: '27200' },
  });
});

test('a device is signed out from another one, and only by its owner', async () => {
  const { id, email } = await newAccount();
  const phone = await signedIn(email);
  const stranger = await signedIn((await newAccount()).email);
  const row = await counter.platform.database.open
    .selectFrom('sessions')
    .select('token_hash')
    .where('account_id', '=', id)
    .executeTakeFirstOrThrow();
  const mark = row.token_hash.toString('hex').slice(0, 16);
  await stranger.get('/mon-espace/profil/appareils');
  await stranger.post('/mon-espace/profil/appareils', { session: mark });
  expect((await phone.get('/mon-espace/profil')).status).toBe(200);
  const desk = await signedIn(email);
  await desk.get('/mon-espace/profil/appareils');
  await desk.post('/mon-espace/profil/appareils', { session: mark });
  expect((await phone.get('/mon-espace/profil')).status).toBe(303);
  expect((await desk.get('/mon-espace/profil')).status).toBe(200);
});

test('closing the account erases the person and frees the address', async () => {
  const { id, email } = await newAccount();
  await counter.platform.database.transaction([], (tx) =>
    counter.identity.linkDossier(tx, id, 'C27681', '01939f6e-0000-7000-8000-000000000001'),
  );
  const visitor = await signedIn(email);
  await visitor.get('/mon-espace/profil/fermer');
  expect((await visitor.post('/mon-espace/profil/fermer', { password: otherPhrase })).status).toBe(422);
  expect((await visitor.post('/mon-espace/profil/fermer', { password: phrase })).location).toBe('/');
  expect((await mailsTo(email)).at(-1)?.subject).toBe('Votre compte est fermé');
  const row = await counter.platform.database.open
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    email: '',
    password_hash: null,
    given_names: null,
    family_name: null,
    phone: null,
    address: null,
  });
  expect(await counter.identity.listDossierLinks(id)).toEqual([]);
  await expect(counter.identity.getProfile(id)).rejects.toThrow('account-not-found');
  expect((await visitor.get('/mon-espace/profil')).status).toBe(303);
  expect((await signUp(email)).answer.location).toBe('/inscription/envoye');
  expect((await mailsTo(email)).at(-1)?.subject).toBe('Confirmez votre adresse électronique');
});

test('signing out ends the session itself, and asks for a form of this site', async () => {
  const { email } = await newAccount();
  const visitor = await signedIn(email);
  const token = visitor.cookie(residentCookieName) as string;
  expect((await visitor.post('/deconnexion', { _csrf: 'forged' })).status).toBe(403);
  await visitor.get('/mon-espace/profil');
  const out = await visitor.post('/deconnexion');
  expect(out.location).toBe('/');
  // Pages that were read do not come back from the browser's memory.
  expect(out.headers['clear-site-data']).toBe('"cache"');
  const copied = counter.visitor();
  copied.setCookie(residentCookieName, token);
  expect((await copied.get('/mon-espace/profil')).status).toBe(303);
});
