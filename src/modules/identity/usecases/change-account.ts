import { queueAccountEmail } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import { isRemembered } from '../domain/session-terms.ts';
import { isFresh } from '../domain/sign-in-terms.ts';
import { findFederation } from '../federation/queries/find-federation.ts';
import { keepFederation } from '../federation/usecases/federated-session.ts';
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

/**
 * Changes what fills forms in. Dossiers already sent keep what they said. Names that FranceConnect vouches for stay as it
 * said them.
 */
export async function changeDetails(parts: IdentityParts, accountId: string, details: Details): Promise<void> {
  const { open } = parts.platform.database;
  const vouched = (await findFederation(open, accountId)) !== undefined;
  await open
    .updateTable('accounts')
    .set({
      ...(vouched ? {} : { given_names: details.givenNames || null, family_name: details.familyName || null }),
      phone: details.phone || null,
      address: details.address === undefined ? null : JSON.stringify(details.address),
      locale: details.locale,
    })
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .execute();
  parts.sessions.forgetAll();
}

export interface Asking {
  readonly accountId: string;
  /** The present one: nobody changes these things at a computer left open. */
  readonly password: string;
  /** For an account without a password, the last proof of the session counts instead, while it is recent. */
  readonly authenticatedAt: Date;
  readonly ip: string;
}

export type Confirmed<T> =
  | ({ readonly kind: 'done' } & T)
  | { readonly kind: 'wrong-password' }
  /** No password to ask for, and the last proof is too old. */
  | { readonly kind: 'stale' }
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
    const renew = async (tx: Tx) => {
      await tx.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', account.id).execute();
      const ended = await tx.deleteFrom('sessions').where('account_id', '=', account.id).returningAll().execute();
      const present = ended.find((session) => session.token_hash.equals(asking.sessionHash));
      const remembered =
        present !== undefined && isRemembered({ createdAt: present.created_at, expiresAt: present.expires_at });
      await tx.deleteFrom('pending_sign_ins').where('account_id', '=', account.id).execute();
      await withdrawTokens(tx, { accountId: account.id }, now);
      await queueAccountEmail(platform, tx, 'password-changed', { accountId: account.id });
      const proof = present && { assurance: present.assurance, factors: present.factors };
      return openResidentSession(tx, account.id, remembered, { now, proof, userAgent: asking.userAgent });
    };
    const session = await platform.database.transaction([], (tx) =>
      keepFederation(tx, asking.sessionHash, () => renew(tx)),
    );
    parts.sessions.forgetAll();
    return { session };
  });
}

const ownTables = [
  'sessions',
  'one_time_tokens',
  'account_drafts',
  'account_dossiers',
  'household_members',
  'household_departures',
  'profile_data',
  'profile_choices',
  'profile_contacts',
  'exchange_consents',
  'exchange_uses',
  'body_representatives',
  'body_declarers',
  'passkeys',
  'code_apps',
  'recovery_codes',
  'pending_sign_ins',
  'known_browsers',
  'email_changes',
  'account_federations',
] as const;

/** What somebody should see to before their account closes. */
export interface ClosingWarning {
  readonly text: string;
  readonly link: { readonly href: string; readonly label: string };
}

/** What one module keeps of accounts. */
export interface AccountClosing {
  /** In the transaction of the closing, while the person still has a name. */
  erase(tx: Tx, accountId: string): Promise<void>;
  /** Said before the account closes; it closes all the same when the person goes on. */
  warn?(accountId: string, locale: Locale): Promise<readonly ClosingWarning[]>;
}

const closings = new Map<string, AccountClosing>();

/** Said once at start by a module that keeps something of an account. */
export function onAccountClosing(name: string, closing: AccountClosing): void {
  closings.set(name, closing);
}

/** What this person should see to first. */
export async function closingWarnings(accountId: string, locale: Locale): Promise<readonly ClosingWarning[]> {
  const warnings = await Promise.all([...closings.values()].map((one) => one.warn?.(accountId, locale) ?? []));
  return warnings.flat();
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
      for (const closing of closings.values()) await closing.erase(tx, account.id);
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
          second_factor: false,
          closed_at: now,
        })
        .where('id', '=', account.id)
        .execute();
      for (const table of ownTables) await tx.deleteFrom(table).where('account_id', '=', account.id).execute();
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
  if (account.password_hash === null) {
    if (!isFresh(asking.authenticatedAt, nowOf(parts))) return { kind: 'stale' };
    return { kind: 'done', ...(await act(account)) };
  }
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
