import { expect, test } from 'vitest';
import { createAccount, createAgent } from '#modules/identity/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import { testCounter } from '#tests/support/test-counter.ts';
import { createSite } from './usecases/manage-sites.ts';

const agglomeration = 'E200072312';
const path = '/agents/administration/sites-connectes';

test('the administrator of the territory connects a site; the secret is shown once, changed, and the site suspended', async () => {
  const counter = await testCounter();
  const { platform } = counter;
  const agentId = await createAgent(platform, {
    email: 'direction@agglomeration.example',
    name: 'Inès Caron',
    password: 'quatre mots sans lien lavande tracteur',
    roles: [{ authorityId: agglomeration, role: 'administrator' }],
    teams: [],
  });
  const token = newToken();
  await platform.database.open
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      agent_id: agentId,
      authority_id: agglomeration,
      factors: ['password', 'totp'],
      expires_at: new Date(platform.clock.now().epochMilliseconds + 3600_000),
    })
    .execute();
  const agent = counter.visitor();
  agent.setCookie('parvis_agent', token);
  expect((await agent.get(path)).body).toContain('Aucun site n’est connecté');
  await agent.get(`${path}/nouveau`);
  const wrong = await agent.post(`${path}/nouveau`, { 'redirect-uris': 'http://ailleurs.example/', scopes: 'email' });
  expect(wrong.status).toBe(422);
  for (const said of [
    'Indiquez le nom du site',
    'doit commencer par https',
    'Choisissez la collectivité',
    'Dites pourquoi',
  ])
    expect(wrong.body).toContain(said);
  const made = await agent.post(`${path}/nouveau`, {
    authority: agglomeration,
    name: 'Piscine <b>',
    purpose: 'Acheter des entrées.',
    'privacy-url': 'https://piscine.example/donnees',
    'redirect-uris': 'https://piscine.example/retour',
    scopes: 'email',
    'reason-email': 'Pour envoyer les billets',
    'auth-method': 'client_secret_basic',
  });
  expect(made.status).toBe(200);
  expect(made.headers['cache-control']).toContain('no-store');
  const secret = /<code id="secret">([\w-]{43})</.exec(made.body)?.[1] ?? '';
  const own = new RegExp(`${path}/[0-9a-f-]{36}`).exec(made.body)?.[0] ?? '';
  const shown = await agent.get(own);
  expect(secret).not.toBe('');
  expect(shown.body).not.toContain(secret);
  expect(shown.body).toContain('Piscine &lt;b>');
  const again = await agent.post(`${own}/secret`);
  expect(/<code id="secret">([\w-]{43})</.exec(again.body)?.[1]).not.toBe(secret);
  expect((await agent.get(own)).body).toContain('L’ancien est encore accepté');
  expect((await agent.post(`${own}/etat`, { act: 'suspend' })).location).toBe(own);
  const after = await agent.get(own);
  for (const said of ['Suspendu', 'Secret changé', 'Connecté', 'Inès Caron']) expect(after.body).toContain(said);
  expect((await agent.post(`${own}/etat`, { act: 'remove' })).location, 'not without a confirmation').toBe(own);
  expect((await agent.get(own)).status).toBe(200);

  // English is added to what was said in French: it is kept, and nobody's agreement is asked again for it.
  const said = {
    name: 'Piscine <b>',
    purpose: 'Acheter des entrées.',
    'privacy-url': 'https://piscine.example/donnees',
    'redirect-uris': 'https://piscine.example/retour',
    scopes: 'email',
    'reason-email': 'Pour envoyer les billets',
    'auth-method': 'client_secret_basic',
  };
  const terms = async () =>
    (await platform.database.open.selectFrom('sso_sites').select('terms_at').executeTakeFirstOrThrow()).terms_at;
  const first = await terms();
  counter.platform.clock.advance({ minutes: 1 });
  const english = { 'purpose-en': 'Buy tickets.', 'reason-email-en': 'To send the tickets' };
  expect((await agent.post(own, { ...said, ...english })).location).toBe(own);
  expect((await agent.get(own)).body).toMatch(/Buy tickets\..*value="To send the tickets"/s);
  expect(await terms()).toEqual(first);
  await agent.post(own, { ...said, ...english, 'purpose-en': 'Buy tickets and swimsuits.' });
  expect(await terms()).not.toEqual(first);

  // Two residents agreed: the page says how many lose what, and leaves them what they have until it is confirmed.
  const siteId = own.split('/').at(-1) ?? '';
  for (const email of ['a@exemple.fr', 'b@exemple.fr']) {
    const accountId = await createAccount(platform, { email, password: 'quatre mots sans lien lavande' });
    const at = new Date(platform.clock.now().epochMilliseconds);
    await platform.database.open
      .insertInto('sso_consents')
      .values({ account_id: accountId, site_id: siteId, scopes: ['openid'], given_at: at, used_at: at })
      .execute();
  }
  const consents = () =>
    platform.database.open.selectFrom('sso_consents').select('account_id').where('site_id', '=', siteId).execute();
  const confirm = await agent.get(`${own}/retirer`);
  for (const said of ['2 usagers se connectent', 'Ce que les usagers perdent', 'Garder ce site'])
    expect(confirm.body).toContain(said);
  expect(await consents()).toHaveLength(2);
  expect((await agent.post(`${own}/retirer`)).location).toBe(path);
  expect((await agent.get(own)).status).toBe(404);
  expect(await consents()).toEqual([]);

  // Undone: the same site, whose residents are asked again.
  expect((await agent.get(path)).body).toContain('Rétablir Piscine &lt;b>');
  expect((await agent.post(`${own}/retablir`)).location).toBe(own);
  const restored = await agent.get(own);
  expect(restored.body).toContain('Rétabli');
  expect(restored.body).toContain(siteId);
  expect(await consents()).toEqual([]);
  expect((await agent.post(`${own}/retablir`)).status, 'a site that is there is not restored').toBe(404);

  // Not onto a host that another site has taken meanwhile.
  await agent.get(`${own}/retirer`);
  await agent.post(`${own}/retirer`);
  await createSite(counter.singleSignOn.parts, { agentId: undefined, name: 'Essai' }, agglomeration, {
    name: 'Patinoire',
    purpose: 'Réserver.',
    privacyUrl: 'https://piscine.example/autres',
    redirectUris: ['https://piscine.example/ailleurs'],
    postLogoutRedirectUris: [],
    backchannelLogoutUri: undefined,
    scopes: {},
    authMethod: 'client_secret_basic',
  });
  expect((await agent.post(`${own}/retablir`)).location).toBe(path);
  expect((await agent.get(path)).body).toContain('un autre site connecté a pris son nom de domaine');
  expect((await agent.get(own)).status).toBe(404);
});
