import { queueAccountEmail } from '#modules/notifications/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import { isRemembered } from '../domain/session-terms.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { hashPassword } from '../password-hashing.ts';
import { findAccount } from '../queries/find-account.ts';
import { withdrawTokens } from './one-time-tokens.ts';
import { type NewSession, openResidentSession } from './open-session.ts';
import { confirmPassword } from './sign-in.ts';

export interface Details {
  readonly givenNames: string;
  readonly familyName: string;
  /** E.164 or ''. */
  readonly phone: string;
  readonly address: PostalAddress | undefined;
  readonly locale: Locale;
}

/** Changes what fills forms in. Dossiers already sent keep what they said. */
export async function changeDetails(parts: IdentityParts, accountId: string, details: Details): Promise<void> {
  await parts.platform.database.open
    .updateTable('accounts')
    .set({
      given_names: details.givenNames || null,
      family_name: details.familyName || null,
      phone: details.phone || null,
      address: details.address === undefined ? null : JSON.stringify(details.address),
      locale: details.locale,
    })
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .execute();
  parts.sessions.forgetAll();
}

interface Asking {
  readonly accountId: string;
  /** The present one: nobody changes these things at a computer left open. */
  readonly password: string;
  readonly ip: string;
}

export type Confirmed<T> =
  | ({ readonly kind: 'done' } & T)
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Changes the password. Every other session ends, and this one goes on under a new secret. */
export async function changePassword(
  parts: IdentityParts,
  asking: Asking & { readonly newPassword: string; readonly sessionHash: Buffer; readonly userAgent: string },
): Promise<Confirmed<{ session: NewSession }>> {
  return confirmed(parts, asking, async (account) => {
    const { platform } = parts;
    const now = nowOf(parts);
    const passwordHash = await hashPassword(asking.newPassword);
    const session = await platform.database.transaction([], async (tx) => {
      await tx.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', account.id).execute();
      const ended = await tx.deleteFrom('sessions').where('account_id', '=', account.id).returningAll().execute();
      const present = ended.find((session) => session.token_hash.equals(asking.sessionHash));
      const remembered =
        present !== undefined && isRemembered({ createdAt: present.created_at, expiresAt: present.expires_at });
      await withdrawTokens(tx, { accountId: account.id }, now);
      await queueAccountEmail(platform, tx, 'password-changed', { accountId: account.id });
      return openResidentSession(tx, account.id, remembered, { now, userAgent: asking.userAgent });
    });
    parts.sessions.forgetAll();
    return { session };
  });
}

/**
 * Closes the account: what we knew of the person is erased, the e-mail included. Dossiers stay with the authorities that
 * received them, for as long as each procedure says, and can still be followed with their codes.
 * @returns the e-mail, to say farewell
 */
export async function closeAccount(
  parts: IdentityParts,
  asking: Asking,
): Promise<Confirmed<{ email: string; locale: Locale }>> {
  return confirmed(parts, asking, async (account) => {
    const now = nowOf(parts);
    await parts.platform.database.transaction([], async (tx) => {
      await tx
        .updateTable('accounts')
        .set({
          email: '',
          email_verified_at: null,
          password_hash: null,
          given_names: null,
          family_name: null,
          phone: null,
          address: null,
          closed_at: now,
        })
        .where('id', '=', account.id)
        .execute();
      const own = ['sessions', 'one_time_tokens', 'account_drafts', 'account_dossiers', 'household_members'] as const;
      for (const table of own) {
        await tx.deleteFrom(table).where('account_id', '=', account.id).execute();
      }
    });
    parts.sessions.forgetAll();
    return { email: account.email, locale: account.locale };
  });
}

/** Does it once the present password is confirmed, under the same restriction as a sign-in. */
export async function confirmed<T extends object>(
  parts: IdentityParts,
  asking: Asking,
  act: (account: NonNullable<Awaited<ReturnType<typeof findAccount>>>) => Promise<T>,
): Promise<Confirmed<T>> {
  const account = await findAccount(parts.platform.database.open, asking.accountId);
  if (account === undefined) return { kind: 'wrong-password' };
  const answer = await confirmPassword(
    parts.attempts,
    `resident ${account.email}`,
    asking.ip,
    account.password_hash,
    asking.password,
  );
  if (answer === 'no') return { kind: 'wrong-password' };
  if (answer !== 'yes') return { kind: 'wait', seconds: answer.wait };
  return { kind: 'done', ...(await act(account)) };
}
