import type { Identity } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';
import type { Draft } from '../domain/draft.ts';
import type { AccessGrant } from '../domain/visitor-proofs.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { draftOf } from './get-own-draft.ts';

export type MyDossier = Pick<
  DossierRow,
  | 'authority_id'
  | 'id'
  | 'code'
  | 'procedure_id'
  | 'procedure_version'
  | 'overrides_revision'
  | 'state'
  | 'phase'
  | 'submitted_at'
  | 'updated_at'
  | 'account_pseudonym'
>;

export interface MySpace {
  readonly drafts: readonly Draft[];
  /** The latest first. */
  readonly dossiers: readonly MyDossier[];
  /** Followed by this browser and belonging to no account: the person may take them. */
  readonly unclaimed: readonly MyDossier[];
}

const shown = 200;

/** Everything that a person has at the counters of the territory, found through their own index. */
export async function listMyDossiers(
  deps: { platform: Pick<Platform, 'database'>; identity: Identity },
  accountId: string,
  grants: readonly AccessGrant[],
  now: Date,
): Promise<MySpace> {
  const [dossierLinks, draftLinks] = await Promise.all([
    deps.identity.listDossierLinks(accountId),
    deps.identity.listDraftLinks(accountId),
  ]);
  const mine = dossierLinks.slice(0, shown);
  const authorities = [...new Set([...mine, ...draftLinks, ...grants].map((link) => link.authorityId))];
  if (authorities.length === 0) return { drafts: [], dossiers: [], unclaimed: [] };
  const wanted = [...mine, ...grants].map((link) => link.dossierId);
  return deps.platform.database.transaction(authorities, async (tx) => {
    const dossiers =
      wanted.length === 0
        ? []
        : await tx
            .selectFrom('dossiers')
            .select([
              'authority_id',
              'id',
              'code',
              'procedure_id',
              'procedure_version',
              'overrides_revision',
              'state',
              'phase',
              'submitted_at',
              'updated_at',
              'account_pseudonym',
            ])
            .where('authority_id', 'in', authorities)
            .where('id', 'in', wanted)
            .orderBy('submitted_at', 'desc')
            .execute();
    const drafts =
      draftLinks.length === 0
        ? []
        : await tx
            .selectFrom('drafts')
            .selectAll()
            .where('authority_id', 'in', authorities)
            .where(
              'id',
              'in',
              draftLinks.map((link) => link.draftId),
            )
            .where('expires_at', '>', now)
            .orderBy('updated_at', 'desc')
            .execute();
    const isMine = (dossier: MyDossier) =>
      dossier.account_pseudonym?.equals(deps.identity.pseudonymOf(accountId, dossier.authority_id)) === true;
    return {
      drafts: drafts.map(draftOf),
      dossiers: dossiers.filter(isMine),
      unclaimed: dossiers.filter((dossier) => dossier.account_pseudonym === null),
    };
  });
}
