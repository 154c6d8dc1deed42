import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeSignIn } from '#modules/identity/index.ts';
import { agent } from '#tests/support/signed-in.ts';
import { helperIdp } from '../../simulators/franceconnect/identities.ts';
import { renewPresence } from '../../src/modules/identity/usecases/confirm-presence.ts';
import { type FederatedCounter, federatedCounter, signInWith } from './federated-counter.ts';

let world: FederatedCounter;
beforeAll(async () => {
  world = await federatedCounter();
}, 120_000);
afterAll(() => world?.close());

const start = '/vernon/demarches/question-a-la-mairie/commencer';

test('what is done with a helper of Aidants Connect says so to the person and to the agents', async () => {
  const browser = world.counter.visitor();
  const arrived = await signInWith(world.franceconnect, browser, 'resident', 'aidee');
  await browser.get(arrived.location ?? '');
  await browser.post(arrived.location ?? '', { email: 'odette.aidee@exemple.example' });
  const page = await browser.get(start);
  expect(page.body).toContain('Un aidant vous accompagne par Aidants Connect');
  const key = /name="_idempotency" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const sent = await browser.post(start, {
    _idempotency: key,
    subject: 'thanks',
    message: 'Merci pour le banc.',
    given_names: 'Odette',
    family_name: 'Ferrand',
    email: 'odette.aidee@exemple.example',
  });
  expect(sent.status).toBe(303);
  const path = (sent.location ?? '').replace(/\/recu$/, '');
  expect((await browser.get(path)).body).toContain('Vous, avec un aidant (Aidants Connect)');

  const { database } = world.counter.platform;
  const filed = await database.read(['C27681'], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(['id', 'team_id'])
      .where('authority_id', '=', 'C27681')
      .orderBy('submitted_at', 'desc')
      .executeTakeFirstOrThrow(),
  );
  const who = await agent(world.counter, 'agent');
  const { agent: principal } = await world.counter.identity.resolve(undefined, who.cookie('parvis_agent'));
  await database.transaction(['C27681'], (tx) =>
    tx
      .insertInto('team_members')
      .values({ authority_id: 'C27681', team_id: filed.team_id, agent_id: principal?.agentId ?? '', leader: false })
      .execute(),
  );
  world.counter.platform.clock.advance({ seconds: 2 });
  const seen = await who.get(`/agents/dossiers/vernon/${filed.id}`);
  expect(seen.status).toBe(200);
  expect(seen.body).toContain('Odette Ferrand, avec un aidant (Aidants Connect)');
});

test('the mark stays when the account asks for its own second factor, and when the session goes on under a new secret', async () => {
  const { identity, platform } = world.counter;
  const browser = world.counter.visitor();
  expect((await signInWith(world.franceconnect, browser, 'resident', 'aidee')).location).toBe('/mon-espace');
  const security = '/mon-espace/profil/securite';
  await browser.get(security);
  expect((await browser.post(`${security}/application`)).location).toBe(`${security}/application`);
  const shown = await browser.get(`${security}/application`);
  const key = /<code>([A-Z2-7 ]+)<\/code>/.exec(shown.body)?.[1]?.replaceAll(' ', '') ?? '';
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  const code = () => app.generate({ timestamp: platform.clock.now().epochMilliseconds });
  expect((await browser.post(`${security}/application/confirmer`, { code: code() })).status).toBe(200);
  expect((await browser.get(start)).body).toContain('Un aidant vous accompagne par Aidants Connect');
  platform.clock.advance({ seconds: 30 });

  // A first step that is worth one factor only: what it knew waits with it.
  const { resident } = await identity.resolve(browser.cookie('parvis_session'), undefined);
  const waiting = await completeSignIn(
    identity.parts,
    {
      owner: { hat: 'resident', id: resident?.accountId ?? '' },
      assurance: 'password',
      factors: ['password'],
      remembered: false,
      comeBackTo: start,
      federated: { provider: 'franceconnect', idToken: 'a.b.c', helper: helperIdp },
    },
    { ip: '192.0.2.1', userAgent: '' },
  );
  expect(waiting?.kind).toBe('second-factor');
  const again = world.counter.visitor();
  again.setCookie('parvis_pending', waiting?.kind === 'second-factor' ? waiting.pending : '');
  await again.get('/connexion/verification');
  expect((await again.post('/connexion/verification', { code: code() })).location).toBe(start);
  expect((await again.get(start)).body).toContain('Un aidant vous accompagne par Aidants Connect');

  const before = (await identity.resolve(again.cookie('parvis_session'), undefined)).resident;
  const presence = await renewPresence(identity.parts, before?.sessionHash ?? Buffer.alloc(0));
  again.setCookie('parvis_session', presence.kind === 'confirmed' ? presence.session.token : '');
  expect((await again.get(start)).body).toContain('Un aidant vous accompagne par Aidants Connect');
});

test('nobody is said to be helped who signed in alone', async () => {
  const browser = world.counter.visitor();
  const arrived = await signInWith(world.franceconnect, browser, 'resident', 'nom_d_usage');
  await browser.get(arrived.location ?? '');
  await browser.post(arrived.location ?? '', { email: 'pierre.seul@exemple.example' });
  expect((await browser.get(start)).body).not.toContain('Aidants Connect');
});
