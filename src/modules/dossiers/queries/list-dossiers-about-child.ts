import { sql } from 'kysely';
import type { Identity } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';
import type { MyDossier } from './list-my-dossiers.ts';

/** No more is shown to another parent. */
const shown = 100;

/** What may be said of a dossier to somebody who may not open it. */
export type DossierAboutChild = Omit<MyDossier, 'code' | 'account_pseudonym'>;

/**
 * The dossiers of an account whose answers name a child of its household, over all authorities, the latest first. Neither
 * their answers nor their codes leave this query: they hold more than what is about the child.
 */
export async function listDossiersAboutChild(
  deps: { platform: Pick<Platform, 'database'>; identity: Pick<Identity, 'listDossierLinks' | 'pseudonymOf'> },
  of: { readonly accountId: string; readonly memberId: string },
): Promise<DossierAboutChild[]> {
  const links = await deps.identity.listDossierLinks(of.accountId);
  const authorities = [...new Set(links.map((link) => link.authorityId))];
  const found: DossierAboutChild[] = [];
  for (const authorityId of authorities) {
    const child = deps.identity.pseudonymOf(of.memberId, authorityId).toString('hex', 0, 16);
    const rows = await deps.platform.database.readOnce([authorityId], (tx) =>
      tx
        .selectFrom('dossiers')
        .select(['authority_id', 'id', 'procedure_id', 'procedure_version', 'overrides_revision'])
        .select(['state', 'phase', 'submitted_at', 'updated_at'])
        .where('authority_id', '=', authorityId)
        .where('account_pseudonym', '=', deps.identity.pseudonymOf(of.accountId, authorityId))
        .where(sql<boolean>`answers::text LIKE ${`%"${child}"%`}`)
        .orderBy('submitted_at', 'desc')
        .limit(shown)
        .execute(),
    );
    found.push(...rows);
  }
  return found.toSorted((one, other) => other.submitted_at.getTime() - one.submitted_at.getTime()).slice(0, shown);
}
