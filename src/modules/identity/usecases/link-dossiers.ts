import type { Tx } from '#platform/database/database.ts';

export async function linkDossier(tx: Tx, accountId: string, authorityId: string, dossierId: string): Promise<void> {
  await tx
    .insertInto('account_dossiers')
    .values({ account_id: accountId, authority_id: authorityId, dossier_id: dossierId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function linkDraft(tx: Tx, accountId: string, authorityId: string, draftId: string): Promise<void> {
  await tx
    .insertInto('account_drafts')
    .values({ account_id: accountId, authority_id: authorityId, draft_id: draftId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whoever it belonged to: the draft was filed, given up or has expired. */
export async function unlinkDraft(tx: Tx, authorityId: string, draftId: string): Promise<void> {
  await tx.deleteFrom('account_drafts').where('authority_id', '=', authorityId).where('draft_id', '=', draftId).execute();
}
