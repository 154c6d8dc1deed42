import { forgiveAttempt, isSameMember, limitAttempts } from '#modules/identity/index.ts';
import { sameDigest, sha256 } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import { hashSharingCode } from '../domain/sharing-code.ts';
import { type FamiliesParts, nowOf } from '../families-parts.ts';

/**
 * An invitation that waits, for the account whose confirmed address it was sent to. The same answer for a link that was
 * used, that is too old, that was withdrawn, or that somebody else received; the parent who invites cannot accept.
 * @throws NotFoundError
 */
export async function getParentInvitation(
  open: Reader | Tx,
  asked: { readonly token: string; readonly accountId: string; readonly now: Date },
) {
  const row = await open
    .selectFrom('child_invitations as i')
    .innerJoin('accounts as a', 'a.email', 'i.email')
    .select(['i.id', 'i.account_id', 'i.member_id', 'i.code_hash', 'i.shows_dossiers'])
    .where('i.token_hash', '=', sha256(asked.token))
    .where('i.answer', 'is', null)
    .where('i.expires_at', '>', asked.now)
    .where('i.account_id', '<>', asked.accountId)
    .where('a.id', '=', asked.accountId)
    .where('a.email_verified_at', 'is not', null)
    .where('a.closed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError('invitation-not-found');
  return row;
}

export type ParentAnswer =
  | { readonly kind: 'shared'; readonly memberId: string; readonly givenNames: string }
  | { readonly kind: 'declined' }
  | { readonly kind: 'wrong-code' }
  | { readonly kind: 'wait'; readonly seconds: number };

/**
 * The other parent accepts with the code that they were told, or declines. The child joins their household in the words
 * of the parent who invites, unless it is there already.
 * @throws NotFoundError @throws ConflictError when the household is full, or the child is shared already
 */
export async function answerParentInvitation(
  parts: FamiliesParts,
  answer: {
    readonly token: string;
    readonly accountId: string;
    readonly accept: boolean;
    readonly code: string;
    readonly showsDossiers: boolean;
  },
): Promise<ParentAnswer> {
  const { open } = parts.platform.database;
  const now = nowOf(parts);
  const { accountId } = answer;
  const invitation = await getParentInvitation(open, { ...answer, now });
  if (!answer.accept) {
    await parts.platform.database.transaction([], (tx) => use(tx, invitation.id, 'refused', now));
    return { kind: 'declined' };
  }
  const attempt = { kind: 'helper-code', keys: [`child ${invitation.id}`] } as const;
  const limited = await limitAttempts(open, { ...attempt, now });
  if (limited !== undefined) return { kind: 'wait', seconds: limited.wait };
  if (!sameDigest(hashSharingCode(answer.code), invitation.code_hash)) return { kind: 'wrong-code' };
  await forgiveAttempt(open, attempt);

  const theirs = await parts.identity.listHousehold(invitation.account_id);
  const child = theirs.find((member) => member.id === invitation.member_id);
  if (child === undefined) throw new NotFoundError('invitation-not-found');
  const { id: _id, ...details } = child;
  await parts.identity.addHouseholdMembers(accountId, [{ ...details, relation: 'child' }]);
  const own = (await parts.identity.listHousehold(accountId)).find((member) => isSameMember(member, child));
  if (own === undefined) throw new NotFoundError('invitation-not-found');
  await parts.platform.database.transaction([], async (tx) => {
    await use(tx, invitation.id, 'accepted', now);
    await share(tx, now, [
      { accountId: invitation.account_id, memberId: child.id, shows: invitation.shows_dossiers },
      { accountId, memberId: own.id, shows: answer.showsDossiers },
    ]);
  });
  return { kind: 'shared', memberId: own.id, givenNames: own.givenNames };
}

/** Once: two clicks at the same moment find it used. */
async function use(tx: Tx, id: string, answer: 'accepted' | 'refused', now: Date): Promise<void> {
  const used = await tx
    .updateTable('child_invitations')
    .set({ answer, answered_at: now, token_hash: null })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows === 0n) throw new NotFoundError('invitation-not-found');
}

async function share(
  tx: Tx,
  now: Date,
  parents: readonly { accountId: string; memberId: string; shows: boolean }[],
): Promise<void> {
  const childId = newId();
  await tx.insertInto('shared_children').values({ id: childId, created_at: now }).execute();
  const added = await tx
    .insertInto('child_parents')
    .values(
      parents.map((parent) => ({
        child_id: childId,
        account_id: parent.accountId,
        member_id: parent.memberId,
        shows_dossiers: parent.shows,
        since: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'member_id']).doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 2n) throw new ConflictError('child-shared');
}
