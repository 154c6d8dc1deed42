import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { mailRule, signInRules } from '../domain/attempt-rules.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { hashPassword } from '../password-hashing.ts';
import { findAccountByEmail, findAgentByEmail } from '../queries/find-account.ts';
import { consumeToken, withdrawTokens } from './one-time-tokens.ts';

/**
 * Mails a link to whoever has that e-mail. Nobody has it: a mail about nobody is queued, which sends nothing and makes
 * the work the same.
 */
export async function requestPasswordReset(
  parts: IdentityParts,
  who: 'resident' | 'agent',
  email: string,
): Promise<void> {
  const { platform } = parts;
  if ((await parts.attempts.take(mailRule, `${who} ${email}`)) !== undefined) return;
  const { open } = platform.database;
  const id =
    (await (who === 'resident' ? findAccountByEmail(open, email) : findAgentByEmail(open, email)))?.id ?? newId();
  await platform.database.transaction([], (tx) =>
    who === 'resident'
      ? queueAccountEmail(platform, tx, 'reset-password', { accountId: id })
      : queueAccountEmail(platform, tx, 'reset-agent-password', { agentId: id }),
  );
}

/**
 * Sets a new password with the link of the mail. Every session ends, every link is withdrawn, and the address, at which
 * the mail was read, is confirmed.
 * @returns false when the link does not hold
 */
export async function resetAccountPassword(parts: IdentityParts, token: string, password: string): Promise<boolean> {
  const { platform } = parts;
  const now = nowOf(parts);
  const passwordHash = await hashPassword(password);
  const email = await platform.database.transaction([], async (tx) => {
    const accountId = (await consumeToken(tx, 'reset-password', token, now))?.accountId;
    if (!accountId) return undefined;
    const account = await tx
      .updateTable('accounts')
      .set((eb) => ({
        password_hash: passwordHash,
        email_verified_at: eb.fn.coalesce('email_verified_at', eb.val(now)),
      }))
      .where('id', '=', accountId)
      .where('closed_at', 'is', null)
      .returning('email')
      .executeTakeFirst();
    if (account === undefined) return undefined;
    await tx.deleteFrom('sessions').where('account_id', '=', accountId).execute();
    await tx.deleteFrom('pending_sign_ins').where('account_id', '=', accountId).execute();
    await withdrawTokens(tx, { accountId }, now);
    await queueAccountEmail(platform, tx, 'password-changed', { accountId });
    return account.email;
  });
  parts.sessions.forgetAll();
  if (email !== undefined) await parts.attempts.clear(signInRules.account, `resident ${email}`);
  return email !== undefined;
}

/**
 * The same for an agent, by the link of a reset or of an invitation.
 * @param name given with an invitation, which asks for it
 */
export async function setAgentPassword(
  parts: IdentityParts,
  purpose: 'reset-agent-password' | 'invite-agent',
  token: string,
  password: string,
  name?: string,
): Promise<boolean> {
  const { platform } = parts;
  const now = nowOf(parts);
  const passwordHash = await hashPassword(password);
  const email = await platform.database.transaction([], async (tx) => {
    const agentId = (await consumeToken(tx, purpose, token, now))?.agentId;
    if (!agentId) return undefined;
    const agent = await tx
      .updateTable('agents')
      .set({ password_hash: passwordHash, ...(name === undefined ? {} : { name }) })
      .where('id', '=', agentId)
      .where('active', '=', true)
      .returning('email')
      .executeTakeFirst();
    if (agent === undefined) return undefined;
    await tx.deleteFrom('sessions').where('agent_id', '=', agentId).execute();
    await tx.deleteFrom('pending_sign_ins').where('agent_id', '=', agentId).execute();
    await withdrawTokens(tx, { agentId }, now);
    if (purpose === 'reset-agent-password')
      await queueAccountEmail(platform, tx, 'agent-password-changed', { agentId });
    return agent.email;
  });
  parts.sessions.forgetAll();
  if (email !== undefined) await parts.attempts.clear(signInRules.account, `agent ${email}`);
  return email !== undefined;
}
