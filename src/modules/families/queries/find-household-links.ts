import type { HouseholdLink } from '#modules/dossiers/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';

/**
 * The other parents of the children of the account whose dossier it is, as an authority knows them: by the names that it
 * alone has for the account and for each child. Nothing without an account, and nothing of a sharing that has ended.
 */
export async function findHouseholdLinks(
  deps: { readonly platform: Pick<Platform, 'database'>; readonly identity: Pick<Identity, 'pseudonymOf'> },
  authorityId: string,
  dossierId: string,
): Promise<HouseholdLink[]> {
  const rows = await deps.platform.database.open
    .selectFrom('account_dossiers as d')
    .innerJoin('child_parents as own', 'own.account_id', 'd.account_id')
    .innerJoin('shared_children as c', 'c.id', 'own.child_id')
    .innerJoin('child_parents as other', 'other.child_id', 'own.child_id')
    .innerJoin('accounts as a', 'a.id', 'other.account_id')
    .select(['own.account_id as own_account', 'own.member_id as own_member', 'other.account_id', 'other.member_id'])
    .where('d.authority_id', '=', authorityId)
    .where('d.dossier_id', '=', dossierId)
    .whereRef('other.account_id', '<>', 'own.account_id')
    .where('c.ended_at', 'is', null)
    .where('a.closed_at', 'is', null)
    .execute();
  const childOf = (memberId: string) => deps.identity.pseudonymOf(memberId, authorityId).toString('hex', 0, 16);
  return rows.map((row) => ({
    ownPseudonym: deps.identity.pseudonymOf(row.own_account, authorityId),
    ownChild: childOf(row.own_member),
    pseudonym: deps.identity.pseudonymOf(row.account_id, authorityId),
    child: childOf(row.member_id),
  }));
}
