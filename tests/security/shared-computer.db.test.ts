import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureDemonstrationPeople } from '#app/demonstration/index.ts';
import { demonstrationPassword, demonstrationResident } from '#app/demonstration/sign-ins.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

let counter: TestCounter;

beforeAll(async () => {
  counter = await testCounter();
  await ensureDemonstrationPeople(counter);
});
afterAll(() => counter.close());

test('who signs out leaves nothing open: a request made before signing in is closed to the next person', async () => {
  const browser = counter.visitor();
  await browser.get('/vernon/demarches/question-a-la-mairie/commencer');
  const form = await browser.get('/vernon/demarches/question-a-la-mairie/commencer');
  const key = /name="_idempotency" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
  const sent = await browser.post('/vernon/demarches/question-a-la-mairie/commencer', {
    _idempotency: key,
    subject: 'streets',
    message: 'Bonjour, quand la rue sera-t-elle refaite ?',
    given_names: 'Jeanne',
    family_name: 'Martin',
    email: demonstrationResident.email,
  });
  const receipt = sent.location ?? '';
  expect(receipt).toContain('/recu');
  expect((await browser.get(receipt)).status).toBe(200);

  await browser.get('/connexion');
  const signedIn = await browser.post('/connexion', {
    email: demonstrationResident.email,
    password: demonstrationPassword,
  });
  expect(signedIn.status).toBe(303);
  await browser.get('/mon-espace');
  expect((await browser.post('/deconnexion')).status).toBe(303);

  expect((await browser.get(receipt)).status).toBe(404);
  expect((await browser.get(receipt.replace('/recu', ''))).status).toBe(404);
});
