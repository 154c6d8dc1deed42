import { afterAll, beforeAll, expect, test } from 'vitest';
import { hidden } from '#tests/security/ask.ts';
import { makeWorld, png, vernon, type World } from '#tests/security/world.ts';
import type { Visitor } from '#tests/support/test-counter.ts';

let world: World;
let secretary: Visitor;
beforeAll(async () => {
  world = await makeWorld();
  secretary = await world.browser(world.people.agent);
}, 180_000);
afterAll(() => world?.close());

async function letter(): Promise<string> {
  const key = hidden((await secretary.get('/agents/courrier/nouveau')).body, '_idempotency');
  const answer = await secretary.post('/agents/courrier/nouveau', {
    'receivedOn-day': '16',
    'receivedOn-month': '11',
    'receivedOn-year': '2026',
    medium: 'post',
    sender: 'Jeanne Martin',
    subject: 'Question sur les déchets verts',
    _idempotency: key,
  });
  const path = answer.location ?? '';
  await secretary.get(path);
  await secretary.postFiles(`${path}/numerisation`, {}, [{ field: 'scan', name: 'lettre.png', content: png }]);
  return path;
}

/** Fills in the one long page of a question. */
async function fill(long: string, fields: Record<string, string> = {}) {
  const page = (await secretary.get(long)).body;
  return secretary.postFiles(
    long,
    {
      _shown: 'message',
      '_mark.message': hidden(page, '_mark.message'),
      subject: 'other',
      message: 'Où déposer les déchets verts ?',
      given_names: 'Jeanne',
      family_name: 'Martin',
      email: '',
      phone: '',
      ...fields,
    },
    [],
  );
}

test('a letter opens a request: the clock runs from its arrival, its scans follow, the register says so', async () => {
  const path = await letter();
  const opening = await secretary.get(`${path}/demande`);
  const key = hidden(opening.body, '_idempotency');
  expect(opening.body).toContain('16 novembre 2026');
  expect((await secretary.post(`${path}/demande`, { _idempotency: key })).status).toBe(422);
  const begun = await secretary.post(`${path}/demande`, {
    procedure: 'question',
    givenNames: 'Jeanne',
    familyName: 'Martin',
    _idempotency: key,
  });
  expect(begun.location).toMatch(/\/tout$/);
  // Whoever comes back to the letter goes on with it.
  expect((await secretary.get(`${path}/demande`)).location).toContain('/brouillons/');
  const wrong = await fill(begun.location ?? '', { message: '' });
  expect(wrong.status).toBe(422);
  const filled = await fill(begun.location ?? '');
  expect(filled.location).toMatch(/\/verifier$/);
  const check = (await secretary.get(filled.location ?? '')).body;
  expect(check).toContain('Où déposer les déchets verts');
  expect((await secretary.post(filled.location ?? '')).location).toBe(path);
  expect((await secretary.post(filled.location ?? '')).status).toBe(303);
  const id = path.split('/').at(-1) ?? '';
  const dossier = await world.counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossiers as d')
      .innerJoin('incoming_mail as m', 'm.dossier_id', 'd.id')
      .select(['d.id', 'd.channel', 'd.submitted_at', 'd.due_on'])
      .where('m.id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  expect(dossier.channel).toBe('letter');
  expect(dossier.submitted_at.toISOString()).toBe('2026-11-16T11:00:00.000Z');
  // Ten working days after Monday 16 November 2026.
  expect(dossier.due_on).toBe('2026-11-30');
  const documents = await world.counter.platform.database.read([vernon], (tx) =>
    world.counter.documents.listOfDossier(tx, vernon, dossier.id),
  );
  expect(documents.map(({ name }) => name)).toContain('lettre.png');
  await world.counter.runJobs();
  const shown = await secretary.get(path);
  expect(shown.body).toContain('Imprimer l’accusé de réception');
  const pdf = await secretary.get(`${path}/accuse.pdf`);
  expect(pdf.raw.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect((await secretary.get(`${path}/demande`)).status).toBe(409);
});

test('the person on the phone chooses paper: nothing is sent to the address that they gave', async () => {
  const begin = (await secretary.get('/agents/guichet/vernon/question-a-la-mairie')).body;
  const begun = await secretary.post('/agents/guichet/vernon/question-a-la-mairie', {
    channel: 'phone',
    familyName: 'Durand',
    email: 'durand@exemple.fr',
    _idempotency: hidden(begin, '_idempotency'),
  });
  const before = world.counter.platform.mail.sent.length;
  const filled = await fill(begun.location ?? '', {
    given_names: 'Luc',
    family_name: 'Durand',
    email: 'durand@exemple.fr',
  });
  expect(filled.location).toMatch(/\/verifier$/);
  expect((await secretary.get(filled.location ?? '')).body).toContain('Par e-mail à durand@exemple.fr');
  expect((await secretary.post(filled.location ?? '', { acknowledge: 'paper' })).status).toBe(303);
  await world.counter.runJobs();
  expect(world.counter.platform.mail.sent.length).toBe(before);
});

test('on the long page, answers make other questions appear, with a button and without a script', async () => {
  const adopted = await world.counter.catalogue.findAdopted(vernon, 'street-light');
  const path = `/agents/guichet/vernon/${adopted?.procedure.slug}`;
  const begun = await secretary.post(path, {
    channel: 'counter',
    familyName: 'Durand',
    _idempotency: hidden((await secretary.get(path)).body, '_idempotency'),
  });
  const long = begun.location ?? '';
  const page = (await secretary.get(long)).body;
  const shown = [...page.matchAll(/name="_shown" value="([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(shown.length).toBeGreaterThan(1);
  const marks = Object.fromEntries(shown.map((id) => [`_mark.${id}`, hidden(page, `_mark.${id}`)]));
  const refreshed = await secretary.postFiles(
    long,
    { _shown: shown, ...marks, _refresh: 'true', family_name: 'Kept' },
    [],
  );
  expect(refreshed.status).toBe(200);
  expect(refreshed.body).toContain('Kept');
  expect(refreshed.body).not.toContain('govuk-error-summary');
  const sent = await secretary.postFiles(long, { _shown: shown, ...marks, family_name: 'Kept' }, []);
  expect([409, 422]).toContain(sent.status);
});
