import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAgentCommand } from '#app/agent-command.ts';
import { createAccount, createAgent, residentCookieName } from '#modules/identity/index.ts';
import { type Answer, type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

const phrase = 'cheval brouette parapluie';
const town = 'C27681';
const desk = '/agents/usagers/double-verification';
const security = '/mon-espace/profil/securite';
const threeDays = 3 * 24 * 3600;

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
});
afterAll(() => counter.close());

let made = 0;
const newEmail = () => {
  made += 1;
  return `perdu${made}@exemple.fr`;
};

async function signIn(email: string, path = '/connexion'): Promise<{ visitor: Visitor; answer: Answer }> {
  const visitor = counter.visitor();
  await visitor.get(path);
  return { visitor, answer: await visitor.post(path, { email, password: phrase }) };
}

/** A resident who is asked for the six digits of an application at each sign-in. */
async function protectedResident(): Promise<{ id: string; email: string; visitor: Visitor; app: TOTP }> {
  const email = newEmail();
  const id = await createAccount(counter.platform, { email, password: phrase });
  const { visitor } = await signIn(email);
  await visitor.get(security);
  await visitor.post(`${security}/application`);
  const shown = await visitor.get(`${security}/application`);
  const key = /<code>([A-Z2-7 ]+)<\/code>/.exec(shown.body)?.[1]?.replaceAll(' ', '') ?? '';
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  expect((await visitor.post(`${security}/application/confirmer`, { code: codeOf(app) })).status).toBe(200);
  counter.platform.clock.advance({ seconds: 30 });
  return { id, email, visitor, app };
}
const codeOf = (app: TOTP) => app.generate({ timestamp: counter.platform.clock.now().epochMilliseconds });

async function administrator(): Promise<{ email: string; visitor: Visitor }> {
  const email = newEmail();
  await createAgent(counter.platform, {
    email,
    name: 'Odile Renard',
    password: phrase,
    roles: [{ authorityId: town, role: 'administrator' }],
  });
  const { visitor } = await signIn(email, '/agents/connexion');
  await visitor.get(desk);
  return { email, visitor };
}

const ask = (visitor: Visitor, email: string) => visitor.post(desk, { email, document: 'passport', seen: 'true' });

async function mailsTo(email: string) {
  await counter.runJobs();
  return counter.platform.mail.sent.filter((mail) => mail.to === email);
}
const lastMail = async (email: string) => (await mailsTo(email)).at(-1);
const subjectsTo = async (email: string) => (await mailsTo(email)).map((mail) => mail.subject);
const linkIn = (text = '') => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? 'https://none.invalid').pathname;

test('an agent who saw the person has it released after three days, with a trace and notices', async () => {
  const { email, id, visitor: former } = await protectedResident();
  const agent = await administrator();
  const asked = await ask(agent.visitor, email);
  expect(asked.location).toBe(desk);
  const traced = await agent.visitor.get(desk);
  expect(traced.body).toContain('Odile Renard');
  expect(traced.body).toContain('Prendra effet le');
  expect(traced.body).not.toContain(email);
  const told = await lastMail(email);
  expect(told?.subject).toBe('Votre double vérification va être levée');
  expect(told?.text).toContain('Mairie de Vernon');

  expect((await signIn(email)).answer.location).toBe('/connexion/verification');
  counter.platform.clock.advance({ seconds: threeDays - 60 });
  expect((await signIn(email)).answer.location).toBe('/connexion/verification');
  counter.platform.clock.advance({ seconds: 61 });
  const { visitor, answer } = await signIn(email);
  expect(answer.location).toBe('/mon-espace');
  expect((await visitor.get(security)).body).toContain('Installer l’application de codes');
  // What was lost may be in other hands: it opens nothing, and the sessions of before have ended.
  expect((await counter.identity.resolve(former.cookie(residentCookieName), undefined)).resident).toBeUndefined();
  const left = await counter.platform.database.open
    .selectFrom('recovery_codes')
    .select('code_hash')
    .where('account_id', '=', id)
    .execute();
  expect(left).toEqual([]);
  expect((await subjectsTo(email)).slice(-2)).toContain('Vos moyens de connexion ont changé');
  const { visitor: again } = await signIn(agent.email, '/agents/connexion');
  expect((await again.get(desk)).body).toContain('Levée');
});

test('the person refuses with the link of the e-mail, which asks for a press, or from a device that is signed in', async () => {
  const { email, visitor: signedIn } = await protectedResident();
  const agent = await administrator();
  await ask(agent.visitor, email);
  const link = linkIn((await lastMail(email))?.text);
  const browser = counter.visitor();
  expect((await browser.get(link)).body).toContain('Refuser la levée');
  expect((await signedIn.get(security)).body).toContain('Ce n’était pas moi, je refuse');
  expect((await browser.post(link)).location).toBe('/connexion');
  expect((await browser.get(link)).status).toBe(404);
  expect((await signedIn.get(security)).body).not.toContain('Ce n’était pas moi, je refuse');

  await ask(agent.visitor, email);
  await signedIn.get(security);
  expect((await signedIn.post(`${security}/levee/refuser`)).location).toBe(security);
  counter.platform.clock.advance({ seconds: threeDays + 1 });
  expect((await signIn(email)).answer.location).toBe('/connexion/verification');
  const { visitor: again } = await signIn(agent.email, '/agents/connexion');
  expect((await again.get(desk)).body).toContain('Refusée par la personne');
});

test('whoever gives the second factor meanwhile has not lost it, and asking twice hastens nothing', async () => {
  const { email, app } = await protectedResident();
  const agent = await administrator();
  await ask(agent.visitor, email);
  counter.platform.clock.advance({ seconds: 3600 });
  await ask(agent.visitor, email);
  const { visitor } = await signIn(email);
  await visitor.get('/connexion/verification');
  expect((await visitor.post('/connexion/verification', { code: codeOf(app) })).location).toBe('/mon-espace');
  counter.platform.clock.advance({ seconds: threeDays + 1 });
  expect((await signIn(email)).answer.location).toBe('/connexion/verification');
});

test('a release that nobody came for is over after a month', async () => {
  const { email } = await protectedResident();
  const agent = await administrator();
  await ask(agent.visitor, email);
  counter.platform.clock.advance({ seconds: threeDays + 31 * 24 * 3600 });
  expect((await signIn(email)).answer.location).toBe('/connexion/verification');
});

test('an agent learns nothing of who has an account, and says what was seen', async () => {
  const { email } = await protectedResident();
  const unprotected = newEmail();
  await createAccount(counter.platform, { email: unprotected, password: phrase });
  const agent = await administrator();
  const answers = [];
  for (const one of [email, unprotected, 'personne@exemple.fr']) {
    await ask(agent.visitor, one);
    const { body } = await agent.visitor.get(desk);
    answers.push(/C’est noté[^<]*/.exec(body)?.[0]);
  }
  expect(answers[0]).toContain('Si un compte protégé');
  expect(new Set(answers).size).toBe(1);
  expect((await lastMail(unprotected))?.subject).not.toBe('Votre double vérification va être levée');
  const unseen = await agent.visitor.post(desk, { email, document: 'library-card' });
  expect(unseen.status).toBe(422);
  expect(unseen.body).toContain('Indiquez la pièce');
  expect(unseen.body).toContain('Cochez la case');
});

test('one agent releases few of them in a row', async () => {
  const agent = await administrator();
  const statuses = [];
  for (let n = 0; n < 7; n += 1) statuses.push((await ask(agent.visitor, `suite${n}@exemple.fr`)).status);
  expect(statuses.slice(0, 5)).toEqual([303, 303, 303, 303, 303]);
  expect(statuses.at(-1)).toBe(429);
});

test('the only administrator of an authority is helped by command, with a trace', async () => {
  const { email, visitor } = await administrator();
  await visitor.get('/agents/compte/securite');
  await visitor.post('/agents/compte/securite/application');
  const shown = await visitor.get('/agents/compte/securite/application');
  const key = /<code>([A-Z2-7 ]+)<\/code>/.exec(shown.body)?.[1]?.replaceAll(' ', '') ?? '';
  const code = codeOf(new TOTP({ secret: Secret.fromBase32(key) }));
  await visitor.post('/agents/compte/securite/application/confirmer', { code });
  expect((await signIn(email, '/agents/connexion')).answer.location).toBe('/agents/connexion/verification');

  const said = { by: 'Ana Costa', reason: 'Téléphone volé, appelée à la mairie' };
  const act = ['reset-second-factor', email];
  expect((await runAgentCommand(counter.platform, act, {})).status).toBe(2);
  expect((await runAgentCommand(counter.platform, act, { ...said, reason: ' ' })).status).toBe(2);
  expect((await runAgentCommand(counter.platform, ['reset-second-factor', 'x@exemple.fr'], said)).status).toBe(1);
  const done = await runAgentCommand(counter.platform, act, said);
  expect(done.status).toBe(0);
  expect(done.text).toContain('Ana Costa: Téléphone volé, appelée à la mairie');
  expect((await signIn(email, '/agents/connexion')).answer.location).toBe('/agents');
  expect((await subjectsTo(email)).slice(-2)).toContain('Vos moyens de connexion ont changé');
});
