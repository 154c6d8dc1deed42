import { queueAccountEmail } from '#modules/notifications/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId, newToken } from '#platform/crypto/ids.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { hashSharingCode, newSharingCode } from '../domain/sharing-code.ts';
import { type FamiliesParts, nowOf } from '../families-parts.ts';
import { findSharing } from '../queries/find-sharing.ts';

const invitationDays = 7;

/**
 * Invites the other parent of a child. The e-mail holds a link and names nobody; the code is told by the parent who
 * invites, who thereby agrees. Inviting again replaces the former invitation.
 * @returns the code, shown this once, and the invitation @throws ConflictError when the child is shared already
 */
export async function inviteParent(
  parts: FamiliesParts,
  invitation: {
    readonly accountId: string;
    readonly memberId: string;
    readonly email: string;
    readonly showsDossiers: boolean;
    readonly locale: Locale;
  },
): Promise<{ readonly id: string; readonly code: string }> {
  const { accountId, memberId } = invitation;
  const now = nowOf(parts);
  const code = newSharingCode();
  const id = newId();
  await parts.platform.database.transaction([], async (tx) => {
    if ((await findSharing(tx, invitation)) !== undefined) throw new ConflictError('child-shared');
    await withdraw(parts, tx, { accountId, memberId });
    await tx
      .insertInto('child_invitations')
      .values({
        id,
        account_id: accountId,
        member_id: memberId,
        email: invitation.email,
        token_hash: null,
        code_hash: hashSharingCode(code),
        shows_dossiers: invitation.showsDossiers,
        locale: invitation.locale,
        created_at: now,
        expires_at: new Date(now.getTime() + invitationDays * 24 * 3600_000),
      })
      .execute();
    await queueAccountEmail(parts.platform, tx, 'child-invitation', { invitationId: id });
  });
  return { id, code };
}

/** The invitation that waits is taken back. Harmless when there is none. */
export function withdrawParentInvitation(
  parts: FamiliesParts,
  own: { accountId: string; memberId: string },
): Promise<void> {
  return parts.platform.database.transaction([], (tx) => withdraw(parts, tx, own));
}

async function withdraw(
  parts: FamiliesParts,
  tx: Parameters<Parameters<FamiliesParts['platform']['database']['transaction']>[1]>[0],
  { accountId, memberId }: { accountId: string; memberId: string },
): Promise<void> {
  await tx
    .updateTable('child_invitations')
    .set({ answer: 'withdrawn', answered_at: nowOf(parts), token_hash: null })
    .where('account_id', '=', accountId)
    .where('member_id', '=', memberId)
    .where('answer', 'is', null)
    .execute();
}

/** The secret of the link, made when the mail leaves; undefined when nothing waits any more. */
export async function issueParentToken(parts: FamiliesParts, invitationId: string) {
  const token = newToken();
  const row = await parts.platform.database.open
    .updateTable('child_invitations')
    .set({ token_hash: sha256(token) })
    .where('id', '=', invitationId)
    .where('answer', 'is', null)
    .where('expires_at', '>', nowOf(parts))
    .returning(['email', 'locale'])
    .executeTakeFirst();
  return row === undefined ? undefined : { token, ...row };
}
