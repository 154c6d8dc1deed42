import { newId } from '#platform/crypto/ids.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { findAgentByEmail } from '../queries/find-account.ts';
import { resetSecondFactors } from './change-sign-in-methods.ts';

/** One act of the installation's team on somebody's ways to sign in. */
export interface Intervention {
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
}

/**
 * For the only administrator of an authority, who lost their second factor: nobody there can open the access again, so the
 * installation's team does, by command. It is written down with who and why, and the agent is told by e-mail.
 * @returns the agent's name and all that was done to them in this way, the latest first
 * @throws NotFoundError `agent-not-found`
 */
export async function resetByInstallation(
  parts: IdentityParts,
  email: string,
  said: { readonly by: string; readonly reason: string },
): Promise<{ readonly name: string; readonly interventions: readonly Intervention[] }> {
  const { database } = parts.platform;
  const agent = await findAgentByEmail(database.open, email);
  if (agent === undefined || !agent.active) throw new NotFoundError('agent-not-found');
  const now = nowOf(parts);
  const rows = await database.transaction([], async (tx) => {
    await resetSecondFactors(parts, tx, agent.id);
    await tx
      .insertInto('sign_in_interventions')
      .values({ id: newId(now.getTime()), agent_id: agent.id, at: now, by_name: said.by, reason: said.reason })
      .execute();
    return tx
      .selectFrom('sign_in_interventions')
      .select(['at', 'by_name', 'reason'])
      .where('agent_id', '=', agent.id)
      .orderBy('at', 'desc')
      .execute();
  });
  parts.sessions.forgetAll();
  return { name: agent.name, interventions: rows.map(({ at, by_name: by, reason }) => ({ at, by, reason })) };
}
