import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { AgentRole } from '#platform/http/principals.ts';

export interface AgentLine {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: AgentRole;
  /** Has not chosen a password yet. */
  readonly invited: boolean;
  readonly teams: readonly { readonly id: string; readonly name: string; readonly leader: boolean }[];
}

/** The agents of an authority by name, or the one asked for. */
export async function listAgents(tx: Tx, authorityId: string, agentId?: string): Promise<AgentLine[]> {
  let query = tx
    .selectFrom('agent_roles as r')
    .innerJoin('agents as g', 'g.id', 'r.agent_id')
    .select(['g.id', 'g.name', 'g.email', 'r.role', 'g.password_hash'])
    .select(
      sql<AgentLine['teams']>`coalesce((
        SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'leader', m.leader) ORDER BY t.name)
        FROM team_members m JOIN teams t ON t.authority_id = m.authority_id AND t.id = m.team_id
        WHERE m.authority_id = ${authorityId} AND m.agent_id = g.id), '[]')`.as('teams'),
    )
    .where('r.authority_id', '=', authorityId)
    .where('g.active', '=', true)
    .orderBy('g.name');
  if (agentId !== undefined) query = query.where('g.id', '=', agentId);
  return (await query.execute()).map(({ password_hash, ...agent }) => ({ ...agent, invited: password_hash === null }));
}
