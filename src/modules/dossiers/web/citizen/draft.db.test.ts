import { afterAll, beforeAll, expect, test } from 'vitest';
import { pngOf } from '#tests/support/png.ts';
import { type Answer, type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { expireDrafts } from '../../usecases/expire-drafts.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
}, 180_000);
afterAll(() => counter?.close());

const start = '/vernon/demarches/panne-eclairage-public/commencer';
const vernon = 'C27681';

const fault = { fault: 'out', danger: 'no', details: 'Depuis lundi' };
const place = {
  'place_address-street': '12 rue d’Albuféra',
  'place_address-postcode': '27200',
  'place_address-city': 'Vernon',
};
const contact = { email: 'voisin@example.fr' };

function hidden(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
}

/** The first page sent: the address of the second one. */
async function begin(visitor: Visitor): Promise<{ draft: string; answer: Answer }> {
  const page = await visitor.get(start);
  const answer = await visitor.post(start, { ...fault, _idempotency: hidden(page.body, '_idempotency') });
  return { draft: (answer.location ?? '').replace(/\/place$/, ''), answer };
}

async function fillIn(visitor: Visitor): Promise<string> {
  const { draft } = await begin(visitor);
  await visitor.post(`${draft}/place`, place);
  const checked = await visitor.post(`${draft}/contact`, contact);
  expect(checked.location).toBe(`${draft}/verifier`);
  return draft;
}

test('several pages: one at a time, checked, sent once', async () => {
  const visitor = counter.visitor();
  const { draft, answer } = await begin(visitor);
  expect(answer.location).toMatch(/^\/vernon\/brouillons\/[0-9a-f-]{36}\/place$/);
  expect((await visitor.get(`${draft}/place`)).body).toContain('Étape 2 sur 4');
  expect((await visitor.get(`${draft}/contact`)).location).toBe(`${draft}/place`);
  expect((await visitor.get(`${draft}/verifier`)).location).toBe(`${draft}/place`);
  expect((await visitor.post(`${draft}/place`, { ...place, 'place_address-postcode': '99' })).status).toBe(422);
  expect((await visitor.post(`${draft}/place`, place)).location).toBe(`${draft}/contact`);
  expect((await visitor.post(`${draft}/contact`, contact)).location).toBe(`${draft}/verifier`);
  const check = await visitor.get(`${draft}/verifier`);
  expect(check.body).toContain('Depuis lundi');
  expect(check.body).toContain(`${draft}/fault?retour=verifier`);
  const sent = await Promise.all([visitor.post(`${draft}/verifier`), visitor.post(`${draft}/verifier`)]);
  expect(sent[0]?.location).toMatch(/\/recu$/);
  expect(sent[1]?.location).toBe(sent[0]?.location);
  expect((await visitor.post(`${draft}/verifier`)).location).toBe(sent[0]?.location);
  expect((await visitor.get(`${draft}/fault`)).status).toBe(404);
});

test('a change from the check comes back to it', async () => {
  const visitor = counter.visitor();
  const draft = await fillIn(visitor);
  await visitor.get(`${draft}/fault?retour=verifier`);
  const changed = await visitor.post(`${draft}/fault?retour=verifier`, { ...fault, details: 'Depuis mardi' });
  expect(changed.location).toBe(`${draft}/verifier`);
  expect((await visitor.get(`${draft}/verifier`)).body).toContain('Depuis mardi');
});

test('two windows: other pages merge, the same page is never replaced unseen', async () => {
  const visitor = counter.visitor();
  const draft = await fillIn(visitor);
  const first = hidden((await visitor.get(`${draft}/fault`)).body, '_mark');
  const second = hidden((await visitor.get(`${draft}/fault`)).body, '_mark');
  const other = hidden((await visitor.get(`${draft}/contact`)).body, '_mark');
  expect((await visitor.post(`${draft}/fault`, { ...fault, details: 'Première fenêtre', _mark: first })).status).toBe(
    303,
  );
  const stopped = await visitor.post(`${draft}/fault`, { ...fault, details: 'Seconde fenêtre', _mark: second });
  expect(stopped.status).toBe(409);
  expect(stopped.body).toContain('Seconde fenêtre');
  expect((await visitor.get(`${draft}/fault`)).body).toContain('Première fenêtre');
  const replaced = await visitor.post(`${draft}/fault`, {
    ...fault,
    details: 'Seconde fenêtre',
    _mark: hidden(stopped.body, '_mark'),
  });
  expect(replaced.status).toBe(303);
  expect((await visitor.post(`${draft}/contact`, { email: 'autre@example.fr', _mark: other })).status).toBe(303);
  const check = await visitor.get(`${draft}/verifier`);
  expect(check.body).toContain('Seconde fenêtre');
  expect(check.body).toContain('autre@example.fr');
});

test('a draft is its browser’s: anybody else, any other counter, any other address get 404', async () => {
  const owner = counter.visitor();
  const draft = await fillIn(owner);
  const stranger = counter.visitor();
  await stranger.get('/suivi');
  for (const part of ['', '/fault', '/verifier', '/plus-tard'])
    expect((await stranger.get(draft + part)).status).toBe(404);
  for (const part of ['/fault', '/verifier', '/plus-tard', '/effacer']) {
    expect((await stranger.post(draft + part, { ...fault, email: 'x@example.fr' })).status).toBe(404);
  }
  expect((await owner.get(draft.replace('/vernon/', '/saint-marcel/'))).status).toBe(404);
  expect((await owner.get(`${draft}/no-such-page`)).status).toBe(404);
  expect((await owner.get('/vernon/brouillons/not-an-id/fault')).status).toBe(404);
  expect((await owner.get('/vernon/demarches/no-such-procedure/commencer')).status).toBe(404);
  expect((await owner.get(`${draft}/verifier`)).status).toBe(200);
});

test('continue later keeps what is half typed; the link opens the draft on another device, by a button only', async () => {
  const visitor = counter.visitor();
  const { draft } = await begin(visitor);
  const later = await visitor.post(`${draft}/place`, { 'place_address-street': 'rue du Pont', _later: '1' });
  expect(later.location).toBe(`${draft}/plus-tard`);
  expect((await visitor.post(`${draft}/plus-tard`, { email: 'pas une adresse' })).status).toBe(422);
  expect((await visitor.post(`${draft}/plus-tard`, { email: 'reprise@example.fr' })).status).toBe(303);
  await counter.runJobs();
  const mail = counter.platform.mail.sent.find((one) => one.to === 'reprise@example.fr');
  const link = /\/reprendre\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const elsewhere = counter.visitor();
  expect((await elsewhere.get(link)).body).toContain('Reprendre sur cet appareil');
  expect((await elsewhere.get(draft)).status).toBe(404);
  expect((await elsewhere.get(`${link}x`)).status).toBe(404);
  await elsewhere.get(link);
  expect((await elsewhere.post(link)).location).toBe(draft);
  expect((await elsewhere.get(draft)).location).toBe(`${draft}/place`);
});

test('a draft left too long says so, then is erased', async () => {
  const visitor = counter.visitor();
  const draft = await fillIn(visitor);
  counter.platform.clock.advance({ days: 31 });
  try {
    const gone = await visitor.get(`${draft}/verifier`);
    expect(gone.status).toBe(410);
    expect(gone.body).toContain('a expiré');
    const now = new Date(counter.platform.clock.now().epochMilliseconds);
    expect(await expireDrafts(counter.parts, vernon, now)).toBeGreaterThan(0);
    expect((await visitor.get(`${draft}/verifier`)).status).toBe(404);
  } finally {
    counter.platform.clock.advance({ days: -31 });
  }
});

test('a draft is erased at its owner’s request', async () => {
  const visitor = counter.visitor();
  const draft = await fillIn(visitor);
  await visitor.get(`${draft}/plus-tard`);
  expect((await visitor.post(`${draft}/effacer`)).status).toBe(303);
  expect((await visitor.get(draft)).status).toBe(404);
});

test('pages posted directly are kept, and the one left out is asked for before sending', async () => {
  const visitor = counter.visitor();
  const { draft } = await begin(visitor);
  expect((await visitor.post(`${draft}/contact`, contact)).status).toBe(303);
  expect((await visitor.post(`${draft}/verifier`)).location).toMatch(/\/place\?incomplet=1$/);
  expect((await visitor.post(`${draft}/place`, place)).status).toBe(303);
  expect((await visitor.get(`${draft}/verifier`)).status).toBe(200);
});

test('going back to the first page after sending begins another request', async () => {
  const visitor = counter.visitor();
  const page = await visitor.get(start);
  const key = hidden(page.body, '_idempotency');
  const first = await visitor.post(start, { ...fault, _idempotency: key });
  const draft = (first.location ?? '').replace(/\/place$/, '');
  await visitor.post(`${draft}/place`, place);
  await visitor.post(`${draft}/contact`, contact);
  const sent = await visitor.post(`${draft}/verifier`);
  const second = await visitor.post(start, { ...fault, details: 'Une autre panne', _idempotency: key });
  expect(second.location).not.toBe(first.location);
  const other = (second.location ?? '').replace(/\/place$/, '');
  await visitor.post(`${other}/place`, place);
  await visitor.post(`${other}/contact`, contact);
  expect((await visitor.post(`${other}/verifier`)).location).not.toBe(sent.location);
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a file that is sent again by whoever heard nothing is there once, even where no more is taken', async () => {
  const visitor = counter.visitor();
  const { draft } = await begin(visitor);
  const send = (content: Buffer, name: string) =>
    visitor.postFiles(`${draft}/fichiers?page=place&champ=photos`, {}, [{ field: 'file', name, content }]);
  const pictures = [1, 2, 3].map((n) => pngOf(n, n));
  const idOf = (answer: { body: string }) => (JSON.parse(answer.body) as { id?: string }).id;
  const ids: (string | undefined)[] = [];
  // Both are on their way at the same time; neither knows of the other when it is read.
  const [one, same] = await Promise.all([send(pictures[0] as Buffer, 'a.png'), send(pictures[0] as Buffer, 'a.png')]);
  expect(idOf(one)).toBe(idOf(same));
  ids.push(idOf(one));
  for (const [n, picture] of pictures.slice(1).entries()) ids.push(idOf(await send(picture, `${n}.png`)));
  expect(new Set(ids).size).toBe(3);
  expect(idOf(await send(pictures[1] as Buffer, 'autre-nom.png'))).toBe(ids[1]);
  const fourth = await send(pngOf(4, 4), 'd.png');
  expect(fourth.status).toBe(422);
  expect(fourth.body).toContain('fichiers au plus');
  // The page itself with its files, one of them twice; then all of them again, as by the button for going back.
  const browser = counter.visitor();
  const other = await begin(browser);
  const file = (n: number) => ({ field: 'photos', name: `${n}.png`, content: pictures[n] as Buffer });
  for (const files of [
    [file(0), file(0), file(1)],
    [file(0), file(1), file(2)],
    [file(2), file(1), file(0)],
  ]) {
    const sent = await browser.postFiles(`${other.draft}/place`, { ...place }, files);
    expect(sent.status).toBe(303);
  }
  const page = (await browser.get(`${other.draft}/place`)).body;
  expect(page.match(/name="__remove-document:photos" value="[0-9a-f-]{36}"/g)).toHaveLength(3);
});

test('a file sent while the page is filled in is there at the next step, and can be removed', async () => {
  const visitor = counter.visitor();
  const { draft } = await begin(visitor);
  await visitor.get(`${draft}/place`);
  const upload = (field: string, content: Buffer, name = 'lampe.png') =>
    visitor.postFiles(`${draft}/fichiers?page=place&champ=${field}`, {}, [{ field: 'file', name, content }]);
  const stored = JSON.parse((await upload('photos', png)).body) as { id: string; name: string; href: string };
  expect(stored.name).toBe('lampe.png');
  expect((await visitor.get(stored.href)).raw.equals(png)).toBe(true);
  expect((await counter.visitor().get(stored.href)).status).toBe(404);
  const refused = await upload('photos', Buffer.from('<html></html>'), 'faux.png');
  expect(refused.status).toBe(422);
  expect(JSON.parse(refused.body)).toHaveProperty('error');
  expect((await upload('nowhere', png)).status).toBe(404);
  expect((await visitor.post(`${draft}/place`, place)).status).toBe(303);
  await visitor.post(`${draft}/contact`, contact);
  expect((await visitor.get(`${draft}/verifier`)).body).toContain('lampe.png');
  const page = await visitor.get(`${draft}/place`);
  const remove = /name="(__remove-document:photos)" value="([^"]+)"/.exec(page.body) ?? [];
  expect(remove[2]).toBe(stored.id);
  const without = await visitor.post(`${draft}/place`, { ...place, [remove[1] ?? '']: stored.id, photos: stored.id });
  expect(without.status).toBe(200);
  expect(without.body).not.toContain('lampe.png');
  expect((await visitor.post(`${draft}/place`, place)).status).toBe(303);
  expect((await visitor.get(`${draft}/verifier`)).body).not.toContain('lampe.png');
  expect((await visitor.get(stored.href)).status).toBe(404);
});
