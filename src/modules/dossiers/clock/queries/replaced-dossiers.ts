import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { openPhases } from '../../queries/inbox-views.ts';
import { branchTable, inBranch, processedBranches } from '../../queries/processed-dossiers.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';

/** An open dossier of somebody who is away. */
export type ReplacedRow = Pick<
  DossierRow,
  | 'authority_id'
  | 'id'
  | 'code'
  | 'procedure_id'
  | 'procedure_version'
  | 'overrides_revision'
  | 'applicant_name'
  | 'due_on'
> & {
  readonly absent_name: string;
  /** The last day of the absence, YYYY-MM-DD. */
  readonly absent_until: string;
  /** The applicant wrote and nobody has answered since. */
  readonly answered: boolean;
};

const mostShown = 200;

/**
 * The open dossiers of colleagues who are away and whom this agent replaces: named as their substitute, or of the same
 * team while nobody is named. Those that wait for an answer first.
 * @param today YYYY-MM-DD
 */
export async function listReplaced(tx: Tx, agent: AgentPrincipal, today: string): Promise<ReplacedRow[]> {
  const branches = processedBranches(agent);
  if (branches.length === 0) return [];
  const { rows } = await sql<ReplacedRow>`
    SELECT d.authority_id, d.id, d.code, d.procedure_id, d.procedure_version, d.overrides_revision, d.applicant_name,
      d.due_on, g.name AS absent_name, a.to_day AS absent_until,
      coalesce(d.last_applicant_act_at > d.submitted_at AND d.last_applicant_act_at >= d.updated_at, false) AS answered
    FROM agent_absences a
    JOIN agents g ON g.id = a.agent_id
    JOIN ${branchTable(branches, openPhases)} ON true
    JOIN dossiers d ON ${inBranch(true)} AND d.assignee_id = a.agent_id
    WHERE a.authority_id = ${agent.authorityId} AND a.from_day <= ${today}::date AND a.to_day >= ${today}::date
      AND a.agent_id <> ${agent.agentId}::uuid
      AND (a.substitute_id IS NULL OR a.substitute_id = ${agent.agentId}::uuid)
    ORDER BY answered DESC, d.due_on NULLS LAST, d.id LIMIT ${sql.lit(mostShown)}`.execute(tx);
  return rows;
}

/** How many colleagues this agent replaces on a day, in one statement: every page of the desk asks. */
export async function countReplacedColleagues(tx: Tx, agent: AgentPrincipal, today: string): Promise<number> {
  const { rows } = await sql<{ absent: number }>`
    SELECT count(*)::int AS absent FROM agent_absences a
    WHERE a.authority_id = ${agent.authorityId} AND a.from_day <= ${today}::date AND a.to_day >= ${today}::date
      AND a.agent_id <> ${agent.agentId}::uuid
      AND (a.substitute_id = ${agent.agentId}::uuid OR (a.substitute_id IS NULL AND EXISTS (
        SELECT FROM team_members o JOIN team_members m ON m.authority_id = o.authority_id AND m.team_id = o.team_id
        WHERE o.authority_id = a.authority_id AND o.agent_id = a.agent_id AND m.agent_id = ${agent.agentId}::uuid)))`.execute(
    tx,
  );
  return rows[0]?.absent ?? 0;
}
