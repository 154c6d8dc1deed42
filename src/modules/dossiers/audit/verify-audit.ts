import { type Selectable, sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AuditSeal } from '../domain/audit-seal.ts';
import { type ChainBreak, type HashedEvent, verifyChain } from '../domain/event-chain.ts';
import { purgeProofHash } from '../domain/purge-proof.ts';
import { type AuditReport, type Finding, type FindingReason, mostFindings } from './audit-finding.ts';
import type { AuditParts } from './audit-parts.ts';
import { proofOf } from './purge-rows.ts';
import { dossierHashOf } from './seal-rows.ts';
import { verifySeals } from './verify-seals.ts';

type Tell = (finding: Finding) => void;

/**
 * Checks everything that an authority keeps of its histories: each chain, what was sealed of it, the seals themselves, the
 * proofs of what was purged. One snapshot of the database, some dossiers in memory at a time.
 */
export async function verifyAudit(parts: AuditParts, authorityId: string): Promise<AuditReport> {
  const findings: Finding[] = [];
  let found = 0;
  const tell: Tell = (finding) => {
    found += 1;
    if (findings.length < mostFindings) findings.push(finding);
  };
  return parts.platform.database.transaction([authorityId], async (tx) => {
    await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`.execute(tx);
    const { count, last } = await verifySeals(tx, parts, authorityId, tell);
    const { dossiers, events } = await verifyDossiers(tx, authorityId, last, tell);
    await tellUnowned(tx, authorityId, tell);
    await verifyGone(tx, authorityId, tell);
    await verifyPurges(tx, authorityId, tell);
    await verifyProofs(tx, parts, authorityId, tell);
    return {
      authorityId,
      dossiers,
      events,
      seals: count,
      ...(last === undefined ? {} : { lastSeal: { number: last.number, sealedAt: last.sealedAt } }),
      found,
      findings,
    };
  });
}

const dossiersAtOnce = 200;

async function verifyDossiers(tx: Tx, authorityId: string, last: AuditSeal | undefined, tell: Tell) {
  let after = '00000000-0000-0000-0000-000000000000';
  let dossiers = 0;
  let events = 0;
  for (;;) {
    const rows = await tx
      .selectFrom('dossiers')
      .select(['id', dossierHashOf('id').as('hash')])
      .where('authority_id', '=', authorityId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(dossiersAtOnce)
      .execute();
    const ids = rows.map(({ id }) => id);
    const chains = await readChains(tx, authorityId, ids);
    const lines = await readSealedHeads(
      tx,
      authorityId,
      rows.map(({ hash }) => hash),
    );
    for (const { id, hash } of rows) {
      const chain = chains.get(id) ?? [];
      events += chain.length;
      verifyOne({ authorityId, dossierId: id }, chain, lines.get(hash.toString('hex')) ?? [], last, tell);
    }
    dossiers += rows.length;
    if (rows.length < dossiersAtOnce) return { dossiers, events };
    after = ids.at(-1) ?? after;
  }
}

const chainReasons: Readonly<Record<ChainBreak['reason'], FindingReason>> = {
  sequence: 'event-number',
  link: 'event-link',
  content: 'event-content',
};

interface SealedHead {
  readonly number: number;
  readonly seq: number;
  readonly hash: Buffer;
}

/** Between an act and its commit: what is older than this before the last seal should have been in it. */
const slowest = 24 * 3600 * 1000;

function verifyOne(
  where: { authorityId: string; dossierId: string },
  chain: readonly HashedEvent[],
  heads: readonly SealedHead[],
  last: AuditSeal | undefined,
  tell: Tell,
): void {
  if (chain.length === 0) tell({ ...where, reason: 'no-event' });
  const broken = verifyChain(chain);
  if (broken !== undefined) tell({ ...where, reason: chainReasons[broken.reason], seq: broken.seq });
  for (const { seq, hash, number } of heads) {
    const event = chain.find((one) => one.seq === seq);
    if (event === undefined) tell({ ...where, reason: 'sealed-event-missing', seq, number });
    else if (!event.hash.equals(hash)) tell({ ...where, reason: 'sealed-event-differs', seq, number });
  }
  const sealed = Math.max(0, ...heads.map(({ seq }) => seq));
  const late = chain.find(
    (event) => event.seq > sealed && last !== undefined && event.at.getTime() < last.sealedAt.getTime() - slowest,
  );
  if (late !== undefined) tell({ ...where, reason: 'event-backdated', seq: late.seq });
}

async function readChains(tx: Tx, authorityId: string, ids: readonly string[]): Promise<Map<string, HashedEvent[]>> {
  const chains = new Map<string, HashedEvent[]>();
  if (ids.length === 0) return chains;
  const rows = await tx
    .selectFrom('dossier_events')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('dossier_id', 'in', ids)
    .orderBy('dossier_id')
    .orderBy('seq')
    .execute();
  for (const row of rows) {
    const chain = chains.get(row.dossier_id);
    if (chain === undefined) chains.set(row.dossier_id, [eventOf(row)]);
    else chain.push(eventOf(row));
  }
  return chains;
}

function eventOf(row: Selectable<Tables['dossier_events']>): HashedEvent {
  return {
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
    erased: row.erased_at !== null,
  };
}

/** What seals said of these dossiers, oldest first. */
async function readSealedHeads(
  tx: Tx,
  authorityId: string,
  hashes: readonly Buffer[],
): Promise<Map<string, SealedHead[]>> {
  const heads = new Map<string, SealedHead[]>();
  if (hashes.length === 0) return heads;
  const rows = await tx
    .selectFrom('audit_seal_lines')
    .select(['dossier_hash', 'number', 'seq', 'hash'])
    .where('authority_id', '=', authorityId)
    .where('kind', '=', 'chain')
    .where('dossier_hash', 'in', hashes)
    .orderBy('number')
    .execute();
  for (const row of rows) {
    const name = row.dossier_hash.toString('hex');
    heads.set(name, [...(heads.get(name) ?? []), row]);
  }
  return heads;
}

/** Events that belong to no dossier: only somebody who switched the constraints off leaves them. */
async function tellUnowned(tx: Tx, authorityId: string, tell: Tell): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT e.dossier_id AS id FROM dossier_events e
    WHERE e.authority_id = ${authorityId} AND NOT EXISTS (
      SELECT FROM dossiers d WHERE d.authority_id = e.authority_id AND d.id = e.dossier_id)
    LIMIT ${mostFindings}`.execute(tx);
  for (const { id } of rows) tell({ authorityId, reason: 'event-without-dossier', dossierId: id });
}

/** Every history that was sealed is still there, or was purged with a proof. */
async function verifyGone(tx: Tx, authorityId: string, tell: Tell): Promise<void> {
  const { rows } = await sql<{ name: string; seq: number; number: number }>`
    SELECT encode(gone.dossier_hash, 'hex') AS name, max(gone.seq)::int AS seq, max(gone.number)::int AS number
    FROM audit_seal_lines gone
    LEFT JOIN dossiers d ON d.authority_id = gone.authority_id AND ${dossierHashOf('d.id')} = gone.dossier_hash
    LEFT JOIN purges p ON p.authority_id = gone.authority_id AND p.dossier_hash = gone.dossier_hash
    WHERE gone.authority_id = ${authorityId} AND gone.kind = 'chain' AND d.id IS NULL AND p.id IS NULL
    GROUP BY gone.dossier_hash ORDER BY gone.dossier_hash LIMIT ${mostFindings}`.execute(tx);
  for (const { name, seq, number } of rows)
    tell({ authorityId, reason: 'dossier-missing', dossierId: name, seq, number });
}

const purgesAtOnce = 1000;

/** Every proof that was sealed is there as it was. */
async function verifyPurges(tx: Tx, authorityId: string, tell: Tell): Promise<void> {
  let after: Buffer = Buffer.alloc(0);
  for (;;) {
    const lines = await tx
      .selectFrom('audit_seal_lines')
      .select(['dossier_hash', 'number', 'hash'])
      .where('authority_id', '=', authorityId)
      .where('kind', '=', 'purge')
      .where('dossier_hash', '>', after)
      .orderBy('dossier_hash')
      .limit(purgesAtOnce)
      .execute();
    const last = lines.at(-1);
    if (last === undefined) return;
    const proofs = await tx
      .selectFrom('purges')
      .selectAll()
      .where('authority_id', '=', authorityId)
      .where(
        'dossier_hash',
        'in',
        lines.map((line) => line.dossier_hash),
      )
      .execute();
    for (const line of lines) {
      const same = proofs.filter((proof) => proof.dossier_hash.equals(line.dossier_hash));
      if (same.some((proof) => purgeProofHash(proofOf(proof)).equals(line.hash))) continue;
      const dossierId = line.dossier_hash.toString('hex');
      tell({
        authorityId,
        reason: same.length === 0 ? 'purge-missing' : 'purge-differs',
        dossierId,
        number: line.number,
      });
    }
    after = last.dossier_hash;
  }
}

/** Every proof bears the mark of the counter; those of before there was one are in the authority's first seal. */
async function verifyProofs(tx: Tx, { keys }: AuditParts, authorityId: string, tell: Tell): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await tx
      .selectFrom('purges')
      .selectAll()
      .select(({ selectFrom }) =>
        selectFrom('audit_seal_lines as l')
          .select(({ fn }) => fn.min('l.number').as('number'))
          .whereRef('l.authority_id', '=', 'purges.authority_id')
          .whereRef('l.dossier_hash', '=', 'purges.dossier_hash')
          .where('l.kind', '=', 'purge')
          .as('sealed'),
      )
      .where('authority_id', '=', authorityId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(purgesAtOnce)
      .execute();
    for (const row of rows) {
      const marked =
        row.mac === null || row.key_id === null
          ? row.sealed === 1 && row.retention_months === null
          : keys.check(row.key_id, purgeProofHash(proofOf(row)), row.mac) === 'good';
      if (!marked) tell({ authorityId, reason: 'purge-not-authentic', dossierId: row.dossier_hash.toString('hex') });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < purgesAtOnce) return;
    after = last.id;
  }
}
