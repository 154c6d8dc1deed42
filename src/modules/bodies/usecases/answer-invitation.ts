import { sha256 } from '#platform/crypto/digests.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type BodiesParts, nowOf } from '../bodies-parts.ts';
import { listRepresentatives } from '../queries/find-body.ts';
import { recordBodyAct } from './record-body-act.ts';

/**
 * An invitation that waits, for the account whose confirmed address it was sent to. The same answer for a link that was
 * used, that is too old, that was withdrawn, or that somebody else received.
 * @throws NotFoundError
 */
export async function getInvitation(open: Reader | Tx, asked: { token: string; accountId: string; now: Date }) {
  const row = await open
    .selectFrom('body_invitations as i')
    .innerJoin('bodies as b', 'b.id', 'i.body_id')
    .innerJoin('accounts as a', 'a.email', 'i.email')
    .select(['i.id', 'i.body_id', 'i.role', 'i.invited_by_name', 'b.name as body_name'])
    .where('i.token_hash', '=', sha256(asked.token))
    .where('i.answer', 'is', null)
    .where('i.expires_at', '>', asked.now)
    .where('a.id', '=', asked.accountId)
    .where('a.email_verified_at', 'is not', null)
    .where('a.closed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError('invitation-not-found');
  return row;
}

/** Accepts or declines; the link serves no more. @throws NotFoundError */
export async function answerInvitation(
  parts: BodiesParts,
  answer: { readonly token: string; readonly accountId: string; readonly accept: boolean },
): Promise<{ bodyId: string; bodyName: string }> {
  const now = nowOf(parts);
  return parts.platform.database.transaction([], async (tx) => {
    const invitation = await getInvitation(tx, { ...answer, now });
    const bodyId = invitation.body_id;
    await tx.selectFrom('bodies').select('id').where('id', '=', bodyId).forUpdate().executeTakeFirstOrThrow();
    const used = await tx
      .updateTable('body_invitations')
      .set({ answer: answer.accept ? 'accepted' : 'refused', answered_at: now, token_hash: null })
      .where('id', '=', invitation.id)
      .where('answer', 'is', null)
      .executeTakeFirst();
    // Two clicks at once: the second one finds the link used.
    if (used.numUpdatedRows === 0n) throw new NotFoundError('invitation-not-found');
    if (answer.accept) await join(tx, { bodyId, role: invitation.role, accountId: answer.accountId, now });
    return { bodyId, bodyName: invitation.body_name };
  });
}

async function join(
  tx: Tx,
  { bodyId, accountId, role, now }: { bodyId: string; accountId: string; role: 'manager' | 'member'; now: Date },
): Promise<void> {
  const added = await tx
    .insertInto('body_representatives')
    .values({ body_id: bodyId, account_id: accountId, role, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) return;
  const own = (await listRepresentatives(tx, bodyId)).find((one) => one.accountId === accountId);
  const name = own?.name ?? '';
  await recordBodyAct(tx, { bodyId, act: 'joined', actorName: name, about: name, now });
}
