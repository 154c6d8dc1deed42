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

/** The draft was filed or given up. One that expires unseen leaves a link to nothing, which readers skip. */
export async function unlinkDraft(tx: Tx, accountId: string, authorityId: string, draftId: string): Promise<void> {
  await tx
    .deleteFrom('account_drafts')
    .where('account_id', '=', accountId)
    .where('authority_id', '=', authorityId)
    .where('draft_id', '=', draftId)
    .execute();
}
