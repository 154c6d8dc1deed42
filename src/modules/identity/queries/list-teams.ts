import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';

export interface TeamLine {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly members: readonly { readonly id: string; readonly name: string; readonly leader: boolean }[];
}

/** The teams of an authority by name, or the one asked for, with their active members. */
export async function listTeams(tx: Tx, authorityId: string, teamId?: string): Promise<TeamLine[]> {
  let query = tx
    .selectFrom('teams as t')
    .select(['t.id', 't.name', 't.email'])
    .select(
      sql<TeamLine['members']>`coalesce((
        SELECT json_agg(json_build_object('id', g.id, 'name', g.name, 'leader', m.leader) ORDER BY g.name)
        FROM team_members m JOIN agents g ON g.id = m.agent_id AND g.active
        WHERE m.authority_id = ${authorityId} AND m.team_id = t.id), '[]')`.as('members'),
    )
    .where('t.authority_id', '=', authorityId)
    .orderBy('t.name');
  if (teamId !== undefined) query = query.where('t.id', '=', teamId);
  return (await query.execute()).map((team) => ({ ...team, email: team.email ?? '' }));
}
