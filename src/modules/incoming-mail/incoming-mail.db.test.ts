import { afterAll, beforeAll, expect, test } from 'vitest';
import { hidden } from '#tests/security/ask.ts';
import { makeWorld, png, vernon, type World } from '#tests/security/world.ts';
import type { Visitor } from '#tests/support/test-counter.ts';

import { registerYear } from './domain/incoming-mail.ts';

let world: World;
let secretary: Visitor;
beforeAll(async () => {
  world = await makeWorld();
  secretary = await world.browser(world.people.agent);
}, 180_000);
afterAll(() => world?.close());

const typed = {
  'receivedOn-day': '3',
  'receivedOn-month': '11',
  'receivedOn-year': '2025',
  medium: 'registered',
  sender: 'Syndic de l’Europe',
  senderAddress: '12 rue d’Albufera\n27200 Vernon',
  subject: 'Éclairage de la cour Saint-Jean',
};

async function register(fields: Record<string, string> = {}): Promise<{ path: string; number: number }> {
  const key = hidden((await secretary.get('/agents/courrier/nouveau')).body, '_idempotency');
  const answer = await secretary.post('/agents/courrier/nouveau', { ...typed, _idempotency: key, ...fields });
  expect(answer.status).toBe(303);
  const path = answer.location ?? '';
  const number = /numéro (\d{4})-(\d{4})/.exec((await secretary.get(path)).body)?.[2];
  return { path, number: Number(number) };
}

test('numbers follow each other without a hole, whatever fails and however many register at once', async () => {
  const first = await register();
  expect((await secretary.post('/agents/courrier/nouveau', { ...typed, sender: '' })).status).toBe(422);
  const key = hidden((await secretary.get('/agents/courrier/nouveau')).body, '_idempotency');
  const clicks = await Promise.all(
    [1, 2, 3].map(() => secretary.post('/agents/courrier/nouveau', { ...typed, _idempotency: key })),
  );
  expect(clicks.map((click) => click.status)).toEqual([303, 303, 303]);
  expect(new Set(clicks.map((click) => click.location)).size).toBe(1);
  await Promise.all([1, 2, 3, 4].map((turn) => register({ sender: `Expéditeur ${turn}` })));
  const rows = await world.counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('incoming_mail')
      .select('number')
      .where('authority_id', '=', vernon)
      .where('number', '>=', first.number)
      .orderBy('number')
      .execute(),
  );
  expect(rows.map((row) => row.number)).toEqual(rows.map((_, index) => first.number + index));
  expect(rows).toHaveLength(6);
});

test('what is wrong is said at its field, and what was typed stays', async () => {
  const answer = await secretary.post('/agents/courrier/nouveau', {
    ...typed,
    'receivedOn-day': '31',
    'receivedOn-month': '2',
    medium: 'pigeon',
    'answerBy-day': '1',
    subject: '',
  });
  expect(answer.status).toBe(422);
  for (const words of [
    'Écrivez le jour où le courrier est arrivé',
    'Dites comment le courrier est arrivé',
    'Écrivez en quelques mots ce que demande ce courrier',
    'Écrivez une date qui existe',
    'Syndic de l’Europe',
    '12 rue d’Albufera',
  ]) {
    expect(answer.body).toContain(words);
  }
  const future = await secretary.post('/agents/courrier/nouveau', { ...typed, 'receivedOn-year': '2999' });
  expect(future.body).toContain('Ce jour n’est pas encore venu');
});

test('a letter is found by its number, and by the beginnings of words', async () => {
  const { number } = await register({ sender: 'Amicale des Cheminots', subject: 'Prêt de chaises pour la fête' });
  for (const words of [String(number), 'chemi chais', 'CHEMINOTS']) {
    expect((await secretary.get(`/agents/courrier?q=${encodeURIComponent(words)}`)).body).toContain('Prêt de chaises');
  }
  const none = await secretary.get(`/agents/courrier?q=${encodeURIComponent("!!! ' & |")}`);
  expect(none.status).toBe(200);
  expect(none.body).toContain('Aucun courrier ne correspond');
});

test('a scanned letter joins a dossier: its scan, its history, and once only', async () => {
  const { path, number } = await register({ sender: 'Jeanne Martin', subject: 'Suite de ma question' });
  await secretary.get(path);
  const scanned = await secretary.postFiles(`${path}/numerisation`, {}, [
    { field: 'scan', name: 'courrier.png', content: png },
  ]);
  expect(scanned.status).toBe(303);
  const dossier = await world.dossier('resident');
  const code = (
    await world.counter.platform.database.read([vernon], (tx) =>
      tx
        .selectFrom('dossiers')
        .select('code')
        .where('id', '=', dossier.path.split('/').at(-1) ?? '')
        .executeTakeFirst(),
    )
  )?.code;
  expect((await secretary.post(`${path}/dossier`, { code: '2222-2222-222' })).status).toBe(422);
  expect((await secretary.post(`${path}/dossier`, { code: code ?? '' })).status).toBe(303);
  expect((await secretary.post(`${path}/annulation`, { reason: 'Erreur' })).status).toBe(409);
  const page = (await secretary.get(dossier.agentPath)).body;
  expect(page).toContain(`n°\u00a0${registerYear(new Date())}-${String(number).padStart(4, '0')}`);
  expect(page).toContain('courrier.png');
  const other = await world.dossier('resident');
  const again = await secretary.post(`${path}/dossier`, { code: await codeOf(other.path) });
  expect(again.status).toBe(422);
  expect(again.body).toContain('déjà joint à un dossier');
});

async function codeOf(path: string): Promise<string> {
  const row = await world.counter.platform.database.read([vernon], (tx) =>
    tx
      .selectFrom('dossiers')
      .select('code')
      .where('id', '=', path.split('/').at(-1) ?? '')
      .executeTakeFirst(),
  );
  return row?.code ?? '';
}

test('a correction keeps what was there; a cancelled letter keeps its number and says why', async () => {
  const { path } = await register();
  await secretary.get(path);
  expect((await secretary.post(`${path}/correction`, { ...typed, sender: 'Syndic du Centre' })).status).toBe(303);
  const corrected = (await secretary.get(path)).body;
  expect(corrected).toContain('Syndic du Centre');
  expect(corrected).toContain('Avant\u00a0: Syndic de l’Europe');
  expect((await secretary.post(`${path}/annulation`, { reason: '' })).status).toBe(422);
  expect((await secretary.post(`${path}/annulation`, { reason: 'Enregistré deux fois' })).status).toBe(303);
  const cancelled = (await secretary.get(path)).body;
  expect(cancelled).toContain('Enregistré deux fois');
  expect(cancelled).not.toContain('/dossier"');
  const year = registerYear(new Date());
  const register_ = await secretary.get(`/agents/courrier/registre/${year}`);
  expect(register_.body).toContain('Syndic du Centre');
  expect(register_.body).toContain('Annulé');
});
