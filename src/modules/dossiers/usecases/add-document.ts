import type { Documents, ReceivedFile, StoredDocument } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { getOwnDraft, type Owner } from '../queries/get-own-draft.ts';

/** Adds one file to a draft while its page is being filled in. */
export async function addDocument(
  tx: Tx,
  documents: Documents,
  request: { authorityId: string; draftId: string; owner: Owner; now: Date; field: string; file: ReceivedFile },
): Promise<StoredDocument> {
  const { authorityId, draftId, field, file } = request;
  await getOwnDraft(tx, request);
  return documents.record(tx, authorityId, file, { origin: 'applicant', draftId, fieldId: field });
}
