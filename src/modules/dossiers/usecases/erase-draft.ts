import type { Documents } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { getOwnDraft, type Owner } from '../queries/get-own-draft.ts';

/** Erases a draft and its documents at its owner's request. */
export async function eraseOwnDraft(
  tx: Tx,
  documents: Documents,
  request: { authorityId: string; draftId: string; owner: Owner; now: Date },
): Promise<void> {
  await getOwnDraft(tx, { ...request, lock: true });
  await eraseDraft(tx, documents, request.authorityId, request.draftId);
}

export async function eraseDraft(tx: Tx, documents: Documents, authorityId: string, draftId: string): Promise<void> {
  for (const document of await documents.listOfDraft(tx, authorityId, draftId)) {
    await documents.remove(tx, authorityId, document.id);
  }
  await tx.deleteFrom('drafts').where('authority_id', '=', authorityId).where('id', '=', draftId).execute();
}
