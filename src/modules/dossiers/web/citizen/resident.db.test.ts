import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
}, 180_000);
afterAll(() => counter?.close());

const question = '/vernon/demarches/question-a-la-mairie/commencer';
const light = '/vernon/demarches/panne-eclairage-public/commencer';

/** A browser in which a person with an account is signed in. */
async function resident(email: string): Promise<Visitor> {
  const { open } = counter.platform.database;
  const now = new Date(counter.platform.clock.now().epochMilliseconds);
  const id = newId();
  await open
    .insertInto('accounts')
    .values({ id, email, email_verified_at: now, given_names: 'Inès', family_name: 'Caron' })
    .execute();
  const token = newToken();
  const expires = new Date(now.getTime() + 3600_000);
  await open
    .insertInto('sessions')
    .values({ token_hash: sha256(token), account_id: id, created_at: now, seen_at: now, expires_at: expires })
    .execute();
  const visitor = counter.visitor();
  visitor.setCookie('parvis_session', token);
  return visitor;
}

function hidden(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
}

async function fileQuestion(visitor: Visitor): Promise<string> {
  const page = await visitor.get(question);
  const sent = await visitor.post(question, {
    subject: 'services',
    message: 'Une question bien assez longue',
    given_names: 'Inès',
    family_name: 'Caron',
    email: 'ines@example.fr',
    _idempotency: hidden(page.body, '_idempotency'),
  });
  expect(sent.status).toBe(303);
  return sent.location ?? '';
}

test('what the account knows is filled in, and the page says where it comes from', async () => {
  const ines = await resident('ines@example.fr');
  const page = await ines.get(question);
  expect(page.body).toContain('value="Inès"');
  expect(page.body).toContain('value="ines@example.fr"');
  expect(page.body).toMatch(/votre compte|votre espace|votre profil/i);
  expect((await counter.visitor().get(question)).body).not.toContain('Inès');
});

test('a request made signed in is in the space of its account, and closes with the session', async () => {
  const ines = await resident('ines2@example.fr');
  const receipt = await fileQuestion(ines);
  expect((await ines.get(receipt)).body).toContain('/mon-espace');
  const path = receipt.replace('/recu', '');
  expect((await ines.get('/mon-espace')).body).toContain(path);
  expect((await ines.get('/mon-espace/dossiers')).body).toContain(path);
  const other = await resident('other@example.fr');
  expect((await other.get(path)).status).toBe(404);
  expect((await other.get('/mon-espace')).body).not.toContain(path);
  ines.setCookie('parvis_session', newToken());
  expect((await ines.get(path)).status).toBe(404);
  expect((await ines.get('/mon-espace')).location).toMatch(/^\/connexion/);
});

test('a draft begun signed in is found in the space; one begun before becomes the account’s', async () => {
  const ines = await resident('ines3@example.fr');
  const page = await ines.get(light);
  const first = await ines.post(light, { fault: 'out', danger: 'no', _idempotency: hidden(page.body, '_idempotency') });
  const draft = (first.location ?? '').replace(/\/place$/, '');
  expect((await ines.get('/mon-espace')).body).toContain(draft);
  expect((await (await resident('other3@example.fr')).get(draft)).status).toBe(404);

  const passing = counter.visitor();
  const blank = await passing.get(light);
  const begun = await passing.post(light, {
    fault: 'out',
    danger: 'no',
    _idempotency: hidden(blank.body, '_idempotency'),
  });
  const anonymous = (begun.location ?? '').replace(/\/place$/, '');
  const paul = await resident('paul@example.fr');
  passing.setCookie('parvis_session', paul.cookie('parvis_session') ?? '');
  await passing.get(`${anonymous}/fault`);
  expect((await passing.post(`${anonymous}/fault`, { fault: 'out', danger: 'no' })).status).toBe(303);
  expect((await paul.get('/mon-espace')).body).toContain(anonymous);
  passing.setCookie('parvis_session', newToken());
  expect((await passing.get(anonymous)).status).toBe(404);
});

test('a request made without an account is offered to the account that signs in on the same device', async () => {
  const visitor = counter.visitor();
  const receipt = await fileQuestion(visitor);
  const lea = await resident('lea@example.fr');
  visitor.setCookie('parvis_session', lea.cookie('parvis_session') ?? '');
  expect((await visitor.get('/mon-espace')).body).toContain('/mon-espace/rattacher');
  const offer = await visitor.get('/mon-espace/rattacher');
  expect(offer.body).toContain(receipt.replace('/recu', ''));
  expect((await visitor.post('/mon-espace/rattacher', { code: '2222-2222-222' })).status).toBe(422);
  expect((await visitor.post('/mon-espace/rattacher', { all: '1' })).status).toBe(303);
  expect((await lea.get(receipt)).status).toBe(200);
  // On a shared computer, signing out closes what was claimed.
  visitor.setCookie('parvis_session', newToken());
  expect((await visitor.get(receipt)).status).toBe(404);
});

test('a code puts a request made elsewhere in the space', async () => {
  const visitor = counter.visitor();
  const page = await visitor.get(await fileQuestion(visitor));
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{3}/.exec(page.body)?.[0] ?? '';
  const max = await resident('max@example.fr');
  await max.get('/mon-espace/rattacher');
  expect((await max.post('/mon-espace/rattacher', { code })).location).toBe('/mon-espace');
  expect((await max.get('/mon-espace')).body).toContain(code);
  const second = await resident('second@example.fr');
  await second.get('/mon-espace/rattacher');
  expect((await second.post('/mon-espace/rattacher', { code })).status).toBe(422);
});
