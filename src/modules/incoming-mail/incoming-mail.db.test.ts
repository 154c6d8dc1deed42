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

/** The register of a year as it is downloaded: the cells of each line, without the first line. */
async function registerOf(year: number, reader = secretary): Promise<string[][]> {
  const { body } = await reader.get(`/agents/courrier/registre/${year}`);
  return body
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(';'));
}

test('the register of a year has every number once and in order, cancelled ones too; the next year begins at one', async () => {
  const { clock } = world.counter.platform;
  const leader = await world.browser(world.people['team leader']);
  const here = clock.now().toZonedDateTimeISO('Europe/Paris');
  const numbered = (year: number, count: number) =>
    Array.from({ length: count }, (_, index) => `${year}-${String(index + 1).padStart(4, '0')}`);
  const before = (await registerOf(here.year)).length;
  // Two who open the post at once, each with a pile, one of whom cancels as they go.
  const pile = async (who: Visitor) => {
    for (let turn = 0; turn < 5; turn += 1) {
      const key = hidden((await who.get('/agents/courrier/nouveau')).body, '_idempotency');
      const { location } = await who.post('/agents/courrier/nouveau', { ...typed, _idempotency: key });
      if (turn % 2 === 1) await who.post(`${location}/annulation`, { reason: 'Publicité' });
    }
  };
  await Promise.all([pile(secretary), pile(leader)]);
  const lines = await registerOf(here.year);
  expect(lines.map(([number]) => number)).toEqual(numbered(here.year, before + 10));
  expect(lines.slice(before).filter((cells) => cells.includes('Annulé'))).toHaveLength(4);

  const inThisYear = secretary;
  clock.set(`${here.year}-12-31T23:59:30+01:00`);
  secretary = await world.browser(world.people.agent);
  await register({ sender: 'Le dernier de l’année' });
  clock.advance({ minutes: 1 });
  const first = await register({ sender: 'Le premier de l’année' });
  expect(first.number).toBe(1);
  expect((await registerOf(here.year)).at(-1)).toContain('Le dernier de l’année');
  expect((await registerOf(here.year + 1)).map(([number]) => number)).toEqual(numbered(here.year + 1, 1));
  // Each authority has its own.
  const elsewhere = await world.browser(world.people['administrator of another authority']);
  expect((await elsewhere.get(`/agents/courrier/registre/${here.year}`)).status).toBe(404);
  clock.set(here.toString());
  secretary = inThisYear;
});

/** A PDF of scanned pages, each an image of so many bytes as a scanner in black and white makes them. */
function scanOf(pages: number, bytesOfAPage: number): Buffer {
  const objects: Buffer[] = [];
  const write = (body: string, stream?: Buffer) => {
    const head = `${objects.length + 1} 0 obj\n${body}\n`;
    objects.push(
      stream === undefined
        ? Buffer.from(`${head}endobj\n`)
        : Buffer.concat([Buffer.from(`${head}stream\n`), stream, Buffer.from('\nendstream\nendobj\n')]),
    );
  };
  const kids = Array.from({ length: pages }, (_, index) => `${3 + 2 * index} 0 R`).join(' ');
  write('<< /Type /Catalog /Pages 2 0 R >>');
  write(`<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`);
  for (let index = 0; index < pages; index += 1) {
    const image = `<< /XObject << /Im0 ${4 + 2 * index} 0 R >> >>`;
    write(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${image} >>`);
    const format = '/Width 1654 /Height 2339 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode';
    const dots = Buffer.alloc(bytesOfAPage, index % 251);
    write(`<< /Type /XObject /Subtype /Image ${format} /Length ${dots.length} >>`, dots);
  }
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), ...objects, Buffer.from('trailer << /Root 1 0 R >>\n%%EOF\n')]);
}

test('a scan of 300 pages is kept whole and follows its letter; one that is too heavy says what to do', async () => {
  const { path } = await register({ sender: 'Cabinet d’architectes', subject: 'Permis, 300 pages' });
  await secretary.get(path);
  const whole = scanOf(300, 60_000);
  expect(whole.length).toBeGreaterThan(18_000_000);
  const scan = (content: Buffer) =>
    secretary.postFiles(`${path}/numerisation`, {}, [{ field: 'scan', name: 'permis.pdf', content }]);
  expect((await scan(whole)).status).toBe(303);
  const heavy = await scan(scanOf(300, 70_000));
  expect(heavy.status).toBe(422);
  expect(heavy.body).toContain('La numérisation dépasse 20\u00a0Mo. Numérisez en noir et blanc');

  const page = (await secretary.get(path)).body;
  const links = [...page.matchAll(/href="([^"]+\/documents\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(links).toHaveLength(1);
  expect((await secretary.get(links[0] ?? '')).raw.equals(whole)).toBe(true);
  const dossier = await world.dossier('resident');
  expect((await secretary.post(`${path}/dossier`, { code: await codeOf(dossier.path) })).status).toBe(303);
  const shown = (await secretary.get(dossier.agentPath)).body;
  const joined = new RegExp(`href="(${dossier.agentPath}/pieces/[^"]+)"[^>]*>[^<]*permis\\.pdf`).exec(shown)?.[1];
  expect((await secretary.get(joined ?? 'no link')).raw.equals(whole)).toBe(true);
  const register_ = await registerOf(registerYear(new Date(world.counter.platform.clock.now().epochMilliseconds)));
  const code = await codeOf(dossier.path);
  expect(register_.at(-1)?.at(-1)?.replaceAll('-', '')).toBe(code);
}, 60_000);
