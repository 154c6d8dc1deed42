import type { Database } from '#platform/database/database.ts';

export interface Delegation {
  /** '*' for all of them. */
  readonly procedureId: string;
  readonly teamAuthorityId: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly state: 'coming' | 'running' | 'ended';
}

/** Which teams process the authority's procedures: its own and, by delegation, those of others. The ended ones come last. */
export async function listDelegations(database: Database, authorityId: string, now: Date): Promise<Delegation[]> {
  const rights = await database.read([authorityId], (tx) =>
    tx
      .selectFrom('processing_rights')
      .selectAll()
      .where('authority_id', '=', authorityId)
      .orderBy('procedure_id')
      .execute(),
  );
  const owners = [...new Set(rights.map((right) => right.team_authority_id))];
  const teams =
    rights.length === 0
      ? []
      : await database.read(owners, (tx) =>
          tx
            .selectFrom('teams')
            .select(['authority_id', 'id', 'name'])
            .where('authority_id', 'in', owners)
            .where('id', 'in', [...new Set(rights.map((right) => right.team_id))])
            .execute(),
        );
  const names = new Map(teams.map((team) => [`${team.authority_id} ${team.id}`, team.name]));
  const listed = rights.map((right) => ({
    procedureId: right.procedure_id,
    teamAuthorityId: right.team_authority_id,
    teamId: right.team_id,
    teamName: names.get(`${right.team_authority_id} ${right.team_id}`) ?? '',
    validFrom: right.valid_from,
    validUntil: right.valid_until,
    state: stateOf(right, now),
  }));
  const order = { running: 0, coming: 1, ended: 2 };
  return listed.sort((a, b) => order[a.state] - order[b.state]);
}

/** It holds from its first instant to the one of its end, which it does not reach. */
function stateOf(right: { valid_from: Date; valid_until: Date | null }, now: Date): Delegation['state'] {
  if (right.valid_until !== null && right.valid_until <= now) return 'ended';
  return right.valid_from <= now ? 'running' : 'coming';
}
