import { sql } from 'kysely';
import type { Catalogue } from '#modules/catalogue/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AuditKeys } from '../audit/audit-keys.ts';
import { type PurgeProof, purgeProofHash } from '../domain/purge-proof.ts';

/** What the functions of the database are handed: the proof with the mark of the counter. Undefined for no dossier. */
export async function makeProof(
  tx: Tx,
  { keys, catalogue }: { readonly keys: AuditKeys; readonly catalogue: Pick<Catalogue, 'getVersionOf'> },
  { authorityId, dossierId, now, again }: { authorityId: string; dossierId: string; now: Date; again: boolean },
): Promise<string | undefined> {
  const dossier = await tx
    .selectFrom('dossiers')
    .select(['authority_id', 'procedure_id', 'procedure_version', 'overrides_revision', 'purge_on'])
    .where('authority_id', '=', authorityId)
    .where('id', '=', dossierId)
    .forUpdate()
    .executeTakeFirst();
  if (dossier === undefined) return undefined;
  const { rows } = await sql<{ documents: number; events: number; last: Buffer | null }>`
    SELECT (SELECT count(*)::int FROM documents WHERE authority_id = ${authorityId} AND dossier_id = ${dossierId}) AS documents,
      (SELECT count(*)::int FROM dossier_events WHERE authority_id = ${authorityId} AND dossier_id = ${dossierId}) AS events,
      (SELECT hash FROM dossier_events WHERE authority_id = ${authorityId} AND dossier_id = ${dossierId}
        ORDER BY seq DESC LIMIT 1) AS last`.execute(tx);
  const [counts] = rows;
  if (counts === undefined) throw new Error('A select without a table gives a row');
  const { procedure } = await catalogue.getVersionOf(dossier);
  const rule = {
    procedureVersion: dossier.procedure_version,
    months: procedure.legal.retention.months,
    dueOn: dossier.purge_on,
    events: counts.events,
    again,
  };
  const proof: PurgeProof = {
    authorityId,
    id: newId(now.getTime()),
    procedureId: dossier.procedure_id,
    dossierHash: sha256(dossierId),
    lastEventHash: counts.last ?? Buffer.alloc(0),
    documents: counts.documents,
    purgedAt: now,
    rule,
  };
  return JSON.stringify({
    id: proof.id,
    procedureId: proof.procedureId,
    ...rule,
    documents: proof.documents,
    lastEventHash: proof.lastEventHash.toString('hex'),
    purgedAt: now.toISOString(),
    keyId: keys.currentId,
    mac: keys.sign(purgeProofHash(proof)).toString('hex'),
  });
}
