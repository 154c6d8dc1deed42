import type { Documents, ReceivedFile, StoredDocument } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { lockOwnDraftWithDocuments, type Owner } from '../queries/get-own-draft.ts';
import { findSame } from './attach-documents.ts';

/** Adds one file to a draft while its page is being filled in. The same sent again is the one that is there. */
export async function addDocument(
  tx: Tx,
  documents: Documents,
  request: { authorityId: string; draftId: string; owner: Owner; now: Date; field: string; file: ReceivedFile },
): Promise<StoredDocument> {
  const { authorityId, draftId, field, file } = request;
  const { documents: attached } = await lockOwnDraftWithDocuments(tx, documents, request);
  const same = findSame(attached, { field, file });
  if (same !== undefined) return same;
  return documents.record(tx, authorityId, file, { origin: 'applicant', draftId, fieldId: field });
}
