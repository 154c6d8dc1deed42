import { queueAccountEmail } from '#modules/notifications/index.ts';
import { ForbiddenError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { keepFederation } from '../federation/usecases/federated-session.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { hashPassword } from '../password-hashing.ts';
import { findAgent } from '../queries/find-account.ts';
import type { Confirmed } from './change-account.ts';
import { listEmployers } from './list-employers.ts';
import { withdrawTokens } from './one-time-tokens.ts';
import { type NewSession, openAgentSession } from './open-session.ts';
import { confirmPassword } from './sign-in.ts';

/** An agent's own name, as residents read it, and language. */
export async function changeAgentDetails(
  parts: IdentityParts,
  agent: AgentPrincipal,
  name: string,
  locale: Locale,
): Promise<void> {
  await parts.platform.database.open
    .updateTable('agents')
    .set({ name, locale })
    .where('id', '=', agent.agentId)
    .execute();
  parts.sessions.forgetAll();
}

/** Changes an agent's password. Their other sessions end, this one goes on under a new secret. */
export async function changeAgentPassword(
  parts: IdentityParts,
  agent: AgentPrincipal,
  asking: { readonly password: string; readonly newPassword: string; readonly ip: string; readonly userAgent: string },
): Promise<Confirmed<{ session: NewSession }>> {
  const { platform } = parts;
  const stored = await findAgent(platform.database.open, agent.agentId);
  const answer = await confirmPassword(
    parts.attempts,
    `agent ${agent.email}`,
    asking.ip,
    stored?.password_hash ?? null,
    asking.password,
  );
  if (answer === 'no') return { kind: 'wrong-password' };
  if (answer !== 'yes') return { kind: 'wait', seconds: answer.wait };
  const passwordHash = await hashPassword(asking.newPassword);
  const now = nowOf(parts);
  const session = await platform.database.transaction([], async (tx) => {
    await tx.updateTable('agents').set({ password_hash: passwordHash }).where('id', '=', agent.agentId).execute();
    await tx.deleteFrom('pending_sign_ins').where('agent_id', '=', agent.agentId).execute();
    await withdrawTokens(tx, { agentId: agent.agentId }, now);
    await queueAccountEmail(platform, tx, 'agent-password-changed', { agentId: agent.agentId });
    const proof = { assurance: 'password', factors: agent.factors ?? ['password'] } as const;
    return keepFederation(tx, agent.sessionHash, async () => {
      await tx.deleteFrom('sessions').where('agent_id', '=', agent.agentId).execute();
      const idle = parts.platform.config.agentIdleSeconds;
      return openAgentSession(tx, agent.agentId, agent.authorityId, { now, idle, proof, userAgent: asking.userAgent });
    });
  });
  parts.sessions.forgetAll();
  return { kind: 'done', session };
}

/**
 * Goes on for another employer, under a new session that ends when the former one would have.
 * @throws ForbiddenError `not-an-employer`
 */
export async function changeEmployer(
  parts: IdentityParts,
  agent: AgentPrincipal,
  authorityId: string,
  browser: { readonly userAgent: string; readonly formerToken: string },
): Promise<NewSession> {
  const employers = await listEmployers(parts, agent.agentId);
  if (!employers.some((employer) => employer.authorityId === authorityId)) throw new ForbiddenError('not-an-employer');
  const now = nowOf(parts);
  const session = await parts.platform.database.transaction([], async (tx) => {
    const former = await tx
      .selectFrom('sessions')
      .select(['expires_at', 'assurance', 'factors', 'authenticated_at', 'created_at'])
      .where('token_hash', '=', agent.sessionHash)
      .where('agent_id', '=', agent.agentId)
      .executeTakeFirst();
    const ends = former && { createdAt: former.created_at, expiresAt: former.expires_at };
    const proof = former && { assurance: former.assurance, factors: former.factors };
    const authenticatedAt = former?.authenticated_at ?? undefined;
    return keepFederation(tx, agent.sessionHash, () =>
      openAgentSession(tx, agent.agentId, authorityId, {
        now,
        idle: parts.platform.config.agentIdleSeconds,
        former: ends,
        proof,
        authenticatedAt,
        ...browser,
      }),
    );
  });
  parts.sessions.forgetAll();
  return session;
}
