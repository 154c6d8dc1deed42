import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { pngOf } from '#tests/support/png.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { createAuthorityKeys } from './authority-keys.ts';
import { createContentStorage } from './content-storage.ts';
import { createDocuments } from './create-documents.ts';
import type { Documents } from './documents.ts';
import { DocumentCorruptedError, DocumentRejectedError } from './errors.ts';
import { removeUnusedFile } from './jobs/remove-unused-file.ts';

const vernon = 'C27681';
const giverny = 'C27285';
let platform: TestPlatform;
let documents: Documents;

beforeAll(async () => {
  platform = await testPlatform();
  documents = createDocuments(platform);
  await asOwner(async (client) => {
    await client.query(`INSERT INTO territories (id, name, settings) VALUES ('t', '{"fr":"T"}', '{}')`);
    for (const [id, slug] of [
      [vernon, 'vernon'],
      [giverny, 'giverny'],
    ]) {
      await client.query(
        `INSERT INTO authorities (id, territory_id, kind, slug, name, short_name, contact, hours) VALUES ($1, 't', 'commune', $2, $2, $2, '{}', '{}')`,
        [id, slug],
      );
    }
  });
});

afterAll(() => platform.close());

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: platform.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Title (${text}) >>\nendobj\n%%EOF`, 'latin1');
/** A picture as a telephone takes it: with a text where the place would be. */
function photo(place: string): Buffer {
  const plain = pngOf(40, 40);
  const afterHeader = 8 + 25;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(place.length);
  const told = Buffer.concat([length, Buffer.from(`eXIf${place}`, 'latin1'), Buffer.alloc(4)]);
  return Buffer.concat([plain.subarray(0, afterHeader), told, plain.subarray(afterHeader)]);
}
const incoming = (content: Buffer | Readable, filename = 'piece.pdf') => ({
  filename,
  stream: Buffer.isBuffer(content) ? Readable.from([content], { objectMode: false }) : content,
});
const within = <T>(authority: string, work: (tx: Tx) => Promise<T>) => platform.database.transaction([authority], work);

async function stored(authority: string, content: Buffer, owner: { draftId?: string; dossierId?: string } = {}) {
  const received = await documents.receive(authority, incoming(content));
  return within(authority, (tx) => documents.record(tx, authority, received, { origin: 'applicant', ...owner }));
}

/** Paths of all that lies in the storage of an authority. */
async function filesOf(authority: string): Promise<string[]> {
  const folder = join(platform.config.storageDir, authority);
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const queuedChecks = () =>
  asOwner(
    async (client) => (await client.query(`SELECT data FROM pgboss.job WHERE name = 'remove-unused-file'`)).rows.length,
  );

async function sweep(authority: string, sha256: Buffer): Promise<boolean> {
  const storage = createContentStorage(platform.files, createAuthorityKeys(platform));
  const data = { authorityId: authority, sha256: sha256.toString('hex') };
  return (await removeUnusedFile(platform, storage, data)) === 'removed';
}

test('a file comes back as it was given, and lies encrypted', async () => {
  const content = pdf(`marker-${'x'.repeat(200_000)}`);
  const document = await stored(vernon, content, { dossierId: newId() });
  expect(document).toMatchObject({
    mediaType: 'application/pdf',
    name: 'piece.pdf',
    size: content.length,
    review: 'to-review',
  });
  expect((await buffer(await documents.open(vernon, document))).equals(content)).toBe(true);
  const path = (await filesOf(vernon)).find((name) => name.endsWith(document.sha256.toString('hex')));
  expect((await readFile(path ?? '')).includes('marker')).toBe(false);
});

test('the same file twice is stored once, and stays as long as one document has it', async () => {
  const content = pdf('twice');
  const [one, two] = [await stored(vernon, content), await stored(vernon, content)];
  expect(two.sha256.equals(one.sha256)).toBe(true);
  expect((await filesOf(vernon)).filter((name) => name.endsWith(one.sha256.toString('hex')))).toHaveLength(1);
  expect(await within(vernon, (tx) => documents.remove(tx, vernon, one.id))).toBe(true);
  expect(await sweep(vernon, one.sha256)).toBe(false);
  await within(vernon, (tx) => documents.remove(tx, vernon, two.id));
  expect(await sweep(vernon, one.sha256)).toBe(true);
  await expect(documents.open(vernon, two)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('another authority neither sees the row nor opens the file', async () => {
  const document = await stored(vernon, pdf('secret'));
  expect(await within(giverny, (tx) => documents.find(tx, giverny, document.id))).toBeUndefined();
  expect(await within(giverny, (tx) => documents.find(tx, vernon, document.id))).toBeUndefined();
  expect(await within(giverny, (tx) => documents.remove(tx, vernon, document.id))).toBe(false);
  await expect(documents.open(giverny, document)).rejects.toMatchObject({ code: 'ENOENT' });
  // The same content elsewhere is another file, under another key.
  const elsewhere = await stored(giverny, pdf('secret'));
  const paths = [...(await filesOf(vernon)), ...(await filesOf(giverny))].filter((name) =>
    name.endsWith(elsewhere.sha256.toString('hex')),
  );
  const [a, b] = await Promise.all(paths.map((path) => readFile(path)));
  expect(paths).toHaveLength(2);
  expect(a?.equals(b ?? Buffer.alloc(0))).toBe(false);
});

test('a file altered on the disk, or put in the place of another, does not open', async () => {
  const [one, two] = [await stored(vernon, pdf('original')), await stored(vernon, pdf('replaced'))];
  const paths = await filesOf(vernon);
  const pathOf = (sha256: Buffer) => paths.find((name) => name.endsWith(sha256.toString('hex'))) ?? '';
  await writeFile(pathOf(one.sha256), await readFile(pathOf(two.sha256)));
  await expect(documents.open(vernon, one).then(buffer)).rejects.toThrow(DocumentCorruptedError);
  // Sent again, it takes its place again.
  const again = await stored(vernon, pdf('original'));
  expect((await buffer(await documents.open(vernon, again))).equals(pdf('original'))).toBe(true);
});

test.each([
  ['empty', Buffer.alloc(0), {}],
  ['web-page', Buffer.from('<!doctype html><script>1</script>'), {}],
  ['pdf-program', pdf('x) /A << /S /Launch /F (cmd.exe) >> (').subarray(0), {}],
  ['too-large', pdf('y'.repeat(3000)), { maxSize: 2000 }],
] as const)('a file refused (%s) leaves nothing and lets the form go on', async (reason, content, options) => {
  const before = await filesOf(vernon);
  const file = incoming(content);
  const failure = await documents.receive(vernon, file, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(DocumentRejectedError);
  expect(failure).toMatchObject({ reason, messageKey: `rejected-${reason}` });
  expect(await filesOf(vernon)).toEqual(before);
  expect(await readdir(join(platform.config.storageDir, '.staging'))).toEqual([]);
});

test('a size over the limit is refused before the end, and the rest is read all the same', async () => {
  let given = 0;
  const stream = Readable.from(
    (function* () {
      yield pdf('start');
      for (; given < 200; given += 1) yield Buffer.alloc(64 * 1024);
    })(),
    { objectMode: false },
  );
  await expect(documents.receive(vernon, incoming(stream), { maxSize: 100_000 })).rejects.toMatchObject({
    reason: 'too-large',
  });
  expect(given).toBeLessThan(50);
  await new Promise((resolve) => stream.once('end', resolve));
  expect(given).toBe(200);
});

test('a connection that breaks is told as such', async () => {
  const stream = Readable.from(
    (function* () {
      yield pdf('start');
      throw new Error('ECONNRESET');
    })(),
  );
  await expect(documents.receive(vernon, incoming(stream))).rejects.toMatchObject({ reason: 'interrupted' });
});

test('warnings do not refuse', async () => {
  const received = await documents.receive(vernon, incoming(pdf('x) /S /JavaScript /Encrypt 3 0 R ('), 'photo.jpg'));
  expect(received.warnings).toEqual(['pdf-with-script', 'pdf-restricted', 'extension-differs']);
  expect(received.name).toBe('photo.jpg.pdf');
});

test('first files of an authority that come together share one key', async () => {
  const processes = Array.from({ length: 6 }, () => createAuthorityKeys(platform));
  await asOwner((client) =>
    client.query(`SET app.authorities = '${giverny}'; DELETE FROM authority_keys WHERE authority_id = '${giverny}'`),
  );
  const keys = await Promise.all(processes.map((process) => process.current(giverny)));
  expect(new Set(keys.map(({ key }) => key.toString('hex'))).size).toBe(1);
});

test('a draft’s documents follow it into its dossier; the agent’s word is kept', async () => {
  const [draftId, dossierId] = [newId(), newId()];
  const first = await stored(vernon, pdf('first'), { draftId });
  // Documents of the same millisecond have no order.
  platform.clock.advance({ seconds: 1 });
  await stored(vernon, pdf('second'), { draftId });
  await within(vernon, async (tx) => {
    expect(await documents.listOfDraft(tx, vernon, draftId)).toHaveLength(2);
    expect(await documents.moveDraftToDossier(tx, vernon, draftId, dossierId)).toBe(2);
    expect(await documents.listOfDraft(tx, vernon, draftId)).toEqual([]);
    expect((await documents.listOfDossier(tx, vernon, dossierId)).map(({ id }) => id)[0]).toBe(first.id);
    expect(await documents.review(tx, vernon, first.id, 'refused', 'Illisible')).toMatchObject({
      review: 'refused',
      reviewReason: 'Illisible',
    });
    await expect(documents.review(tx, vernon, newId(), 'accepted')).rejects.toMatchObject({
      code: 'document-not-found',
    });
  });
});

test('a removal that is undone removes nothing and queues nothing', async () => {
  const document = await stored(vernon, pdf('kept'));
  const before = await queuedChecks();
  const undone = within(vernon, async (tx) => {
    await documents.remove(tx, vernon, document.id);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await queuedChecks()).toBe(before);
  expect((await buffer(await documents.open(vernon, document))).equals(pdf('kept'))).toBe(true);
});

test('what the house makes is stored in the transaction that makes it', async () => {
  const dossierId = newId();
  const content = Buffer.from('%PDF-1.7 a letter');
  const letter = await within(vernon, (tx) =>
    documents.storeGenerated(tx, vernon, {
      name: 'Accusé de réception.pdf',
      mediaType: 'application/pdf',
      content,
      dossierId,
    }),
  );
  expect(letter).toMatchObject({ origin: 'system', review: 'accepted', dossierId, name: 'Accusé de réception.pdf' });
  expect((await buffer(await documents.open(vernon, letter))).equals(content)).toBe(true);
});

test('what waits for its row is out of reach of the sweeping, and is nowhere when no row comes', async () => {
  const received = await documents.receive(vernon, incoming(pdf('waiting')));
  const isStored = async () => (await filesOf(vernon)).some((name) => name.endsWith(received.sha256.toString('hex')));
  expect(await isStored()).toBe(false);
  await sweep(vernon, received.sha256);
  await within(vernon, (tx) => documents.record(tx, vernon, received, { origin: 'applicant' }));
  expect(await isStored()).toBe(true);
});

test('an act that is undone after its file took its place has the file looked at again', async () => {
  const received = await documents.receive(vernon, incoming(pdf('undone')));
  const before = await queuedChecks();
  const undone = within(vernon, async (tx) => {
    await documents.record(tx, vernon, received, { origin: 'applicant' });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await expect.poll(queuedChecks).toBe(before + 1);
  expect(await sweep(vernon, received.sha256)).toBe(true);
  // Tried again with the same bytes, which are no more: nothing refers to them.
  await expect(
    within(vernon, (tx) => documents.record(tx, vernon, received, { origin: 'applicant' })),
  ).rejects.toMatchObject({ code: 'document-content-missing' });
});

test('several files are recorded together, in their order', async () => {
  const files = await Promise.all(['a', 'b', 'a'].map((text) => documents.receive(vernon, incoming(pdf(text)))));
  const recorded = await within(vernon, (tx) =>
    documents.recordAll(
      tx,
      vernon,
      files.map((received, index) => ({ received, options: { origin: 'applicant', fieldId: `f${index}` } })),
    ),
  );
  expect(recorded.map(({ fieldId }) => fieldId)).toEqual(['f0', 'f1', 'f2']);
  for (const [index, document] of recorded.entries())
    expect((await buffer(await documents.open(vernon, document))).equals(pdf(['a', 'b', 'a'][index] ?? ''))).toBe(true);
});

test.each([
  ['read at once', (content: Buffer) => ({ ...incoming(content, 'trou.png'), bytes: content })],
  [
    'as it flows',
    (content: Buffer) =>
      incoming(Readable.from([content.subarray(0, 50), content.subarray(50)], { objectMode: false }), 'trou.png'),
  ],
])('a photo, %s, is kept without the place where it was taken', async (_, arrives) => {
  const received = await documents.receive(vernon, arrives(photo('49.0933, 1.4833')));
  const document = await within(vernon, (tx) => documents.record(tx, vernon, received, { origin: 'applicant' }));
  const kept = await buffer(await documents.open(vernon, document));
  expect(kept.equals(pngOf(40, 40))).toBe(true);
  expect(document.size).toBe(kept.length);
});

test('a photo that was cut before its image is refused, and nothing is kept', async () => {
  const refused = documents.receive(vernon, incoming(pngOf(40, 40).subarray(0, 33), 'trou.png'));
  await expect(refused).rejects.toThrow(DocumentRejectedError);
  await expect(refused).rejects.toMatchObject({ reason: 'damaged' });
});
