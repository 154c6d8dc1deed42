import type { AttemptLimiter } from '../attempts.ts';
import { signInRules } from '../domain/attempt-rules.ts';
import { networkOf } from '../domain/network-of.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { isPassword } from '../password-hashing.ts';
import { findAccount, findAccountByEmail, findAgentByEmail } from '../queries/find-account.ts';
import { consumeToken, findTokenOwner } from './one-time-tokens.ts';
import { type NewSession, openAgentSession, openResidentSession } from './open-session.ts';

export interface Credentials {
  /** As typed, in small letters. */
  readonly email: string;
  readonly password: string;
}

export interface SigningIn {
  readonly ip: string;
  readonly userAgent: string;
  /** The session cookie that the browser still sends. */
  readonly formerToken?: string | undefined;
}

/** `refused` says nothing of why; `wait` holds whether or not somebody has that e-mail. */
export type SignInOutcome<T> =
  | ({ readonly kind: 'signed-in'; readonly session: NewSession } & T)
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Signs a resident in. An address that was not confirmed yet is refused like a wrong password, or it would tell who has an account. */
export async function signInResident(
  parts: IdentityParts,
  given: Credentials & { readonly remembered: boolean },
  browser: SigningIn,
): Promise<SignInOutcome<{ accountId: string }>> {
  const { platform } = parts;
  return restricted(parts.attempts, `resident ${given.email}`, browser.ip, async () => {
    const account = await findAccountByEmail(platform.database.open, given.email);
    const same = await isPassword(account?.password_hash, given.password);
    if (account === undefined || !same || account.email_verified_at === null) return undefined;
    const session = await platform.database.transaction([], (tx) =>
      openResidentSession(tx, account.id, given.remembered, { now: nowOf(parts), ...browser }),
    );
    parts.sessions.forgetAll();
    return { session, accountId: account.id };
  });
}

/**
 * Confirms the address of a new account with the link of the mail and the password that was chosen, and signs in.
 * @returns undefined when the link does not hold
 */
export async function verifyEmail(
  parts: IdentityParts,
  token: string,
  password: string,
  browser: SigningIn,
): Promise<SignInOutcome<{ accountId: string }> | undefined> {
  const { platform } = parts;
  const owner = await findTokenOwner(platform.database.open, 'verify-email', token, nowOf(parts));
  const account = owner?.accountId ? await findAccount(platform.database.open, owner.accountId) : undefined;
  if (account === undefined) return undefined;
  return restricted(parts.attempts, `resident ${account.email}`, browser.ip, async () => {
    if (!(await isPassword(account.password_hash, password))) return undefined;
    const now = nowOf(parts);
    const session = await platform.database.transaction([], async (tx) => {
      if ((await consumeToken(tx, 'verify-email', token, now)) === undefined) return undefined;
      await tx.updateTable('accounts').set({ email_verified_at: now }).where('id', '=', account.id).execute();
      return openResidentSession(tx, account.id, false, { now, ...browser });
    });
    return session && { session, accountId: account.id };
  });
}

/** Signs an agent in, for the authority that employs them the longest: those of several choose afterwards. */
export async function signInAgent(
  parts: IdentityParts,
  given: Credentials,
  browser: SigningIn,
): Promise<SignInOutcome<{ agentId: string; authorities: readonly string[] }>> {
  const { platform } = parts;
  return restricted(parts.attempts, `agent ${given.email}`, browser.ip, async () => {
    const agent = await findAgentByEmail(platform.database.open, given.email);
    const same = await isPassword(agent?.password_hash, given.password);
    if (agent === undefined || !same || !agent.active) return undefined;
    const authorities = await listEmployers(parts, agent.id);
    const first = authorities[0];
    if (first === undefined) return undefined;
    const session = await platform.database.transaction([], (tx) =>
      openAgentSession(tx, agent.id, first, { now: nowOf(parts), ...browser }),
    );
    parts.sessions.forgetAll();
    return { session, agentId: agent.id, authorities };
  });
}

/** The authorities that employ the agent, the first one first. */
export async function listEmployers({ platform }: Pick<IdentityParts, 'platform'>, agentId: string): Promise<string[]> {
  const rows = await platform.database.open
    .selectFrom((eb) => eb.fn<{ authority_id: string; role: string }>('agent_authorities', [eb.val(agentId)]).as('r'))
    .select('r.authority_id')
    .execute();
  return rows.map((row) => row.authority_id);
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
    (await isPassword(stored, password)) ? { session: { token: '' } } : undefined,
  );
  if (outcome.kind === 'wait') return { wait: outcome.seconds };
  return outcome.kind === 'signed-in' ? 'yes' : 'no';
}

async function restricted<T extends { session: NewSession }>(
  attempts: AttemptLimiter,
  who: string,
  ip: string,
  attempt: () => Promise<T | undefined>,
): Promise<SignInOutcome<Omit<T, 'session'>>> {
  const address = networkOf(ip);
  const wait = (await attempts.take(signInRules.address, address)) ?? (await attempts.take(signInRules.account, who));
  if (wait !== undefined) return { kind: 'wait', seconds: wait };
  const done = await attempt();
  if (done === undefined) return { kind: 'refused' };
  await attempts.giveBack(signInRules.address, address);
  await attempts.clear(signInRules.account, who);
  return { kind: 'signed-in', ...done };
}
