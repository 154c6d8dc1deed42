import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { mailRule } from '../domain/attempt-rules.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { findAccountByEmail } from '../queries/find-account.ts';
import { type Completion, completeSignIn, type SigningIn } from './complete-sign-in.ts';
import { noteSignIn } from './note-sign-in.ts';
import { consumeToken } from './one-time-tokens.ts';

/** Mails a link that signs in once. About nobody, the same work is done and nothing is sent. */
export async function requestSignInLink(parts: IdentityParts, email: string): Promise<void> {
  const { platform } = parts;
  if ((await parts.attempts.take(mailRule, `link ${email}`)) !== undefined) return;
  const account = await findAccountByEmail(platform.database.open, email);
  const id = account?.email_verified_at == null ? newId() : account.id;
  await platform.database.transaction([], (tx) => queueAccountEmail(platform, tx, 'sign-in-link', { accountId: id }));
}

/** Signs in with the link, once. @returns undefined when it does not hold */
export async function useSignInLink(
  parts: IdentityParts,
  token: string,
  comeBackTo: string,
  browser: SigningIn,
): Promise<Completion | undefined> {
  const owner = await parts.platform.database.transaction([], (tx) => consumeToken(tx, 'sign-in', token, nowOf(parts)));
  if (!owner?.accountId) {
    noteSignIn(parts, { hat: 'resident' }, { kind: 'link', outcome: 'refused' });
    return undefined;
  }
  return completeSignIn(
    parts,
    {
      owner: { hat: 'resident', id: owner.accountId },
      assurance: 'link',
      factors: ['link'],
      remembered: false,
      comeBackTo,
    },
    browser,
  );
}
