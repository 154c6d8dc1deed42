import type { Identity } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { DossierClaimedError } from '../errors.ts';
import { lockDossier } from './lock-dossier.ts';

/**
 * Puts a dossier that was filed without an account among those of an account. The caller has checked that the person
 * holds its code or its receipt. Harmless when it is theirs already.
 * @throws {DossierClaimedError} when it is another account's
 */
export async function claimDossier(
  tx: Tx,
  identity: Pick<Identity, 'linkDossier' | 'pseudonymOf'>,
  claim: { authorityId: string; dossierId: string; accountId: string },
): Promise<void> {
  const dossier = await lockDossier(tx, claim.authorityId, claim.dossierId);
  const pseudonym = identity.pseudonymOf(claim.accountId, claim.authorityId);
  if (dossier.account_pseudonym !== null && !dossier.account_pseudonym.equals(pseudonym))
    throw new DossierClaimedError();
  if (dossier.account_pseudonym === null) {
    await tx
      .updateTable('dossiers')
      .set({ account_pseudonym: pseudonym, visitor_hash: null })
      .where('authority_id', '=', claim.authorityId)
      .where('id', '=', claim.dossierId)
      .execute();
  }
  await identity.linkDossier(tx, claim.accountId, claim.authorityId, claim.dossierId);
}
