import { expect, test } from 'vitest';
import { createAgent } from '#modules/identity/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import { testCounter } from '#tests/support/test-counter.ts';

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
  expect((await agent.post(`${own}/etat`, { act: 'remove' })).location).toBe(path);
  expect((await agent.get(own)).status).toBe(404);
});
