import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import type { Documents } from '#modules/documents/index.ts';
import { type HashedEvent, verifyChain } from '#modules/dossiers/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import type { Ledger } from './ledger.ts';
import type { DeliveredMail } from './mail-server.ts';

/** Something that is not as somebody was told, or as it must be. */
export interface Discrepancy {
  readonly rule: string;
  readonly what: string;
}

export interface Evidence {
  readonly ledger: Ledger;
  readonly delivered: readonly DeliveredMail[];
  /** Sees every row of the database. */
  readonly superUrl: string;
  /** Folder of the attachments. */
  readonly files: string;
  readonly documents: Pick<Documents, 'open'>;
  readonly jobs: Pick<Jobs, 'listFailed'>;
  /** Processes that ended by themselves while they were at work. */
  readonly fallen: readonly string[];
}

type Say = (rule: string, what: string) => void;

interface Asked {
  readonly evidence: Evidence;
  readonly client: pg.Client;
  readonly say: Say;
}

/** Compares what clients were told with what is there, once nothing is under way any more. */
export async function judge(evidence: Evidence): Promise<readonly Discrepancy[]> {
  const discrepancies: Discrepancy[] = [];
  const client = new pg.Client({ connectionString: evidence.superUrl });
  await client.connect();
  const asked: Asked = { evidence, client, say: (rule, what) => discrepancies.push({ rule, what }) };
  try {
    for (const process of evidence.fallen) asked.say('process-fell', process);
    for (const rule of [filings, messages, acts, payments, appointments, chains, mails, files, jobs, schedules])
      await rule(asked);
  } finally {
    await client.end();
  }
  return discrepancies;
}

/** A filing whose receipt was read is there, once, with its code; any other at most once. */
async function filings({ evidence, client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ id: string; code: string; email: string; contents: string[] | null }>(
    `
    SELECT d.id, d.code, d.applicant_email AS email,
      (SELECT array_agg(encode(sha256, 'hex')) FROM documents c WHERE c.authority_id = d.authority_id AND c.dossier_id = d.id) AS contents
    FROM dossiers d WHERE d.applicant_email = ANY ($1)`,
    [evidence.ledger.filings.map(({ email }) => email)],
  );
  const byEmail = Map.groupBy(rows, ({ email }) => email);
  for (const { email, told, attachments } of evidence.ledger.filings) {
    const found = byEmail.get(email) ?? [];
    if (found.length > 1) say('filing-doubled', `${email} has ${found.length} dossiers`);
    if (told === undefined) continue;
    const dossier = found.find(({ id }) => id === told.dossierId);
    if (dossier === undefined) {
      say('filing-lost', `${email} was given the code ${told.code}`);
      continue;
    }
    if (dossier.code !== told.code.replaceAll('-', '')) say('filing-code', `${email} was told another code`);
    for (const content of attachments) {
      const times = (dossier.contents ?? []).filter((one) => one === content).length;
      if (times === 0) say('attachment-lost', `${email}: ${content}`);
      if (times > 1) say('attachment-doubled', `${email}: ${content}`);
    }
  }
}

/** A message that was accepted is in its dossier, once; any other at most once. */
async function messages({ evidence, client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ dossier: string; text: string }>(
    "SELECT dossier_id AS dossier, data::text AS text FROM dossier_events WHERE data::text LIKE '%mot-%-fin%'",
  );
  const times = Map.groupBy(
    rows.flatMap(({ dossier, text }) =>
      [...new Set(text.match(/mot-[\w.-]+?-fin/g) ?? [])].map((marker) => `${dossier} ${marker}`),
    ),
    (key) => key,
  );
  for (const { dossierId, marker, told } of evidence.ledger.messages) {
    const count = times.get(`${dossierId} ${marker}`)?.length ?? 0;
    if (told && count === 0) say('message-lost', `${marker} in ${dossierId}`);
    if (count > 1) say('message-doubled', `${marker} is ${count} times in ${dossierId}`);
  }
}

/** An act that was accepted is in the history, once. */
async function acts({ evidence, client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ key: string; n: number }>(`
    SELECT dossier_id || ' ' || (data->>'transition') AS key, count(*)::int AS n
    FROM dossier_events WHERE kind = 'transition' GROUP BY 1`);
  const times = new Map(rows.map(({ key, n }) => [key, n]));
  for (const { dossierId, transition, told } of evidence.ledger.acts) {
    const count = times.get(`${dossierId} ${transition}`) ?? 0;
    if (told && count === 0) say('act-lost', `${transition} of ${dossierId}`);
    if (count > 1) say('act-doubled', `${transition} of ${dossierId}: ${count} times`);
  }
}

/**
 * A payment that an agent was told of is there, once, with a receipt; the numbers of an authority's receipts have no hole
 * and end where its register does.
 */
async function payments({ evidence, client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ dossier: string; state: string; receipt: string | null; kept: boolean }>(`
    SELECT p.subject_id AS dossier, p.state, p.receipt_number AS receipt,
      EXISTS (SELECT FROM documents c WHERE c.authority_id = p.authority_id AND c.id = p.receipt_document_id) AS kept
    FROM payments p WHERE p.subject_kind = 'dossier'`);
  const byDossier = Map.groupBy(rows, ({ dossier }) => dossier);
  for (const { dossierId, told } of evidence.ledger.payments) {
    const found = byDossier.get(dossierId) ?? [];
    if (found.length > 1) say('payment-doubled', `${dossierId} is asked for ${found.length} payments`);
    const paid = found.find(({ state }) => state === 'paid');
    if (told && paid === undefined) say('payment-lost', dossierId);
    if (paid !== undefined && (paid.receipt === null || !paid.kept)) say('payment-without-receipt', dossierId);
  }
  const registers = await client.query<{ authority: string; year: number; last: number; numbers: string[] | null }>(`
    SELECT r.authority_id AS authority, r.year, r.last_number AS last,
      (SELECT array_agg(p.receipt_number) FROM payments p
       WHERE p.authority_id = r.authority_id AND p.receipt_number LIKE r.year || '-%') AS numbers
    FROM registers r WHERE r.kind = 'receipt'`);
  for (const { authority, year, last, numbers } of registers.rows) {
    const given = (numbers ?? []).map((number) => Number(number.slice(5))).sort((a, b) => a - b);
    if (given.length !== last || given.some((number, index) => number !== index + 1))
      say('receipt-hole', `${authority} ${year}: ${given.length} receipts, the register ends with ${last}`);
  }
}

/** An hour that a resident was told is theirs is theirs, and no agent is in two places. */
async function appointments({ evidence, client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ dossier: string; state: string; slot: string | null }>(`
    SELECT a.subject_id AS dossier, a.state, s.id AS slot
    FROM appointments a LEFT JOIN appointment_slots s
      ON s.authority_id = a.authority_id AND s.appointment_id = a.id AND s.state = 'chosen'
    WHERE a.subject_kind = 'dossier'`);
  const byDossier = Map.groupBy(rows, ({ dossier }) => dossier);
  for (const { dossierId, slotId, told } of evidence.ledger.appointments) {
    const found = byDossier.get(dossierId) ?? [];
    if (found.length > 1) say('appointment-doubled', dossierId);
    if (told && !found.some(({ state, slot }) => state === 'booked' && slot === slotId))
      say('appointment-lost', dossierId);
  }
  const twice = await client.query<{ agent: string }>(`
    SELECT DISTINCT s.agent_id AS agent FROM appointment_slots s JOIN appointment_slots o
      ON o.authority_id = s.authority_id AND o.agent_id = s.agent_id AND o.id > s.id
      AND o.state = 'chosen' AND s.state = 'chosen'
      AND tstzrange(o.starts_at, o.ends_at) && tstzrange(s.starts_at, s.ends_at)`);
  for (const { agent } of twice.rows) say('appointment-overlaps', agent);
}

interface EventRow extends Omit<HashedEvent, 'actor' | 'erased'> {
  readonly actorKind: HashedEvent['actor']['kind'];
  readonly actorId: string | null;
  readonly actorName: string;
  readonly erasedAt: Date | null;
}

async function chains({ client, say }: Asked): Promise<void> {
  const { rows } = await client.query<EventRow>(`
    SELECT authority_id AS "authorityId", dossier_id AS "dossierId", seq, at, kind, actor_kind AS "actorKind",
      actor_id AS "actorId", actor_name AS "actorName", channel, visibility, data, previous_hash AS "previousHash", hash,
      erased_at AS "erasedAt"
    FROM dossier_events ORDER BY authority_id, dossier_id, seq`);
  const byDossier = Map.groupBy(rows, ({ authorityId, dossierId }) => `${authorityId}/${dossierId}`);
  for (const [dossier, events] of byDossier) {
    const broken = verifyChain(
      events.map(({ actorKind, actorId, actorName, erasedAt, ...event }) => ({
        ...event,
        actor: { kind: actorKind, id: actorId, name: actorName },
        erased: erasedAt !== null,
      })),
    );
    if (broken !== undefined) say('chain-broken', `${dossier}, event ${broken.seq}: ${broken.reason}`);
  }
  const without = await client.query<{ id: string }>(
    'SELECT id FROM dossiers d WHERE NOT EXISTS (SELECT FROM dossier_events e WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id)',
  );
  for (const { id } of without.rows) say('chain-broken', `${id} has no event`);
}

const newBrowser = 'Nouvelle connexion à votre compte';

/** Each mail that is due has left, or is shown as failed; a mail that came twice came under one Message-ID. */
async function mails({ evidence, client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ id: string; state: string; recipient: string; dossier: string | null }>(
    "SELECT id, state, recipient, dossier_id AS dossier FROM outgoing_messages WHERE medium = 'email' AND recipient LIKE '%@chaos.example'",
  );
  const came = Map.groupBy(evidence.delivered, ({ messageId }) => /^<([^@>]+)@/.exec(messageId)?.[1] ?? messageId);
  for (const { id, state, recipient } of rows) {
    if (state === 'queued') say('mail-not-sent', `${id} to ${recipient}`);
    if (state === 'sent' && !came.has(id)) say('mail-lost', `${id} to ${recipient} is said to have left`);
  }
  const known = new Set(rows.map(({ id }) => id));
  for (const { to, messageId } of evidence.delivered) {
    const id = /^<([^@>]+)@/.exec(messageId)?.[1] ?? '';
    if (to.endsWith('@chaos.example') && !known.has(id)) say('mail-of-nobody', `${messageId} to ${to}`);
  }
  const same = Map.groupBy(evidence.delivered, ({ to, subject, textHash }) => `${to}\n${subject}\n${textHash}`);
  for (const copies of same.values()) {
    const ids = new Set(copies.map(({ messageId }) => messageId));
    const [first] = copies;
    // Whoever hears nothing of a sign-in and sends it again has signed in twice, from what was a new browser both times.
    if (ids.size > 1 && first?.subject !== newBrowser)
      say('mail-doubled', `${first?.to} has "${first?.subject}" as ${[...ids].join(' and ')}`);
  }
  const withMail = new Set(rows.map(({ dossier, recipient }) => `${dossier} ${recipient}`));
  for (const { email, told } of evidence.ledger.filings) {
    if (told !== undefined && !withMail.has(`${told.dossierId} ${email}`))
      say('mail-missing', `no acknowledgement for ${email}`);
  }
}

/** Each row has its bytes, which open and are those; each file has its row. What is being written is nobody's yet. */
async function files({ evidence, client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ authority: string; sha256: Buffer }>(
    'SELECT DISTINCT authority_id AS authority, sha256 FROM documents',
  );
  const wanted = new Set<string>();
  for (const { authority, sha256: expected } of rows) {
    const name = expected.toString('hex');
    wanted.add(name);
    try {
      const content = await buffer(await evidence.documents.open(authority, { sha256: expected, scan: 'clean' }));
      if (!sha256(content).equals(expected)) say('file-altered', `${authority}/${name}`);
    } catch (error) {
      say('file-missing', `${authority}/${name}: ${(error as Error).message}`);
    }
  }
  for (const entry of await readdir(evidence.files, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile() || entry.parentPath.includes('.staging')) continue;
    if (!wanted.has(entry.name)) say('orphan-file', join(entry.parentPath, entry.name));
  }
}

/** No job waits or is held by nobody; one that has failed is on the page of somebody who can start it again. */
async function jobs({ evidence, client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ id: string; name: string; state: string }>(`
    SELECT id, name, state FROM pgboss.job
    WHERE name NOT LIKE '\\_\\_%' AND (state IN ('active', 'retry', 'failed') OR state = 'created' AND start_after < now() - interval '30 seconds')`);
  const authorities = await client.query<{ id: string }>('SELECT id FROM authorities');
  const pages = [...authorities.rows.map(({ id }) => ({ authorityId: id })), 'territory' as const];
  const shown = new Set<string>();
  for (const of of pages) for (const { id } of await evidence.jobs.listFailed({ of, limit: 10_000 })) shown.add(id);
  for (const { id, name, state } of rows) {
    if (state !== 'failed') say('job-stuck', `${name} ${id} is ${state}`);
    else if (!shown.has(id)) say('job-hidden', `${name} ${id} has failed and is shown nowhere`);
  }
}

/**
 * A job that is due by the clock is put down once for each time it is due, which pg-boss calls a slot, whatever the number of
 * workers: each slot has one row in its own queue, and each of those makes one job.
 */
async function schedules({ client, say }: Asked): Promise<void> {
  const { rows } = await client.query<{ name: string; jobs: number; rows: number; slots: number }>(`
    SELECT s.name, (SELECT count(*)::int FROM pgboss.job j WHERE j.name = s.name) AS jobs,
      count(t.id)::int AS rows, count(DISTINCT t.data->>'slot')::int AS slots
    FROM pgboss.schedule s LEFT JOIN pgboss.job t ON t.name = '__pgboss__send-it' AND t.data->>'name' = s.name
    GROUP BY s.name`);
  for (const { name, jobs, rows: put, slots } of rows)
    if (put > slots || jobs > slots)
      say('schedule-doubled', `${name}: ${jobs} jobs and ${put} rows for ${slots} times`);
}
