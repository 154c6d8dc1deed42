import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { openPhases } from '../../queries/inbox-views.ts';
import { branchTable, inBranch, type ProcessedBranch, processedBranches } from '../../queries/processed-dossiers.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';

/** Which dates: of a team, of the agent's own dossiers; days YYYY-MM-DD, both included. */
export interface DueFilter {
  readonly from: string;
  readonly to: string;
  readonly teamId?: string | undefined;
  readonly mine?: boolean | undefined;
}

export type DueRow = Pick<
  DossierRow,
  | 'authority_id'
  | 'id'
  | 'code'
  | 'procedure_id'
  | 'procedure_version'
  | 'overrides_revision'
  | 'applicant_name'
  | 'headline'
  | 'team_id'
  | 'silence_rule'
> & { readonly due_on: string; readonly assignee_name: string | null };

/** Where a page of the list goes on. */
export interface DueCursor {
  readonly dueOn: string;
  readonly id: string;
}

export const duePageSize = 50;

type Seer = Pick<AgentPrincipal, 'agentId' | 'rights'>;

/** A page of the dates that the agent's teams await, nearest first. */
export async function listDue(
  tx: Tx,
  agent: Seer,
  filter: DueFilter,
  after?: DueCursor,
  limit = duePageSize,
): Promise<{ rows: DueRow[]; next: DueCursor | undefined }> {
  const branches = branchesOf(agent, filter);
  if (branches.length === 0) return { rows: [], next: undefined };
  const cursor = after === undefined ? sql`` : sql`AND (d.due_on, d.id) > (${after.dueOn}::date, ${after.id}::uuid)`;
  const { rows } = await sql<DueRow>`
    SELECT d.authority_id, d.id, d.code, d.procedure_id, d.procedure_version, d.overrides_revision, d.applicant_name,
      d.headline, d.team_id, d.silence_rule, d.due_on, a.name AS assignee_name
    FROM ${branchTable(branches, openPhases)}
    JOIN dossiers d ON ${inBranch(true)} AND ${dueWithin(agent, filter)} ${cursor}
    LEFT JOIN agents a ON a.id = d.assignee_id
    ORDER BY d.due_on, d.id LIMIT ${sql.lit(limit + 1)}`.execute(tx);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > limit && last !== undefined ? { dueOn: last.due_on, id: last.id } : undefined,
  };
}

/** How many dates fall on each day; `deciding`: those at which silence decides. */
export async function countDue(
  tx: Tx,
  agent: Seer,
  filter: DueFilter,
): Promise<Map<string, { readonly all: number; readonly deciding: number }>> {
  const branches = branchesOf(agent, filter);
  if (branches.length === 0) return new Map();
  const { rows } = await sql<{ due_on: string; count: number; deciding: number }>`
    SELECT d.due_on, count(*)::int AS count, (count(*) FILTER (WHERE d.silence_rule <> 'none'))::int AS deciding
    FROM ${branchTable(branches, openPhases)}
    JOIN dossiers d ON ${inBranch(true)} AND ${dueWithin(agent, filter)}
    GROUP BY d.due_on`.execute(tx);
  return new Map(rows.map((row) => [row.due_on, { all: row.count, deciding: row.deciding }]));
}

function branchesOf(agent: Seer, { teamId }: DueFilter): ProcessedBranch[] {
  return processedBranches(agent).filter((branch) => teamId === undefined || branch.team_id === teamId);
}

function dueWithin({ agentId }: Seer, { from, to, mine }: DueFilter): RawBuilder<boolean> {
  return sql<boolean>`d.due_on BETWEEN ${from}::date AND ${to}::date
    ${mine === true ? sql`AND d.assignee_id = ${agentId}::uuid` : sql``}`;
}
