import { type Selectable, sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AuditSeal, SealLine } from '../domain/audit-seal.ts';

export function sealOf(row: Selectable<Tables['audit_seals']>): AuditSeal {
  return {
    authorityId: row.authority_id,
    number: row.number,
    sealedAt: row.sealed_at,
    previousHash: row.previous_hash,
    chains: row.chains,
    chainsDigest: row.chains_digest,
    purges: row.purges,
    purgesDigest: row.purges_digest,
    dossiers: row.dossiers,
    resumesAfter: row.resumes_after,
    hash: row.hash,
    keyId: row.key_id,
    mac: row.mac,
  };
}

/** The newest first. */
export async function listSeals(
  tx: Tx,
  authorityId: string,
  options: { readonly limit: number; readonly below?: number },
): Promise<AuditSeal[]> {
  const rows = await tx
    .selectFrom('audit_seals')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .$if(options.below !== undefined, (query) => query.where('number', '<', options.below ?? 0))
    .orderBy('number', 'desc')
    .limit(options.limit)
    .execute();
  return rows.map(sealOf);
}

export async function findSeal(tx: Tx, authorityId: string, number: number): Promise<AuditSeal | undefined> {
  const row = await tx
    .selectFrom('audit_seals')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : sealOf(row);
}

const linesAtOnce = 5000;

/** The lines of a seal, or of all of them by number, in the order of their digest. */
export async function* readLines(
  tx: Tx,
  authorityId: string,
  number: number,
  kind: SealLine['kind'],
): AsyncGenerator<SealLine> {
  let after: Buffer = Buffer.alloc(0);
  for (;;) {
    const rows = await tx
      .selectFrom('audit_seal_lines')
      .select(['kind', 'dossier_hash', 'seq', 'hash'])
      .where('authority_id', '=', authorityId)
      .where('number', '=', number)
      .where('kind', '=', kind)
      .where('dossier_hash', '>', after)
      .orderBy('dossier_hash')
      .limit(linesAtOnce)
      .execute();
    for (const row of rows) yield { kind: row.kind, dossierHash: row.dossier_hash, seq: row.seq, hash: row.hash };
    const last = rows.at(-1);
    if (last === undefined || rows.length < linesAtOnce) return;
    after = last.dossier_hash;
  }
}

/** The name of a dossier in seals and proofs: it says nothing once the dossier is gone. */
export const dossierHashOf = (column: string) => sql<Buffer>`sha256(convert_to(${sql.ref(column)}::text, 'UTF8'))`;
