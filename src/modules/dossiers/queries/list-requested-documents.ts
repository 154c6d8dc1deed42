import type { Tx } from '#platform/database/database.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';

/** A document that the applicant was asked for. */
export interface RequestedDocument {
  readonly id: string;
  readonly label: LocalizedText;
  readonly answered: boolean;
}

/** The list given to the applicant, in its order; what is no longer asked for is left out. */
export async function listRequestedDocuments(
  tx: Tx,
  authorityId: string,
  dossierId: string,
): Promise<RequestedDocument[]> {
  const rows = await tx
    .selectFrom('requested_documents')
    .select(['id', 'label', 'answered_at'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('withdrawn_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('position')
    .execute();
  return rows.map(({ id, label, answered_at: answeredAt }) => ({ id, label, answered: answeredAt !== null }));
}
