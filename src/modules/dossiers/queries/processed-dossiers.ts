import { type RawBuilder, sql } from 'kysely';
import type { AgentPrincipal, ProcessingRight } from '#platform/http/principals.ts';

/** The dossiers of one team for one authority: a range of an index. */
export interface ProcessedBranch {
  readonly authority_id: string;
  readonly team_authority_id: string;
  readonly team_id: string;
  /** Null for all procedures. */
  readonly procedures: readonly string[] | null;
}

/** What the agent's teams process, without overlap: a right on all procedures covers the others of that team. */
export function processedBranches(agent: Pick<AgentPrincipal, 'rights'>): ProcessedBranch[] {
  const byTeam = new Map<string, ProcessingRight[]>();
  for (const right of agent.rights) {
    const key = `${right.authorityId} ${right.teamAuthorityId} ${right.teamId}`;
    byTeam.set(key, [...(byTeam.get(key) ?? []), right]);
  }
  return [...byTeam.values()].flatMap((rights) => {
    const [first] = rights;
    if (first === undefined) return [];
    const all = rights.some((right) => right.procedureId === '*');
    return [
      {
        authority_id: first.authorityId,
        team_authority_id: first.teamAuthorityId,
        team_id: first.teamId,
        procedures: all ? null : [...new Set(rights.map((right) => right.procedureId))],
      },
    ];
  });
}

/**
 * The branches as a table `branch`, each repeated for each phase when phases are given: every row of it is then one
 * ordered range of the index on authority, team, phase and due date.
 */
export function branchTable(branches: readonly ProcessedBranch[], phases?: readonly string[]): RawBuilder<unknown> {
  const rows =
    phases === undefined ? branches : branches.flatMap((branch) => phases.map((phase) => ({ ...branch, phase })));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS branch(authority_id text, team_authority_id text, team_id uuid, procedures text[], phase text)`;
}

/** That a row `d` of `dossiers` is of the branch. */
export function inBranch(withPhase: boolean): RawBuilder<boolean> {
  return sql`d.authority_id = branch.authority_id AND d.team_id = branch.team_id
    AND d.team_authority_id = branch.team_authority_id
    AND (branch.procedures IS NULL OR d.procedure_id = ANY (branch.procedures))
    ${withPhase ? sql`AND d.phase = branch.phase` : sql``}`;
}
