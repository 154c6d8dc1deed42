import { newId } from '#platform/crypto/ids.ts';
import { InvalidInputError } from '#platform/errors/app-error.ts';
import type { AgentRole } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import { normalizeEmail } from '../domain/contact-details.ts';
import { hashPassword } from '../password-hashing.ts';

export interface NewAgent {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly locale?: Locale;
  readonly roles: readonly { readonly authorityId: string; readonly role: AgentRole }[];
  readonly teams?: readonly { readonly authorityId: string; readonly teamId: string; readonly leader?: boolean }[];
}

/**
 * Creates an agent, or brings the one of that e-mail up to date: the first administrator of an installation, the agents
 * of a demonstration. Administrators invite the others.
 * @returns the id of the agent
 * @throws InvalidInputError `email-invalid`
 */
export async function createAgent(platform: Pick<Platform, 'database' | 'clock'>, agent: NewAgent): Promise<string> {
  const email = normalizeEmail(agent.email);
  if (email === undefined) throw new InvalidInputError('email-invalid');
  const now = new Date(platform.clock.now().epochMilliseconds);
  const teams = agent.teams ?? [];
  const scope = [...new Set([...agent.roles, ...teams].map((place) => place.authorityId))];
  const values = {
    password_hash: await hashPassword(agent.password),
    name: agent.name,
    locale: agent.locale ?? 'fr',
    active: true,
  };
  return platform.database.transaction(scope, async (tx) => {
    const known = await tx
      .updateTable('agents')
      .set(values)
      .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email))
      .returning('id')
      .executeTakeFirst();
    const id = known?.id ?? newId(now.getTime());
    if (known === undefined)
      await tx
        .insertInto('agents')
        .values({ id, email, created_at: now, ...values })
        .execute();
    for (const { authorityId, role } of agent.roles) {
      await tx
        .insertInto('agent_roles')
        .values({ authority_id: authorityId, agent_id: id, role, created_at: now })
        .onConflict((conflict) => conflict.columns(['authority_id', 'agent_id']).doUpdateSet({ role }))
        .execute();
    }
    for (const { authorityId, teamId, leader = false } of teams) {
      await tx
        .insertInto('team_members')
        .values({ authority_id: authorityId, team_id: teamId, agent_id: id, leader })
        .onConflict((conflict) => conflict.columns(['authority_id', 'team_id', 'agent_id']).doUpdateSet({ leader }))
        .execute();
    }
    return id;
  });
}
