import type { Reader } from '#platform/database/database.ts';
import type { DossierLink, DraftLink } from '../identity.ts';

/** A person's dossiers over all authorities, the latest first: for that person's eyes only. */
export async function listDossierLinks(open: Reader, accountId: string): Promise<DossierLink[]> {
  return open
    .selectFrom('account_dossiers')
    .select(['authority_id as authorityId', 'dossier_id as dossierId'])
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('dossier_id', 'desc')
    .execute();
}

export async function listDraftLinks(open: Reader, accountId: string): Promise<DraftLink[]> {
  return open
    .selectFrom('account_drafts')
    .select(['authority_id as authorityId', 'draft_id as draftId'])
    .where('account_id', '=', accountId)
    .orderBy('draft_id', 'desc')
    .execute();
}
