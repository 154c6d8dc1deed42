import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { StoredDocument } from '../stored-document.ts';

export function documentOf(row: Selectable<Tables['documents']>): StoredDocument {
  return {
    authorityId: row.authority_id,
    id: row.id,
    sha256: row.sha256,
    size: row.size,
    mediaType: row.media_type,
    name: row.name,
    keyVersion: row.key_version,
    origin: row.origin,
    draftId: row.draft_id,
    dossierId: row.dossier_id,
    fieldId: row.field_id,
    review: row.review,
    reviewReason: row.review_reason,
    createdAt: row.created_at,
  };
}

export async function findDocument(tx: Tx, authorityId: string, id: string): Promise<StoredDocument | undefined> {
  const row = await tx
    .selectFrom('documents')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : documentOf(row);
}

/** In the order in which they came. */
export async function listDocuments(
  tx: Tx,
  authorityId: string,
  owner: { draftId: string } | { dossierId: string },
): Promise<StoredDocument[]> {
  const rows = await tx
    .selectFrom('documents')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('draftId' in owner ? 'draft_id' : 'dossier_id', '=', 'draftId' in owner ? owner.draftId : owner.dossierId)
    .orderBy('id')
    .execute();
  return rows.map(documentOf);
}
