import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeOrphanFiles } from '#modules/documents/index.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import {
  attachment,
  familyBookAttachments,
  familyBookPages,
  familyBookPath,
  questionFields,
  questionPath,
} from '../../bench/support/filing.ts';
import { readForm } from '../../bench/support/html-form.ts';
import { type Filing, type Ledger, newLedger } from '../../chaos/ledger.ts';
import type { DeliveredMail } from '../../chaos/mail-server.ts';
import { type Evidence, judge } from '../../chaos/oracle.ts';

let counter: TestCounter;
let database: pg.Client;
let ledger: Ledger;
let superUrl: string;

/** Two filings, one with attachments, a message: all told, all there. Then each test spoils one thing. */
beforeAll(async () => {
  counter = await testCounter();
  const url = new URL(process.env.TEST_DATABASE_SUPER_URL as string);
  url.pathname = new URL(counter.platform.ownerUrl).pathname;
  superUrl = url.href;
  database = new pg.Client({ connectionString: superUrl });
  await database.connect();
  ledger = newLedger();
  const visitor = counter.visitor();
  const question: Filing = { kind: 'question', email: 'question@chaos.example', attachments: [] };
  const fields = questionFields({ email: question.email, message: 'Question ?' });
  question.told = await receipt(visitor, await fill(visitor, questionPath, fields));
  ledger.filings.push(question);
  const { dossierId } = question.told;
  await fill(visitor, `/vernon/dossiers/${dossierId}`, [['message', 'Une précision : mot-1-fin']]);
  ledger.messages.push({ by: 'resident', dossierId, marker: 'mot-1-fin', told: true });
  const book: Filing = { kind: 'family-book', email: 'livret@chaos.example', attachments: [] };
  let next = familyBookPath;
  for (const page of familyBookPages({ email: book.email, street: '1 rue du Moulin' })) {
    next = await fill(visitor, next, page);
  }
  const files = familyBookAttachments.map((field) => ({ field, name: `${field}.pdf`, content: attachment(20_000) }));
  for (const { content } of files) book.attachments.push(createHash('sha256').update(content).digest('hex'));
  const page = await visitor.get(next);
  const form = readForm(page.body, next);
  const hidden = Object.fromEntries(form.hidden);
  next = (await visitor.postFiles(form.action, { ...hidden, accuracy: 'yes' }, files)).location ?? '';
  book.told = await receipt(visitor, await fill(visitor, next, []));
  ledger.filings.push(book);
  await counter.runJobs();
});

afterAll(async () => {
  await database?.end();
  await counter?.close();
});

async function fill(visitor: Visitor, path: string, fields: Iterable<readonly [string, string]>): Promise<string> {
  const form = readForm((await visitor.get(path)).body, path);
  const all = { ...Object.fromEntries(form.hidden), ...Object.fromEntries(fields) };
  const answer = form.multipart ? await visitor.postFiles(form.action, all, []) : await visitor.post(form.action, all);
  expect(answer.status, answer.body).toBe(303);
  return answer.location ?? '';
}

async function receipt(visitor: Visitor, path: string): Promise<{ dossierId: string; code: string }> {
  const { body } = await visitor.get(path);
  return {
    dossierId: /\/dossiers\/([0-9a-f-]{36})\/recu/.exec(path)?.[1] ?? '',
    code: /pv-panel__code-value">([^<]+)</.exec(body)?.[1] ?? '',
  };
}

function deliveredMails(): DeliveredMail[] {
  return counter.platform.mail.sent.map((mail) => ({
    to: mail.to,
    messageId: `<${mail.id}@parvis.example>`,
    subject: mail.subject,
    textHash: createHash('sha256').update(mail.text).digest('hex'),
  }));
}

/** The rules that are found broken. */
async function broken(changed: Partial<Evidence> = {}): Promise<string[]> {
  const found = await judge({
    ledger,
    delivered: deliveredMails(),
    superUrl,
    files: counter.platform.config.storageDir,
    documents: counter.documents,
    jobs: counter.platform.jobs,
    fallen: [],
    ...changed,
  });
  return [...new Set(found.map(({ rule }) => rule))].sort();
}

/** Spoils as superuser, without triggers or foreign keys, judges, and puts everything back as it was. */
async function spoiled(tables: readonly string[], ...statements: string[]): Promise<string[]> {
  await database.query("SET session_replication_role = 'replica'");
  for (const table of tables)
    await database.query(`CREATE TEMP TABLE kept_${table.replace('.', '_')} AS SELECT * FROM ${table}`);
  try {
    for (const statement of statements) await database.query(statement);
    return await broken();
  } finally {
    for (const table of tables) {
      const kept = `kept_${table.replace('.', '_')}`;
      await database.query(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM ${kept}; DROP TABLE ${kept}`);
    }
  }
}

const question = "applicant_email = 'question@chaos.example'";

test('when all is there, nothing is found', async () => {
  expect(ledger.filings.map(({ told }) => told?.code)).toEqual([expect.any(String), expect.any(String)]);
  expect(await broken()).toEqual([]);
});

test('a process that ended by itself because something else broke is found', async () => {
  expect(await broken({ fallen: ['web-1: status 1'] })).toEqual(['process-fell']);
});

test('an acknowledged dossier that is deleted is found', async () => {
  expect(await spoiled(['dossiers'], `DELETE FROM dossiers WHERE ${question}`)).toContain('filing-lost');
});

test('a dossier that is there twice is found', async () => {
  const found = await spoiled(
    ['dossiers'],
    `CREATE TEMP TABLE twin AS SELECT * FROM dossiers WHERE ${question}`,
    'UPDATE twin SET id = gen_random_uuid(), submission_key = gen_random_uuid()',
    'INSERT INTO dossiers SELECT * FROM twin',
    'DROP TABLE twin',
  );
  expect(found).toContain('filing-doubled');
});

test('a code that is not the one that was told is found', async () => {
  expect(await spoiled(['dossiers'], `UPDATE dossiers SET code = 'AAAAAAAAAAA' WHERE ${question}`)).toContain(
    'filing-code',
  );
});

test('an attachment without its row, or without its bytes, is found', async () => {
  const [content = ''] = ledger.filings[1]?.attachments ?? [];
  const deleted = await spoiled(['documents'], `DELETE FROM documents WHERE sha256 = decode('${content}', 'hex')`);
  expect(deleted).toEqual(['attachment-lost', 'orphan-file']);
  const { files } = counter.platform;
  const key = `C27681/${content.slice(0, 2)}/${content}`;
  const bytes = await Array.fromAsync(await files.get(key));
  await files.remove(key);
  expect(await broken()).toEqual(['file-missing']);
  await files.put(key, Buffer.concat([Buffer.from('x'), ...bytes.map((piece) => Buffer.from(piece as Uint8Array))]));
  expect(await broken()).toEqual(['file-missing']);
  await files.put(key, Buffer.concat(bytes.map((piece) => Buffer.from(piece as Uint8Array))));
  expect(await broken()).toEqual([]);
});

test('a file without a document is found, and is what the house sweeps', async () => {
  const name = 'ab'.repeat(32);
  const folder = join(counter.platform.config.storageDir, 'C27681', 'ab');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), 'left by a crash');
  expect(await broken()).toEqual(['orphan-file']);
  // Whoever has just written may not have committed yet.
  expect(await removeOrphanFiles(counter.platform, { olderThan: 3_600_000 })).toBe(0);
  expect(await removeOrphanFiles(counter.platform, { olderThan: -1000 })).toBe(1);
  expect(await broken()).toEqual([]);
});

test('a message that is lost, or there twice, is found; so is an act', async () => {
  const said = "data::text LIKE '%mot-1-fin%'";
  expect(await spoiled(['dossier_events'], `DELETE FROM dossier_events WHERE ${said}`)).toContain('message-lost');
  const twice = await spoiled(
    ['dossier_events'],
    `CREATE TEMP TABLE twin AS SELECT * FROM dossier_events WHERE ${said}`,
    'UPDATE twin SET seq = seq + 1000',
    'INSERT INTO dossier_events SELECT * FROM twin',
    'DROP TABLE twin',
  );
  expect(twice).toContain('message-doubled');
  const { dossierId = '' } = ledger.filings[0]?.told ?? {};
  const act = { dossierId, transition: 'take', told: true };
  expect(await broken({ ledger: { ...ledger, acts: [act] } })).toEqual(['act-lost']);
});

test('a payment that is lost, asked for twice or without its receipt is found; so is a hole in the numbers of receipts', async () => {
  const { dossierId = '' } = ledger.filings[0]?.told ?? {};
  const told = { ledger: { ...ledger, payments: [{ dossierId, told: true }] } };
  expect(await broken(told)).toEqual(['payment-lost']);
  const payment = (key: string, receipt: string) =>
    database.query(
      `INSERT INTO payments (authority_id, id, subject_kind, subject_id, request_key, label, amount_cents, state, method,
         receipt_number, receipt_document_id, paid_at, created_at, updated_at)
       SELECT 'C27681', gen_random_uuid(), 'dossier', $1, $2, 'Droits', 1250, 'paid', 'cheque', $3, c.id, now(), now(), now()
       FROM documents c WHERE c.authority_id = 'C27681' LIMIT 1`,
      [dossierId, key, receipt],
    );
  try {
    await payment('first', '2026-0001');
    await database.query("INSERT INTO registers VALUES ('C27681', 'receipt', 2026, 1)");
    expect(await broken(told)).toEqual([]);
    await database.query('UPDATE payments SET receipt_document_id = gen_random_uuid()');
    expect(await broken(told)).toEqual(['payment-without-receipt']);
    await database.query("DELETE FROM payments WHERE request_key = 'first'");
    expect(await broken(told)).toEqual(['payment-lost', 'receipt-hole']);
    await payment('first', '2026-0001');
    await payment('second', '2026-0003');
    await database.query("UPDATE registers SET last_number = 2 WHERE kind = 'receipt'");
    expect(await broken(told)).toEqual(['payment-doubled', 'receipt-hole']);
  } finally {
    await database.query("DELETE FROM payments; DELETE FROM registers WHERE kind = 'receipt'");
  }
});

test('an hour that was promised and is not there, or that an agent gave twice, is found', async () => {
  const { dossierId = '' } = ledger.filings[0]?.told ?? {};
  const slotId = '0197f000-0000-7000-8000-000000000001';
  const told = { ledger: { ...ledger, appointments: [{ dossierId, slotId, told: true }] } };
  expect(await broken(told)).toEqual(['appointment-lost']);
  const appointment = async (slot: string, subject: string) => {
    const { rows } = await database.query<{ id: string }>(
      `INSERT INTO appointments (authority_id, id, subject_kind, subject_id, request_key, title, minutes, state, created_at, updated_at)
       VALUES ('C27681', gen_random_uuid(), 'dossier', $1, $2, 'Rendez-vous', 30, 'booked', now(), now()) RETURNING id`,
      [subject, slot],
    );
    await database.query(
      `INSERT INTO appointment_slots (authority_id, id, appointment_id, agent_id, starts_at, ends_at, state)
       VALUES ('C27681', $1, $2, '0197f000-0000-7000-8000-00000000000a', '2026-12-01 09:00Z', '2026-12-01 09:30Z', 'chosen')`,
      [slot, rows[0]?.id],
    );
  };
  await database.query('ALTER TABLE appointment_slots DROP CONSTRAINT appointment_slots_agent_once');
  try {
    await appointment(slotId, dossierId);
    expect(await broken(told)).toEqual([]);
    await database.query("UPDATE appointments SET state = 'cancelled'");
    expect(await broken(told)).toEqual(['appointment-lost']);
    await database.query("UPDATE appointments SET state = 'booked'");
    await appointment('0197f000-0000-7000-8000-000000000002', dossierId);
    expect(await broken(told)).toEqual(['appointment-doubled', 'appointment-overlaps']);
  } finally {
    await database.query('DELETE FROM appointment_slots; DELETE FROM appointments');
  }
});

test('a history that was altered, cut in the middle or taken away is found', async () => {
  const of = `dossier_id = '${ledger.filings[0]?.told?.dossierId}'`;
  for (const statement of [
    `UPDATE dossier_events SET at = at + interval '1 second' WHERE seq = 1 AND ${of}`,
    `DELETE FROM dossier_events WHERE seq = 1 AND ${of}`,
    `DELETE FROM dossier_events WHERE ${of}`,
  ]) {
    expect(await spoiled(['dossier_events'], statement), statement).toContain('chain-broken');
  }
});

test('a mail that never came, that nobody queued, or that came under two names is found', async () => {
  const delivered = deliveredMails();
  const mine = delivered.findIndex(({ to }) => to === 'question@chaos.example');
  expect(mine).toBeGreaterThanOrEqual(0);
  expect(await broken({ delivered: delivered.toSpliced(mine, 1) })).toEqual(['mail-lost']);
  const again = delivered[mine] as DeliveredMail;
  // Twice under one Message-ID is what a server that hangs up gets.
  expect(await broken({ delivered: [...delivered, again] })).toEqual([]);
  const renamed = { ...again, messageId: '<0000@parvis.example>' };
  expect(await broken({ delivered: [...delivered, renamed] })).toEqual(['mail-doubled', 'mail-of-nobody']);
  const all = "recipient = 'question@chaos.example'";
  expect(await spoiled(['outgoing_messages'], `DELETE FROM outgoing_messages WHERE ${all}`)).toContain('mail-missing');
  expect(await spoiled(['outgoing_messages'], `UPDATE outgoing_messages SET state = 'queued' WHERE ${all}`)).toContain(
    'mail-not-sent',
  );
});

test('a job that nobody does is found; one that failed is shown, and starts again', async () => {
  const { platform } = counter;
  await platform.database.transaction(['C27681'], (tx) =>
    platform.jobs.enqueue(tx, { name: 'remove-unused-file' }, { authorityId: 'C27681', sha256: 'ab'.repeat(32) }),
  );
  const set = (what: string) =>
    database.query(
      `UPDATE pgboss.job SET ${what} WHERE name = 'remove-unused-file' AND data->>'sha256' = '${'ab'.repeat(32)}'`,
    );
  await set("state = 'active', started_on = now()");
  expect(await broken()).toEqual(['job-stuck']);
  await set("state = 'created', start_after = now() - interval '10 minutes'");
  expect(await broken()).toEqual(['job-stuck']);
  await set("state = 'failed', completed_on = now()");
  expect(await broken()).toEqual([]);
  expect(await broken({ jobs: { listFailed: async () => [] } })).toEqual(['job-hidden']);
  const [failed] = await platform.jobs.listFailed({ of: { authorityId: 'C27681' }, limit: 10 });
  expect(await platform.jobs.listFailed({ of: { authorityId: 'C27016' }, limit: 10 })).toEqual([]);
  expect(await platform.jobs.replay(failed?.id ?? '', { authorityId: 'C27016' })).toBe(false);
  expect(await platform.jobs.replay(failed?.id ?? '', { authorityId: 'C27681' })).toBe(true);
  expect(await platform.jobs.replay(failed?.id ?? '', { authorityId: 'C27681' })).toBe(false);
  expect(await counter.runJobs()).toBe(1);
});

test('a failed job that is of no authority is shown to whoever administers the territory; one of nobody known is found', async () => {
  const { platform } = counter;
  const put = async (data: object) =>
    (
      await database.query<{ id: string }>(
        "INSERT INTO pgboss.job (name, data, state, completed_on) VALUES ('expire-drafts', $1, 'failed', now()) RETURNING id",
        [JSON.stringify(data)],
      )
    ).rows[0]?.id ?? '';
  const territorial = await put({});
  expect(await broken()).toEqual([]);
  expect((await platform.jobs.listFailed({ of: 'territory', limit: 10 })).map(({ id }) => id)).toEqual([territorial]);
  expect(await platform.jobs.listFailed({ of: { authorityId: 'C27681' }, limit: 10 })).toEqual([]);
  expect(await platform.jobs.replay(territorial, { authorityId: 'C27681' })).toBe(false);
  await put({ authorityId: 'nobody' });
  expect(await broken()).toEqual(['job-hidden']);
  await database.query("DELETE FROM pgboss.job WHERE name = 'expire-drafts'");
});

test('a scheduled job that was put down twice for one time is found', async () => {
  await database.query(
    "INSERT INTO pgboss.schedule (name, cron) VALUES ('fetch-mailboxes', '* * * * *') ON CONFLICT DO NOTHING",
  );
  const slot = (time: string, key: string) =>
    database.query(
      `INSERT INTO pgboss.job (name, data, state, singleton_key, singleton_on)
       VALUES ('__pgboss__send-it', $1, 'completed', $2, $3)`,
      [JSON.stringify({ name: 'fetch-mailboxes', key: '', slot: time }), key, time],
    );
  const job = () =>
    database.query("INSERT INTO pgboss.job (name, data, state) VALUES ('fetch-mailboxes', '{}', 'completed')");
  try {
    await slot('2026-11-22 10:00:00', 'fetch-mailboxes__');
    await job();
    await slot('2026-11-22 10:01:00', 'fetch-mailboxes__');
    await job();
    expect(await broken()).toEqual([]);
    // A worker that was killed between the job and the end of its slot would make it again.
    await job();
    expect(await broken()).toEqual(['schedule-doubled']);
    await slot('2026-11-22 10:02:00', 'fetch-mailboxes__');
    expect(await broken()).toEqual([]);
    // As if PostgreSQL did not refuse it: two workers that have put down the same time.
    await slot('2026-11-22 10:02:00', 'of another worker');
    expect(await broken()).toEqual(['schedule-doubled']);
  } finally {
    await database.query(
      "DELETE FROM pgboss.job WHERE name IN ('fetch-mailboxes', '__pgboss__send-it'); DELETE FROM pgboss.schedule WHERE name = 'fetch-mailboxes'",
    );
  }
});
