import { queueAccountEmail } from '#modules/notifications/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { type BodiesParts, nowOf } from '../bodies-parts.ts';
import type { RepresentativeRole } from '../domain/body.ts';
import { TooManyWaitingError } from '../errors.ts';
import { lockOwnBody } from '../queries/find-body.ts';
import { recordBodyAct } from './record-body-act.ts';

export const invitationDays = 7;
const mostWaiting = 20;

/**
 * Invites somebody by e-mail to represent the body. The link is made when the mail leaves, serves once and only the
 * account of that address; a new invitation of the same address replaces the former one.
 * @throws NotFoundError for whoever does not represent the body @throws ForbiddenError for a member
 * @throws {TooManyWaitingError}
 */
export async function inviteRepresentative(
  parts: BodiesParts,
  invitation: {
    readonly accountId: string;
    readonly bodyId: string;
    readonly email: string;
    readonly role: RepresentativeRole;
    readonly locale: Locale;
  },
): Promise<void> {
  const { bodyId, email, accountId } = invitation;
  const now = nowOf(parts);
  await parts.platform.database.transaction([], async (tx) => {
    const { own } = await lockOwnBody(tx, bodyId, accountId);
    if (own.role !== 'manager') throw new ForbiddenError('not-a-manager');
    await tx
      .updateTable('body_invitations')
      .set({ answer: 'withdrawn', answered_at: now, token_hash: null })
      .where('body_id', '=', bodyId)
      .where('email', '=', email)
      .where('answer', 'is', null)
      .execute();
    const waiting = await openInvitations(tx, bodyId, now);
    if (waiting.length >= mostWaiting) throw new TooManyWaitingError();
    const id = newId();
    await tx
      .insertInto('body_invitations')
      .values({
        id,
        body_id: bodyId,
        email,
        role: invitation.role,
        token_hash: null,
        invited_by: accountId,
        invited_by_name: own.name,
        locale: invitation.locale,
        created_at: now,
        expires_at: new Date(now.getTime() + invitationDays * 24 * 3600_000),
      })
      .execute();
    await recordBodyAct(tx, { bodyId, act: 'invited', actorName: own.name, about: email, now });
    await queueAccountEmail(parts.platform, tx, 'body-invitation', { invitationId: id });
  });
}

/** Those that wait for an answer, the latest first. */
export function openInvitations(open: Reader | Tx, bodyId: string, now: Date) {
  return open
    .selectFrom('body_invitations')
    .select(['id', 'email', 'role', 'expires_at'])
    .where('body_id', '=', bodyId)
    .where('answer', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
}

/** The secret of the link, made when the mail leaves; undefined when nothing waits any more. */
export async function issueInvitationToken(parts: Pick<BodiesParts, 'platform'>, invitationId: string) {
  const token = newToken();
  const row = await parts.platform.database.open
    .updateTable('body_invitations as i')
    .from('bodies as b')
    .set({ token_hash: sha256(token) })
    .whereRef('b.id', '=', 'i.body_id')
    .where('i.id', '=', invitationId)
    .where('i.answer', 'is', null)
    .where('i.expires_at', '>', nowOf(parts))
    .returning(['i.email', 'i.locale', 'i.invited_by_name', 'b.name as body_name'])
    .executeTakeFirst();
  return row === undefined ? undefined : { token, ...row };
}

/** Takes an invitation back. @throws NotFoundError @throws ForbiddenError for a member */
export async function withdrawInvitation(
  parts: BodiesParts,
  { accountId, bodyId, invitationId }: { accountId: string; bodyId: string; invitationId: string },
): Promise<void> {
  const now = nowOf(parts);
  await parts.platform.database.transaction([], async (tx) => {
    const { own } = await lockOwnBody(tx, bodyId, accountId);
    if (own.role !== 'manager') throw new ForbiddenError('not-a-manager');
    const row = await tx
      .updateTable('body_invitations')
      .set({ answer: 'withdrawn', answered_at: now, token_hash: null })
      .where('id', '=', invitationId)
      .where('body_id', '=', bodyId)
      .where('answer', 'is', null)
      .returning('email')
      .executeTakeFirst();
    if (row === undefined) throw new NotFoundError('invitation-not-found');
    await recordBodyAct(tx, { bodyId, act: 'invitation-withdrawn', actorName: own.name, about: row.email, now });
  });
}
