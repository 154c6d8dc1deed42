import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import { verifyChain } from '../../domain/event-chain.ts';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
}, 180_000);
afterAll(() => counter?.close());

const start = '/vernon/demarches/question-a-la-mairie/commencer';
const vernon = 'C27681';

const answers = {
  subject: 'services',
  message: 'À quelle heure ouvre la mairie le samedi ?',
  given_names: 'Zoé',
  family_name: 'Martin',
  email: 'zoe.martin@example.fr',
};

function hidden(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
}

async function file(visitor: Visitor, fields: Record<string, string> = {}) {
  const page = await visitor.get(start);
  expect(page.status).toBe(200);
  return visitor.post(start, { ...answers, _idempotency: hidden(page.body, '_idempotency'), ...fields });
}

function count(table: 'dossiers' | 'drafts' | 'documents'): Promise<number> {
  return counter.platform.database.transaction([vernon], async (tx) => {
    const { n } = await tx.selectFrom(table).select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow();
    return n;
  });
}

test('one page: looking writes nothing, sending files, the receipt shows the code', async () => {
  const visitor = counter.visitor();
  const before = { dossiers: await count('dossiers'), drafts: await count('drafts') };
  await visitor.get(start);
  expect({ dossiers: await count('dossiers'), drafts: await count('drafts') }).toEqual(before);
  const sent = await file(visitor);
  expect(sent.status).toBe(303);
  expect(sent.location).toMatch(/^\/vernon\/dossiers\/[0-9a-f-]{36}\/recu$/);
  const receipt = await visitor.get(sent.location ?? '');
  expect(receipt.status).toBe(200);
  expect(receipt.body).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{3}/);
  expect(receipt.body).toContain('Votre demande est envoyée');
  expect(await count('dossiers')).toBe(before.dossiers + 1);
  expect(await count('drafts')).toBe(before.drafts);
});

test('a second click, also at the same time, finds the same dossier', async () => {
  const visitor = counter.visitor();
  const page = await visitor.get(start);
  const fields = { ...answers, _idempotency: hidden(page.body, '_idempotency') };
  const before = await count('dossiers');
  const sent = await Promise.all([
    visitor.post(start, fields),
    visitor.post(start, fields),
    visitor.post(start, fields),
  ]);
  expect(new Set(sent.map((one) => one.location)).size).toBe(1);
  expect((await visitor.post(start, fields)).location).toBe(sent[0]?.location);
  expect(await count('dossiers')).toBe(before + 1);
});

test('a key that was altered, or is another browser’s, files nothing and loses nothing', async () => {
  const visitor = counter.visitor();
  const other = counter.visitor();
  const theirs = hidden((await other.get(start)).body, '_idempotency');
  const before = await count('dossiers');
  for (const key of ['', 'x', theirs, theirs.replace(/^../, 'ff')]) {
    await visitor.get(start);
    const sent = await visitor.post(start, { ...answers, _idempotency: key });
    expect(sent.status).toBe(422);
    expect(sent.body).toContain('À quelle heure ouvre la mairie le samedi');
  }
  expect(await count('dossiers')).toBe(before);
});

test('errors come with 422, at their fields, and what was typed stays', async () => {
  const visitor = counter.visitor();
  const sent = await file(visitor, { email: 'pas-une-adresse', message: '', given_names: 'Zoé 🎈 \u202eabc' });
  expect(sent.status).toBe(422);
  expect(sent.body).toContain('govuk-error-summary');
  expect(sent.body).toContain('pas-une-adresse');
  expect(sent.body).toContain('🎈');
});

test.each([
  ['a million characters', { message: 'x'.repeat(1_000_000) }, 422],
  ['right-to-left text', { message: 'مرحبا بالعالم، هذا سؤال' }, 303],
  ['emoji', { message: '👩‍👩‍👧 Bonjour 🎉, une question' }, 303],
  ['NUL and half a surrogate', { message: 'Bonjour \u0000 \ud800 la mairie' }, 303],
  ['SQL and HTML', { message: "'); DROP TABLE dossiers; -- <script>alert(1)</script>" }, 303],
  ['an unknown option', { subject: 'nothing' }, 422],
])('%s', async (_what, fields, status) => {
  const visitor = counter.visitor();
  const sent = await file(visitor, fields);
  expect(sent.status).toBe(status);
  if (status === 303) {
    const page = await visitor.get((sent.location ?? '').replace('/recu', ''));
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('<script>alert');
  }
});

test('a stranger gets the same page for a dossier that exists and for one that does not', async () => {
  const owner = counter.visitor();
  const sent = await file(owner);
  const path = (sent.location ?? '').replace('/recu', '');
  const stranger = counter.visitor();
  const strip = (body: string) =>
    body.replace(/name="_csrf" value="[^"]*"/g, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
  const missing = await stranger.get('/vernon/dossiers/0197f000-0000-7000-8000-000000000001');
  for (const address of [path, `${path}/recu`, `${path}/accuse.pdf`]) {
    const answer = await stranger.get(address);
    expect(answer.status).toBe(404);
    expect(strip(answer.body).replaceAll(/(ID)(%2F|\/)?(recu|accuse\.pdf)/g, 'ID')).toBe(strip(missing.body));
  }
  expect((await owner.get(path.replace('/vernon/', '/saint-marcel/'))).status).toBe(404);
  expect((await owner.get('/vernon/dossiers/not-an-id')).status).toBe(404);
  expect((await owner.get('/nowhere/dossiers/not-an-id')).status).toBe(404);
});

test.each([
  '/vernon/demarches/%00/commencer',
  '/%00/demarches/question-a-la-mairie/commencer',
  '/vernon/demarches/%F0%9F%8E%88/commencer',
  '/vernon/brouillons/%00/fault',
  '/vernon/dossiers/%00',
  '/vernon/dossiers/0197f000-0000-7000-8000-000000000001/documents/%00',
  '/vernon/dossiers/0197F000-0000-7000-8000-000000000001',
  '/reprendre/%00',
  '/reprendre/C27681.aaaa',
  '/suivi?code=%00%F0%9F%8E%88',
])('%s is no error of ours', async (path) => {
  expect((await counter.visitor().get(path)).status).toBeLessThan(500);
});

test('a code opens the dossier elsewhere; a wrong one says the same whatever is wrong', async () => {
  const owner = counter.visitor();
  const receipt = await owner.follow(await file(owner));
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{3}/.exec(receipt.body)?.[0] ?? '';
  const elsewhere = counter.visitor();
  await elsewhere.get('/suivi');
  const wrong = code.startsWith('2') ? `3${code.slice(1)}` : `2${code.slice(1)}`;
  for (const typed of [wrong, '2222-2222-222', '💥', "' OR 1=1"]) {
    const answer = await elsewhere.post('/suivi', { code: typed });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Vérifiez chaque lettre');
  }
  const prefilled = await elsewhere.get(`/suivi?code=${code}`);
  expect(prefilled.body).toContain(`value="${code}"`);
  const opened = await elsewhere.post('/suivi', { code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` });
  expect(opened.status).toBe(303);
  const page = await elsewhere.get(opened.location ?? '');
  expect(page.status).toBe(200);
  expect(page.body).toContain(code);
});

test('the acknowledgement is sent once, with what the law wants, and its history is a sound chain', async () => {
  const visitor = counter.visitor();
  const sent = await file(visitor, { email: 'accuse@example.fr' });
  const path = (sent.location ?? '').replace('/recu', '');
  const early = await visitor.get(`${path}/accuse.pdf`);
  expect(early.raw.subarray(0, 5).toString()).toBe('%PDF-');
  await counter.runJobs();
  await counter.runJobs();
  const mails = counter.platform.mail.sent.filter((mail) => mail.to === 'accuse@example.fr');
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  expect(mail?.text).toContain('Téléphone');
  expect(mail?.text).toContain(path);
  expect(mail?.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await visitor.get(`${path}/accuse.pdf`)).raw.subarray(0, 5).toString()).toBe('%PDF-');
  const id = path.split('/').at(-1) ?? '';
  const rows = await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .selectFrom('dossier_events')
      .selectAll()
      .where('authority_id', '=', vernon)
      .where('dossier_id', '=', id)
      .orderBy('seq')
      .execute(),
  );
  expect(rows.map((row) => row.kind)).toEqual(['submitted', 'acknowledged']);
  const events = rows.map((row) => ({
    authorityId: row.authority_id,
    dossierId: row.dossier_id,
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    channel: row.channel,
    visibility: row.visibility,
    data: row.data,
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
  expect(verifyChain(events)).toBeUndefined();
});

test('a message is kept once however often it is sent, and an empty one is refused', async () => {
  const visitor = counter.visitor();
  const sent = await file(visitor);
  const path = (sent.location ?? '').replace('/recu', '');
  const page = await visitor.get(path);
  const key = /action="[^"]*messages"[\s\S]*?name="_idempotency" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  expect((await visitor.postFiles(`${path}/messages`, { message: '   ', _idempotency: key }, [])).status).toBe(422);
  for (let i = 0; i < 2; i += 1) {
    const answer = await visitor.postFiles(
      `${path}/messages`,
      { message: 'Une précision\u0000 !', _idempotency: key },
      [],
    );
    expect(answer.status).toBe(303);
  }
  const after = await visitor.get(path);
  expect(after.body.match(/Une précision !/g)).toHaveLength(1);
});

test('a file that is refused leaves the page, its words and its other files', async () => {
  const visitor = counter.visitor();
  const page = await visitor.get(start);
  const key = hidden(page.body, '_idempotency');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const sent = await visitor.postFiles(start, { ...answers, _idempotency: key }, [
    { field: 'attachments', name: 'photo.png', type: 'image/png', content: png },
    { field: 'attachments', name: 'vide.pdf', type: 'application/pdf', content: Buffer.alloc(0) },
    {
      field: 'attachments',
      name: 'faux.pdf',
      type: 'application/pdf',
      content: Buffer.from('<html><script>1</script></html>'),
    },
    { field: 'nowhere', name: 'x.png', type: 'image/png', content: png },
  ]);
  expect(sent.status).toBe(422);
  expect(sent.body).toContain('photo.png');
  expect(sent.body).toContain('À quelle heure ouvre');
  const action = /<form[^>]*action="(\/vernon\/brouillons\/[^"]+)"/.exec(sent.body)?.[1] ?? '';
  expect(action).not.toBe('');
  const stranger = counter.visitor();
  expect((await stranger.get(action)).status).toBe(404);
  const again = await visitor.postFiles(
    action,
    { ...answers, attachments: hiddenAll(sent.body, 'attachments'), _mark: hidden(sent.body, '_mark') },
    [],
  );
  expect(again.status).toBe(303);
  const dossier = await visitor.get((again.location ?? '').replace('/recu', ''));
  expect(dossier.body).toContain('photo.png');
  const href = /href="(\/vernon\/dossiers\/[^"]*documents\/[^"]+)"/.exec(dossier.body)?.[1] ?? '';
  const download = await visitor.get(href);
  expect(download.raw.equals(png)).toBe(true);
  expect((await stranger.get(href)).status).toBe(404);
});

test('five hundred files are refused in words', async () => {
  const visitor = counter.visitor();
  const page = await visitor.get(start);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const files = Array.from({ length: 500 }, (_, index) => ({
    field: 'attachments',
    name: `${index}.png`,
    type: 'image/png',
    content: png,
  }));
  const sent = await visitor.postFiles(start, { ...answers, _idempotency: hidden(page.body, '_idempotency') }, files);
  expect(sent.status).toBe(422);
  expect(sent.body).toContain('fichiers au plus');
});

function hiddenAll(body: string, name: string): string[] {
  return [...body.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');
}
