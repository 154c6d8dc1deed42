import type { Tx } from '#platform/database/database.ts';

/** Remembers, in the transaction of the filing, that the dossier is the body's. Harmless when repeated. */
export async function linkBodyDossier(tx: Tx, bodyId: string, authorityId: string, dossierId: string): Promise<void> {
  await tx
    .insertInto('body_dossiers')
    .values({ body_id: bodyId, authority_id: authorityId, dossier_id: dossierId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function linkBodyDraft(tx: Tx, bodyId: string, authorityId: string, draftId: string): Promise<void> {
  await tx
    .insertInto('body_drafts')
    .values({ body_id: bodyId, authority_id: authorityId, draft_id: draftId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The draft was filed or given up. One that expires unseen leaves a link to nothing, which readers skip. */
export async function unlinkBodyDraft(tx: Tx, bodyId: string, authorityId: string, draftId: string): Promise<void> {
  await tx
    .deleteFrom('body_drafts')
    .where('body_id', '=', bodyId)
    .where('authority_id', '=', authorityId)
    .where('draft_id', '=', draftId)
    .execute();
}
