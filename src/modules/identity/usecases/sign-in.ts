import type { AttemptLimiter } from '../attempts.ts';
import { signInRules } from '../domain/attempt-rules.ts';
import { networkOf } from '../domain/network-of.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import type { Hat, Owner } from '../owner.ts';
import { isPassword } from '../password-hashing.ts';
import { findAccount, findAccountByEmail, findAgentByEmail } from '../queries/find-account.ts';
import { type Completion, completeSignIn, type SigningIn } from './complete-sign-in.ts';
import { noteSignIn } from './note-sign-in.ts';
import { consumeToken, findTokenOwner } from './one-time-tokens.ts';
import { type PasskeySite, usePasskey } from './passkeys.ts';

export interface Credentials {
  /** As typed, in small letters. */
  readonly email: string;
  readonly password: string;
}

/** What is to happen once the person is known. */
export interface Wanted {
  readonly remembered: boolean;
  /** A path of this site. */
  readonly comeBackTo: string;
}

/** `refused` says nothing of why; `wait` holds whether or not somebody has that e-mail. */
export type SignInOutcome =
  | Completion
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number };

/**
 * Signs in with a password. An address that was not confirmed yet, an agent who left, an account without a password are
 * refused like a wrong password, after the same work: anything else would tell who has an account.
 */
export async function signInWithPassword(
  parts: IdentityParts,
  hat: Hat,
  given: Credentials,
  wanted: Wanted,
  browser: SigningIn,
): Promise<SignInOutcome> {
  const { open } = parts.platform.database;
  let known: string | undefined;
  const outcome = await restricted(parts.attempts, `${hat} ${given.email}`, browser.ip, async () => {
    const person = hat === 'resident' ? await accountToSignIn() : await agentToSignIn();
    known = person?.id;
    const same = await isPassword(person?.passwordHash, given.password);
    if (person === undefined || !same || !person.open) return undefined;
    return completeSignIn(
      parts,
      { owner: { hat, id: person.id }, assurance: 'password', factors: ['password'], ...wanted },
      browser,
    );
  });
  if (outcome.kind === 'refused' || outcome.kind === 'wait')
    noteSignIn(parts, { hat, id: known ?? given.email }, { kind: 'password', outcome: outcome.kind });
  return outcome;

  async function accountToSignIn() {
    const account = await findAccountByEmail(open, given.email);
    return account && { id: account.id, passwordHash: account.password_hash, open: account.email_verified_at !== null };
  }

  async function agentToSignIn() {
    const agent = await findAgentByEmail(open, given.email);
    return agent && { id: agent.id, passwordHash: agent.password_hash, open: agent.active };
  }
}

/** What a challenge to sign in is for: an answer made for the other hat opens nothing. */
export const signInPurpose = (hat: Hat): string => `sign-in ${hat}`;

/** Signs in with a passkey alone: it says whose it is, and that its holder unlocked it. */
export async function signInWithPasskey(
  parts: IdentityParts,
  hat: Hat,
  given: { readonly answer: string; readonly site: PasskeySite; readonly visitorHash: Buffer },
  wanted: Wanted,
  browser: SigningIn,
): Promise<SignInOutcome> {
  const challenge = { purpose: signInPurpose(hat), visitorHash: given.visitorHash };
  const address = networkOf(browser.ip);
  const wait = await parts.attempts.take(signInRules.address, address);
  if (wait !== undefined) {
    noteSignIn(parts, { hat }, { kind: 'passkey', outcome: 'wait' });
    return { kind: 'wait', seconds: wait };
  }
  const owner = await usePasskey(parts, given.site, challenge, given.answer);
  if (owner?.hat !== hat || !(await isOpen(parts, owner))) {
    noteSignIn(parts, { hat, id: owner?.id }, { kind: 'passkey', outcome: 'refused' });
    return { kind: 'refused' };
  }
  await parts.attempts.giveBack(signInRules.address, address);
  const done = await completeSignIn(parts, { owner, assurance: 'passkey', factors: ['passkey'], ...wanted }, browser);
  return done ?? { kind: 'refused' };
}

async function isOpen({ platform }: IdentityParts, owner: Owner): Promise<boolean> {
  const { open } = platform.database;
  const row =
    owner.hat === 'resident'
      ? await open
          .selectFrom('accounts')
          .select('id')
          .where('id', '=', owner.id)
          .where('closed_at', 'is', null)
          .executeTakeFirst()
      : await open
          .selectFrom('agents')
          .select('id')
          .where('id', '=', owner.id)
          .where('active', '=', true)
          .executeTakeFirst();
  return row !== undefined;
}

/**
 * Confirms the address of a new account with the link of the mail, and the password that was chosen if one was, and signs
 * in.
 * @returns undefined when the link does not hold
 */
export async function verifyEmail(
  parts: IdentityParts,
  token: string,
  password: string,
  browser: SigningIn,
): Promise<SignInOutcome | undefined> {
  const { platform } = parts;
  const owner = await findTokenOwner(platform.database.open, 'verify-email', token, nowOf(parts));
  const account = owner?.accountId ? await findAccount(platform.database.open, owner.accountId) : undefined;
  if (account === undefined) return undefined;
  const { id, password_hash: stored } = account;
  return restricted(parts.attempts, `resident ${account.email}`, browser.ip, async () => {
    if (stored !== null && !(await isPassword(stored, password))) return undefined;
    const now = nowOf(parts);
    const confirmed = await platform.database.transaction([], async (tx) => {
      if ((await consumeToken(tx, 'verify-email', token, now)) === undefined) return false;
      const changed = await tx
        .updateTable('accounts')
        .set({ email_verified_at: now })
        .where('id', '=', id)
        // What was chosen since this page was shown is another account's opening.
        .where((eb) => eb('password_hash', 'is not distinct from', stored))
        .executeTakeFirst();
      return changed.numUpdatedRows === 1n;
    });
    if (!confirmed) return undefined;
    const assurance = stored === null ? 'link' : 'password';
    return completeSignIn(
      parts,
      {
        owner: { hat: 'resident', id },
        assurance,
        factors: [assurance],
        remembered: false,
        comeBackTo: stored === null ? '/mon-espace/profil/securite' : '/mon-espace',
      },
      browser,
    );
  });
}

/** Whether the password of somebody who is signed in is theirs, under the same restriction as a sign-in. */
export async function confirmPassword(
  attempts: AttemptLimiter,
  who: string,
  ip: string,
  stored: string | null,
  password: string,
): Promise<'yes' | 'no' | { readonly wait: number }> {
  const outcome = await restricted(attempts, who, ip, async () =>
    (await isPassword(stored, password)) ? { kind: 'yes' as const } : undefined,
  );
  if (outcome.kind === 'wait') return { wait: outcome.seconds };
  return outcome.kind === 'yes' ? 'yes' : 'no';
}

async function restricted<T extends { readonly kind: string }>(
  attempts: AttemptLimiter,
  who: string,
  ip: string,
  attempt: () => Promise<T | undefined>,
): Promise<T | { readonly kind: 'refused' } | { readonly kind: 'wait'; readonly seconds: number }> {
  const address = networkOf(ip);
  const wait = (await attempts.take(signInRules.address, address)) ?? (await attempts.take(signInRules.account, who));
  if (wait !== undefined) return { kind: 'wait', seconds: wait };
  const done = await attempt();
  if (done === undefined) return { kind: 'refused' };
  await attempts.giveBack(signInRules.address, address);
  await attempts.clear(signInRules.account, who);
  return done;
}
