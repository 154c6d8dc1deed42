import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createClamdAntivirus } from '#connectors/clamav/clamd-antivirus.ts';
import { createDocuments, documentJobs } from '#modules/documents/index.ts';
import { AntivirusAwayError } from '#platform/antivirus/antivirus.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { type ClamdTwin, eicar, startClamdTwin } from '#tests/support/clamd-twin.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';

const vernon = 'C27681';
let platform: TestPlatform;
let daemon: ClamdTwin;

beforeAll(async () => {
  platform = await testPlatform();
  daemon = await startClamdTwin();
  const owner = new pg.Client({ connectionString: platform.ownerUrl });
  await owner.connect();
  await owner.query(`INSERT INTO territories (id, name, settings) VALUES ('t', '{"fr":"T"}', '{}')`);
  await owner.query(
    `INSERT INTO authorities (id, territory_id, kind, slug, name, short_name, contact, hours) VALUES ($1, 't', 'commune', 'vernon', 'Vernon', 'Vernon', '{}', '{}')`,
    [vernon],
  );
  await owner.end();
});
afterEach(() => daemon.behave('answers'));
afterAll(async () => {
  await daemon.close();
  await platform.close();
});

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Title (x) >>\nendobj\n%%EOF\n${text}`, 'latin1');
const within = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction([vernon], work);

/** The installation with its antivirus, which does not wait long here. */
function guarded(options: { notScanned?: 'held' | 'opened'; address?: string } = {}): Platform {
  return {
    ...platform,
    config: { ...platform.config, FILES_NOT_SCANNED: options.notScanned ?? 'held' },
    antivirus: createClamdAntivirus(options.address ?? daemon.address, { patience: 400 }),
  };
}

type Arrival = (content: Buffer) => { filename: string; stream: Readable; bytes?: Buffer };
const arrivals: [string, Arrival][] = [
  ['all there', (content) => ({ filename: 'piece.pdf', stream: Readable.from([]), bytes: content })],
  [
    'in pieces',
    (content) => ({
      filename: 'piece.pdf',
      stream: Readable.from([content.subarray(0, 30), content.subarray(30)], { objectMode: false }),
    }),
  ],
];

test.each(arrivals)('a file with a virus, %s, is refused in words and nothing of it is kept', async (_, arrive) => {
  const documents = createDocuments(guarded());
  await expect(documents.receive(vernon, arrive(pdf(eicar)))).rejects.toMatchObject({ reason: 'infected' });
  const received = await documents.receive(vernon, arrive(pdf('honnête')));
  expect(received.scan).toBe('clean');
  expect(daemon.scanned.at(-1)?.equals(pdf('honnête'))).toBe(true);
});

/** Files it while the antivirus is in that state. */
async function filed(on: Platform, content: Buffer) {
  const documents = createDocuments(on);
  const received = await documents.receive(vernon, {
    filename: 'piece.pdf',
    stream: Readable.from([]),
    bytes: content,
  });
  return within((tx) => documents.record(tx, vernon, received, { origin: 'applicant' }));
}

async function found(id: string) {
  const document = await within((tx) => createDocuments(platform).find(tx, vernon, id));
  if (document === undefined) throw new Error('The document is gone');
  return document;
}

/** Takes the job that waits, to be run as often as one likes. */
async function jobThatWaits(): Promise<(on: Platform) => Promise<void>> {
  const job = await platform.jobs.takeOne(['scan-document']);
  if (job === undefined) throw new Error('Nothing is to be looked through');
  const data = job.data as { authorityId: string; sha256: string };
  return async (on) =>
    documentJobs(on)
      .find(({ name }) => name === job.name)
      ?.run(data);
}

const lookAgain = async (on: Platform) => (await jobThatWaits())(on);

test.each(['hangs', 'fails'] as const)(
  'while the antivirus %s a file is taken and held, and opens once looked through',
  async (how) => {
    daemon.behave(how);
    const on = guarded();
    const document = await filed(on, pdf(`tenu ${how}`));
    expect(document.scan).toBe('pending');
    await expect(createDocuments(on).open(vernon, document)).rejects.toMatchObject({
      status: 409,
      code: 'document-held',
    });
    const look = await jobThatWaits();
    // Still away: the job fails, and is tried again.
    await expect(look(on)).rejects.toThrow(AntivirusAwayError);
    expect((await found(document.id)).scan).toBe('pending');
    daemon.behave('answers');
    await look(on);
    const later = await found(document.id);
    expect(later.scan).toBe('clean');
    expect((await buffer(await createDocuments(on).open(vernon, later))).equals(pdf(`tenu ${how}`))).toBe(true);
  },
);

test('nobody listens where the antivirus should be: the file is taken and held all the same', async () => {
  const gone = await startClamdTwin();
  await gone.close();
  expect((await filed(guarded({ address: gone.address }), pdf('personne'))).scan).toBe('pending');
  await lookAgain(guarded());
});

test('a virus that is found later: the document is refused with its reason, its bytes are gone', async () => {
  daemon.behave('hangs');
  const document = await filed(guarded(), pdf(`plus tard ${eicar}`));
  daemon.behave('answers');
  await lookAgain(guarded());
  const later = await found(document.id);
  expect(later).toMatchObject({ scan: 'infected', review: 'refused' });
  expect(later.reviewReason).toContain('Eicar-Test-Signature');
  await expect(createDocuments(platform).open(vernon, later)).rejects.toMatchObject({
    status: 409,
    code: 'document-infected',
  });
  // The bytes are gone, whatever the row says.
  const bytes = createDocuments(platform).open(vernon, { ...later, scan: 'clean' });
  await expect(bytes).rejects.toThrow('ENOENT');
});

test('where the installation says so, what was not looked through is opened', async () => {
  daemon.behave('hangs');
  const on = guarded({ notScanned: 'opened' });
  const document = await filed(on, pdf('ouvert'));
  expect((await buffer(await createDocuments(on).open(vernon, document))).equals(pdf('ouvert'))).toBe(true);
  daemon.behave('answers');
  await lookAgain(on);
});

test('without an antivirus no file waits for one', async () => {
  const document = await filed(platform, pdf('sans'));
  expect(document.scan).toBe('none');
  expect(await platform.jobs.takeOne(['scan-document'])).toBeUndefined();
});
