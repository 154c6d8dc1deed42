import type { Database } from '#platform/database/database.ts';

export interface Delegation {
  /** '*' for all of them. */
  readonly procedureId: string;
  readonly teamAuthorityId: string;
  readonly teamName: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** Which teams process the authority's procedures: its own and, by delegation, those of others. */
export async function listDelegations(database: Database, authorityId: string): Promise<Delegation[]> {
  const rights = await database.transaction([authorityId], (tx) =>
    tx
      .selectFrom('processing_rights')
      .selectAll()
      .where('authority_id', '=', authorityId)
      .orderBy('procedure_id')
      .execute(),
  );
  const owners = [...new Set(rights.map((right) => right.team_authority_id))];
  const teams = await database.transaction(owners, (tx) =>
    rights.length === 0
      ? Promise.resolve([])
      : tx
          .selectFrom('teams')
          .select(['authority_id', 'id', 'name'])
          .where('authority_id', 'in', owners)
          .where('id', 'in', [...new Set(rights.map((right) => right.team_id))])
          .execute(),
  );
  const names = new Map(teams.map((team) => [`${team.authority_id} ${team.id}`, team.name]));
  return rights.map((right) => ({
    procedureId: right.procedure_id,
    teamAuthorityId: right.team_authority_id,
    teamName: names.get(`${right.team_authority_id} ${right.team_id}`) ?? '',
    validFrom: right.valid_from,
    validUntil: right.valid_until,
  }));
}
