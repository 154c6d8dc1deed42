import { sameDigest } from '#platform/crypto/digests.ts';
import { runStatement, type Tx } from '#platform/database/database.ts';
import { isUuid } from '../domain/uuid.ts';
import type { AccessGrant } from '../domain/visitor-proofs.ts';
import { DossierNotFoundError } from '../errors.ts';
import { type DossierRow, dossierColumns } from '../usecases/lock-dossier.ts';
import { isOwner, type Owner } from './get-own-draft.ts';

/** Whoever follows dossiers: as owner, or with what typing a code gave this browser. */
export interface Follower extends Owner {
  readonly grants: readonly AccessGrant[];
  /** The person who is signed in, whomever they act for. */
  readonly person?: { readonly name: string; readonly pseudonym: Buffer } | undefined;
  /** A helper of Aidants Connect acts for the person who is signed in. */
  readonly helped?: boolean | undefined;
  /** The associations and companies that the person represents at this moment. */
  readonly represents?: readonly { readonly name: string; readonly pseudonym: Buffer }[] | undefined;
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
  const [dossier] = await runStatement<DossierRow>(tx, selectDossier, [authorityId, dossierId]);
  if (dossier === undefined) throw new DossierNotFoundError();
  if (!mayFollow(dossier, follower) && !(await followsJoined(tx, authorityId, dossierId, follower)))
    throw new DossierNotFoundError();
  return dossier;
}

/**
 * Whether the follower may follow a dossier that was joined to this one as the same person's. What an agent joined as
 * another person's opens nothing.
 */
export async function followsJoined(
  tx: Tx,
  authorityId: string,
  dossierId: string,
  follower: Follower,
): Promise<boolean> {
  const joined = await tx
    .selectFrom('dossiers as d')
    .innerJoin('dossier_merges as m', (join) =>
      join.onRef('m.authority_id', '=', 'd.authority_id').onRef('m.joined_id', '=', 'd.id'),
    )
    .select(['d.authority_id', 'd.id', 'd.visitor_hash', 'd.account_pseudonym'])
    .where('d.authority_id', '=', authorityId)
    .where('d.joined_to', '=', dossierId)
    .where('m.leading_id', '=', dossierId)
    .where('m.parted_at', 'is', null)
    .where('m.same_person', '=', true)
    .execute();
  return joined.some((row) => mayFollow(row, follower));
}

// Written out: it is run for each page of each dossier.
const selectDossier = `SELECT ${dossierColumns.join(', ')} FROM dossiers WHERE authority_id = $1 AND id = $2`;

/** Policy of everything that an applicant sees of a dossier or does to it. */
export function mayFollow(
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'visitor_hash' | 'account_pseudonym'>,
  follower: Follower,
): boolean {
  return (
    isOwner(dossier, follower) ||
    isKnownAs(dossier, follower.person) ||
    representedBy(dossier, follower) !== undefined ||
    follower.grants.some((grant) => grant.dossierId === dossier.id && grant.authorityId === dossier.authority_id)
  );
}

function isKnownAs(
  { account_pseudonym: kept }: Pick<DossierRow, 'account_pseudonym'>,
  owner: { readonly pseudonym: Buffer } | undefined,
): boolean {
  return kept !== null && owner !== undefined && sameDigest(kept, owner.pseudonym);
}

/** The body whose dossier it is, when the follower represents it. */
function representedBy(dossier: Pick<DossierRow, 'account_pseudonym'>, follower: Follower) {
  return follower.represents?.find((body) => isKnownAs(dossier, body));
}

/**
 * How the history names whoever acts as the applicant. Several people act for a body: the history says which, and
 * `data.by` repeats it for those who follow; `data.helped` says that a helper of Aidants Connect acted for the person.
 */
export function actorOf(
  dossier: Pick<DossierRow, 'account_pseudonym' | 'applicant_name'>,
  follower: Follower,
): { readonly name: string; readonly by: { readonly by?: string; readonly helped?: true } } {
  const body = representedBy(dossier, follower);
  const helped = follower.helped === true ? { helped: true as const } : {};
  if (body === undefined || follower.person === undefined) return { name: dossier.applicant_name, by: helped };
  return { name: `${follower.person.name} (${body.name})`, by: { by: follower.person.name, ...helped } };
}
