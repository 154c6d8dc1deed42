import type { DossierLink, DraftLink } from '#modules/identity/index.ts';
import type { Reader, Tx } from '#platform/database/database.ts';

/** A body's dossiers over all authorities, the latest first: for those who represent it. */
export function listBodyDossierLinks(open: Reader, bodyId: string): Promise<DossierLink[]> {
  return open
    .selectFrom('body_dossiers')
    .select(['authority_id as authorityId', 'dossier_id as dossierId'])
    .where('body_id', '=', bodyId)
    .orderBy('created_at', 'desc')
    .orderBy('dossier_id')
    .execute();
}

export function listBodyDraftLinks(open: Reader, bodyId: string): Promise<DraftLink[]> {
  return open
    .selectFrom('body_drafts')
    .select(['authority_id as authorityId', 'draft_id as draftId'])
    .where('body_id', '=', bodyId)
    .orderBy('created_at', 'desc')
    .orderBy('draft_id')
    .execute();
}

/** The body that a dossier belongs to; undefined for that of a person. */
export async function findBodyOfDossier(
  open: Reader | Tx,
  { authorityId, dossierId }: DossierLink,
): Promise<string | undefined> {
  const row = await open
    .selectFrom('body_dossiers')
    .select('body_id')
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .limit(1)
    .executeTakeFirst();
  return row?.body_id;
}

export async function isBodyDossier(open: Reader, link: DossierLink): Promise<boolean> {
  return (await findBodyOfDossier(open, link)) !== undefined;
}
