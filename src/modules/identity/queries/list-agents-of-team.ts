import type { Tx } from '#platform/database/database.ts';
import type { TeamAgent } from '../identity.ts';

/** The active agents of a team, by name. */
export async function listAgentsOfTeam(tx: Tx, teamAuthorityId: string, teamId: string): Promise<TeamAgent[]> {
  return tx
    .selectFrom('team_members as m')
    .innerJoin('agents as g', 'g.id', 'm.agent_id')
    .select(['g.id', 'g.name'])
    .where('m.authority_id', '=', teamAuthorityId)
    .where('m.team_id', '=', teamId)
    .where('g.active', '=', true)
    .orderBy('g.name')
    .execute();
}
