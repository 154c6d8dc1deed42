import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FederatedCounter, federatedCounter } from './federated-counter.ts';

let world: FederatedCounter;
beforeAll(async () => {
  world = await federatedCounter();
  world.franceconnect.behave('down');
  world.proconnect.behave('down');
}, 120_000);
afterAll(() => world?.close());

test.each([
  ['/connexion', '/connexion/franceconnect', 'FranceConnect'],
  ['/agents/connexion', '/agents/connexion/proconnect', 'ProConnect'],
])('%s works while its provider is down, and says so to who presses its button', async (page, start, name) => {
  const browser = world.counter.visitor();
  const before = await browser.get(page);
  expect(before.status).toBe(200);
  expect(before.body).toContain(`S’identifier avec ${name}`);
  const answer = await browser.post(start);
  expect(answer.status).toBe(503);
  expect(answer.body).toContain(`${name} ne répond pas pour le moment`);
  expect(answer.body).toContain(`href="${page}?suite=`);
  expect((await browser.get(page)).body).toContain('id="password"');
});

test('in English too', async () => {
  const browser = world.counter.visitor();
  expect((await browser.get('/connexion?lang=en')).body).toContain('Sign in with FranceConnect');
  const answer = await browser.post('/connexion/franceconnect');
  expect(answer.body).toContain('FranceConnect does not answer at the moment');
});
