import { sql } from 'kysely';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import { AppError } from '#platform/errors/app-error.ts';
import { type AuditSeal, LinesDigest, type SealLine, sealHash, sealPaper } from '../domain/audit-seal.ts';
import { chainStart } from '../domain/event-chain.ts';
import { purgeProofHash } from '../domain/purge-proof.ts';
import type { AuditParts } from './audit-parts.ts';
import { proofOf } from './purge-rows.ts';
import { dossierHashOf, findSeal, listSeals, readLines } from './seal-rows.ts';

/** The register outside holds seals that the database has not: some were removed, or it is an older copy. */
export class SealsMissingError extends AppError {
  constructor(authorityId: string, number: number) {
    super('conflict', 'audit-seals-missing', {
      message: `The register holds seal ${number} of ${authorityId}, which the database has not`,
    });
  }
}

/**
 * Seals what was added to the histories of an authority since its last seal, and writes the seal outside the database.
 * Nothing is sealed twice on a day on which nothing happened, nor for an authority that never had a dossier.
 * @returns the new seal
 * @throws {SealsMissingError}
 */
export async function sealHistories(parts: AuditParts, authorityId: string): Promise<AuditSeal | undefined> {
  await writeOutside(parts, authorityId);
  const seal = await parts.platform.database.transaction([authorityId], async (tx) => {
    await lockSeals(tx, authorityId);
    const [last] = await listSeals(tx, authorityId, { limit: 1 });
    await refuseWhenOlder(parts, authorityId, last?.number ?? 0);
    return writeSeal(tx, parts, { authorityId, last, number: (last?.number ?? 0) + 1, resumesAfter: null });
  });
  if (seal !== undefined) await writeOutside(parts, authorityId);
  return seal;
}

/** One at a time for an authority, whatever the number of processes. */
export async function lockSeals(tx: Tx, authorityId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`audit ${authorityId}`}, 0))`.execute(tx);
}

async function refuseWhenOlder(parts: AuditParts, authorityId: string, lastNumber: number): Promise<void> {
  const outside = (await parts.register.list(authorityId)).at(-1) ?? 0;
  if (outside > lastNumber) throw new SealsMissingError(authorityId, outside);
}

interface NewSeal {
  readonly authorityId: string;
  readonly last: Pick<AuditSeal, 'hash' | 'sealedAt'> | undefined;
  readonly number: number;
  readonly resumesAfter: number | null;
}

/** Writes the lines and the seal over them; undefined when there is nothing to say. Under the lock of `lockSeals`. */
export async function writeSeal(
  tx: Tx,
  { platform, keys }: Pick<AuditParts, 'platform' | 'keys'>,
  { authorityId, last, number, resumesAfter }: NewSeal,
): Promise<AuditSeal | undefined> {
  const sealedAt = new Date(platform.clock.now().epochMilliseconds);
  await addChainLines(tx, authorityId, number);
  await addPurgeLines(tx, authorityId, number);
  const chains = await digestOf(readLines(tx, authorityId, number, 'chain'));
  const purges = await digestOf(readLines(tx, authorityId, number, 'purge'));
  const nothing = chains.count === 0 && purges.count === 0 && resumesAfter === null;
  if (nothing && (last === undefined || sameDay(last.sealedAt, sealedAt))) return undefined;
  const { rows } = await sql<{ dossiers: number }>`
    SELECT count(*)::int AS dossiers FROM dossiers WHERE authority_id = ${authorityId}`.execute(tx);
  const content = {
    authorityId,
    number,
    sealedAt,
    previousHash: last?.hash ?? chainStart,
    chains: chains.count,
    chainsDigest: chains.digest(),
    purges: purges.count,
    purgesDigest: purges.digest(),
    dossiers: rows[0]?.dossiers ?? 0,
    resumesAfter,
  };
  const hash = sealHash(content);
  const seal: AuditSeal = { ...content, hash, keyId: keys.currentId, mac: keys.sign(hash) };
  await tx
    .insertInto('audit_seals')
    .values({
      authority_id: authorityId,
      number,
      sealed_at: sealedAt,
      previous_hash: seal.previousHash,
      chains: seal.chains,
      chains_digest: seal.chainsDigest,
      purges: seal.purges,
      purges_digest: seal.purgesDigest,
      dossiers: seal.dossiers,
      resumes_after: resumesAfter,
      hash,
      key_id: seal.keyId,
      mac: seal.mac,
    })
    .execute();
  return seal;
}

/** The histories that are longer than when they were last sealed. */
async function addChainLines(tx: Tx, authorityId: string, number: number): Promise<void> {
  await sql`
    INSERT INTO audit_seal_lines (authority_id, dossier_hash, number, kind, seq, hash)
    SELECT d.authority_id, ${dossierHashOf('d.id')}, ${number}, 'chain', head.seq, head.hash
    FROM dossiers d
    CROSS JOIN LATERAL (
      SELECT e.seq, e.hash FROM dossier_events e
      WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id ORDER BY e.seq DESC LIMIT 1
    ) head
    LEFT JOIN LATERAL (
      SELECT l.seq FROM audit_seal_lines l
      WHERE l.authority_id = d.authority_id AND l.dossier_hash = ${dossierHashOf('d.id')} AND l.kind = 'chain'
      ORDER BY l.number DESC LIMIT 1
    ) sealed ON true
    WHERE d.authority_id = ${authorityId} AND (sealed.seq IS NULL OR sealed.seq < head.seq)`.execute(tx);
}

/** The proofs of purges that no seal tells of yet. */
async function addPurgeLines(tx: Tx, authorityId: string, number: number): Promise<void> {
  const rows = await tx
    .selectFrom('purges as p')
    .selectAll('p')
    .where('p.authority_id', '=', authorityId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('audit_seal_lines as l')
            .select('l.number')
            .whereRef('l.authority_id', '=', 'p.authority_id')
            .whereRef('l.dossier_hash', '=', 'p.dossier_hash')
            .where('l.kind', '=', 'purge'),
        ),
      ),
    )
    .execute();
  for (let from = 0; from < rows.length; from += 1000) {
    await tx
      .insertInto('audit_seal_lines')
      .values(
        rows.slice(from, from + 1000).map((row) => ({
          authority_id: authorityId,
          dossier_hash: row.dossier_hash,
          number,
          kind: 'purge' as const,
          seq: 0,
          hash: purgeProofHash(proofOf(row)),
        })),
      )
      .execute();
  }
}

async function digestOf(lines: AsyncIterable<SealLine>): Promise<LinesDigest> {
  const digest = new LinesDigest();
  for await (const line of lines) digest.add(line);
  return digest;
}

function sameDay(one: Date, other: Date): boolean {
  return civilDate(instantOf(one)).equals(civilDate(instantOf(other)));
}

/** Writes in the register outside the seals that it has not; what a failure left out goes with the next. */
async function writeOutside({ platform, register }: AuditParts, authorityId: string): Promise<void> {
  const from = ((await register.list(authorityId)).at(-1) ?? 0) + 1;
  for (let number = from; ; number += 1) {
    const paper = await platform.database.transaction([authorityId], (tx) => paperOf(tx, authorityId, number));
    if (paper === undefined) return;
    await register.write(authorityId, number, paper);
  }
}

/** The seal as it is printed and kept; undefined when there is none of that number. */
export async function paperOf(tx: Tx, authorityId: string, number: number): Promise<string | undefined> {
  const seal = await findSeal(tx, authorityId, number);
  if (seal === undefined) return undefined;
  const purges: SealLine[] = [];
  for await (const line of readLines(tx, authorityId, number, 'purge')) purges.push(line);
  return sealPaper(seal, purges);
}
