import type { AgentRole } from '#platform/http/principals.ts';
import type { IdentityParts } from '../identity-parts.ts';

/** An authority that employs an agent, and as what. */
export interface Employer {
  readonly authorityId: string;
  readonly role: AgentRole;
}

/** The authorities that employ the agent, the first one first. */
export async function listEmployers(
  { platform }: Pick<IdentityParts, 'platform'>,
  agentId: string,
): Promise<Employer[]> {
  const rows = await platform.database.open
    .selectFrom((eb) =>
      eb.fn<{ authority_id: string; role: AgentRole }>('agent_authorities', [eb.val(agentId)]).as('r'),
    )
    .select(['r.authority_id', 'r.role'])
    .execute();
  return rows.map((row) => ({ authorityId: row.authority_id, role: row.role }));
}
