import type { Tx } from '#platform/database/database.ts';
import { isUuid } from '../domain/uuid.ts';
import type { AccessGrant } from '../domain/visitor-proofs.ts';
import { DossierNotFoundError } from '../errors.ts';
import { type DossierRow, dossierColumns } from '../usecases/lock-dossier.ts';
import { isOwner, type Owner } from './get-own-draft.ts';

/** Whoever follows dossiers: as owner, or with what typing a code gave this browser. */
export interface Follower extends Owner {
  readonly grants: readonly AccessGrant[];
}

/**
 * A dossier for whoever may follow it: the account that it belongs to, the browser that filed it without one, a browser
 * where its code was typed.
 * @throws {DossierNotFoundError} in every other case, whether it exists or not
 */
export async function getOwnDossier(
  tx: Tx,
  request: { authorityId: string; dossierId: string; follower: Follower },
): Promise<DossierRow> {
  const { authorityId, dossierId, follower } = request;
  if (!isUuid(dossierId)) throw new DossierNotFoundError();
  const dossier = await tx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('authority_id', '=', authorityId)
    .where('id', '=', dossierId)
    .executeTakeFirst();
  if (dossier === undefined || !mayFollow(dossier, follower)) throw new DossierNotFoundError();
  return dossier;
}

/** Policy of everything that an applicant sees of a dossier or does to it. */
export function mayFollow(
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'visitor_hash' | 'account_pseudonym'>,
  follower: Follower,
): boolean {
  return (
    isOwner(dossier, follower) ||
    follower.grants.some((grant) => grant.dossierId === dossier.id && grant.authorityId === dossier.authority_id)
  );
}
