import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDocuments, type Documents } from '#modules/documents/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { MailError } from '#platform/mail/mail-error.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';
import { createDemoTransport } from './demo-transport.ts';
import { registerAccountMail } from './domain/account-mails.ts';
import { sendRetries } from './jobs/job-kinds.ts';
import { notificationJobs } from './jobs/notification-jobs.ts';
import { findDemoMessage, listDemoMessages } from './queries/list-demo-messages.ts';
import { listFailedMessages } from './queries/list-failed-messages.ts';
import { queueAccountEmail } from './usecases/queue-account-email.ts';
import { type NewMessage, queueMessage } from './usecases/queue-message.ts';
import { replayMessage } from './usecases/replay-message.ts';

const vernon = 'C27681';
let platform: TestPlatform;
let documents: Documents;

beforeAll(async () => {
  platform = await testPlatform();
  documents = createDocuments(platform);
  await asOwner(async (client) => {
    await client.query(`INSERT INTO territories (id, name, settings) VALUES ('t', '{"fr":"T"}', '{}')`);
    await client.query(
      `INSERT INTO authorities (id, territory_id, kind, slug, name, short_name, contact, hours) VALUES ('${vernon}', 't', 'commune', 'vernon', 'V', 'V', '{}', '{}')`,
    );
  });
});

beforeEach(() => {
  platform.mail.failWith(undefined);
  platform.mail.sent.length = 0;
  platform.mail.texts.length = 0;
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

const within = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction([vernon], work);
const message = (more: Partial<NewMessage> = {}): NewMessage => ({
  authorityId: vernon,
  medium: 'email',
  recipient: 'marie@exemple.fr',
  subject: 'Votre demande',
  body: 'Bonjour,',
  ...more,
});
const queue = (more: Partial<NewMessage> = {}) => within((tx) => queueMessage(platform, tx, message(more)));
const jobsOf = (name: string) =>
  asOwner(async (client) =>
    (await client.query('SELECT data FROM pgboss.job WHERE name = $1', [name])).rows.map((row) => row.data),
  );
const rowOf = (id: string) =>
  within((tx) =>
    tx
      .selectFrom('outgoing_messages')
      .selectAll()
      .where('authority_id', '=', vernon)
      .where('id', '=', id)
      .executeTakeFirst(),
  );

async function send(messageId: string): Promise<void> {
  const [job] = notificationJobs(platform, { documents });
  await job.run({ authorityId: vernon, messageId });
}

test('a message and its job exist together, and the job holds no personal data', async () => {
  const id = await queue();
  expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 0, recipient: 'marie@exemple.fr' });
  expect(await jobsOf('send-message')).toContainEqual({ authorityId: vernon, messageId: id });
});

test('undone together too', async () => {
  let id = '';
  const undone = within(async (tx) => {
    id = await queueMessage(platform, tx, message());
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await rowOf(id)).toBeUndefined();
  expect(await jobsOf('send-message')).not.toContainEqual({ authorityId: vernon, messageId: id });
});

test('a message is sent once, however often its job runs', async () => {
  const id = await queue();
  await send(id);
  await send(id);
  expect(platform.mail.sent).toEqual([
    { id, to: 'marie@exemple.fr', subject: 'Votre demande', text: 'Bonjour,', attachments: [] },
  ]);
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1, last_error: null });
});

test('a failure is counted, named without personal data, and tried again under the same id', async () => {
  const id = await queue();
  platform.mail.failWith(new Error('550 marie@exemple.fr unknown'));
  await expect(send(id)).rejects.toThrow();
  expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1, last_error: 'unexpected' });
  platform.mail.failWith(undefined);
  await send(id);
  expect(platform.mail.sent.map((mail) => mail.id)).toEqual([id]);
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2, last_error: null });
});

test('after the last attempt it has failed, is listed, and can be replayed', async () => {
  const id = await queue();
  platform.mail.failWith(new MailError('mail-connection'));
  for (let attempt = 0; attempt < sendRetries; attempt += 1) await expect(send(id)).rejects.toThrow();
  expect(await rowOf(id)).toMatchObject({ state: 'queued' });
  await send(id);
  expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: sendRetries + 1, last_error: 'mail-connection' });
  expect((await within((tx) => listFailedMessages(tx, [vernon]))).map((failed) => failed.id)).toContain(id);
  platform.mail.failWith(undefined);
  await send(id);
  expect(platform.mail.sent).toEqual([]);
  await within((tx) => replayMessage(platform, tx, vernon, id));
  await send(id);
  expect(platform.mail.sent).toHaveLength(1);
  await expect(within((tx) => replayMessage(platform, tx, vernon, id))).rejects.toMatchObject({
    code: 'message-not-failed',
  });
  await expect(within((tx) => replayMessage(platform, tx, vernon, newId()))).rejects.toMatchObject({
    code: 'message-not-found',
  });
});

test('a refusal for good is not tried again', async () => {
  const id = await queue();
  platform.mail.failWith(new MailError('mail-refused', { permanent: true }));
  await send(id);
  expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: 1, last_error: 'mail-refused' });
});

test('documents go with it; one that was erased meanwhile does not keep it back', async () => {
  const content = Buffer.from('%PDF-1.7 letter');
  const letter = await within((tx) =>
    documents.storeGenerated(tx, vernon, {
      name: 'lettre.pdf',
      mediaType: 'application/pdf',
      content,
      dossierId: newId(),
    }),
  );
  const id = await queue({
    attachments: [
      { documentId: letter.id, name: 'Accusé.pdf' },
      { documentId: newId(), name: 'gone.pdf' },
    ],
  });
  await send(id);
  expect(platform.mail.sent[0]?.attachments).toEqual([{ name: 'Accusé.pdf', mediaType: 'application/pdf', content }]);
});

test('an SMS goes as an SMS', async () => {
  const id = await queue({ medium: 'sms', recipient: '0612345678', body: 'Votre demande est acceptée.' });
  await send(id);
  expect(platform.mail.texts).toEqual([{ id, to: '0612345678', text: 'Votre demande est acceptée.' }]);
});

test('another authority’s scope sends nothing', async () => {
  const id = await queue();
  const [job] = notificationJobs(platform, { documents });
  await job.run({ authorityId: 'C27285', messageId: id });
  expect(platform.mail.sent).toEqual([]);
  expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 0 });
});

test('the text of an account mail is made when it leaves', async () => {
  registerAccountMail('verify-email', async ({ accountId }) => ({
    to: 'marie@exemple.fr',
    subject: 'Confirmez',
    text: `secret for ${accountId}`,
  }));
  await platform.database.transaction([], (tx) => queueAccountEmail(platform, tx, 'verify-email', { accountId: 'a1' }));
  const [data] = await jobsOf('send-account-email');
  expect(JSON.stringify(data)).not.toMatch(/secret|exemple/);
  const [, job] = notificationJobs(platform, { documents });
  await job.run(data);
  expect(platform.mail.sent).toEqual([
    { id: data.mailId, to: 'marie@exemple.fr', subject: 'Confirmez', text: 'secret for a1', attachments: [] },
  ]);
  await expect(job.run({ ...data, kind: 'unknown' })).rejects.toThrow('unknown');
});

test('the demonstration writes down what would have left, once, newest first', async () => {
  const transport = createDemoTransport(platform.database);
  const ids = [newId(), newId()];
  const mail = {
    id: ids[0] ?? '',
    to: 'marie@exemple.fr',
    subject: 'Un',
    text: 'Bonjour',
    attachments: [{ name: 'a.pdf', mediaType: 'application/pdf', content: Buffer.from('abc') }],
  };
  await transport.sendMail(mail);
  await transport.sendMail(mail);
  await transport.sendSms({ id: ids[1] ?? '', to: '0612345678', text: 'Code' });
  const all = await listDemoMessages(platform.database, { page: 1 });
  expect(all.messages.map((row) => row.medium)).toEqual(['sms', 'email']);
  expect(all.messages[1]?.attachments).toEqual([{ name: 'a.pdf', size: 3 }]);
  expect((await listDemoMessages(platform.database, { page: 1, medium: 'sms' })).messages).toHaveLength(1);
  expect((await findDemoMessage(platform.database, ids[0] ?? ''))?.body).toBe('Bonjour');
});
