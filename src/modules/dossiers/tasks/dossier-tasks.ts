import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { mayProcess } from '../domain/agent-policies.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';

export type DossierTask = Selectable<Tables['dossier_tasks']>;

/** Those to be done first, the most pressing first; then those that are done, the latest first. */
export async function listTasks(tx: Tx, authorityId: string, dossierId: string): Promise<DossierTask[]> {
  const tasks = await tx
    .selectFrom('dossier_tasks')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .orderBy('due_on', (order) => order.asc().nullsLast())
    .orderBy('created_at')
    .execute();
  return [
    ...tasks.filter((task) => task.done_at === null),
    ...tasks
      .filter((task) => task.done_at !== null)
      .sort((a, b) => (b.done_at?.getTime() ?? 0) - (a.done_at?.getTime() ?? 0)),
  ];
}

export type DeskTask = DossierTask &
  Pick<
    DossierRow,
    | 'code'
    | 'applicant_name'
    | 'procedure_id'
    | 'procedure_version'
    | 'overrides_revision'
    | 'team_authority_id'
    | 'team_id'
  >;

const mostShown = 200;

/**
 * The open tasks of an agent, or those that wait for anybody of the agent's teams; the most pressing first. A task about
 * a dossier that the agent no longer processes is not theirs any more.
 */
export async function listDeskTasks(tx: Tx, agent: AgentPrincipal, whose: 'mine' | 'team'): Promise<DeskTask[]> {
  const teams = [...new Set(agent.rights.map((right) => right.teamId))];
  const authorities = [...new Set(agent.rights.map((right) => right.authorityId))];
  if (teams.length === 0) return [];
  const rows = await tx
    .selectFrom('dossier_tasks as t')
    .innerJoin('dossiers as d', (join) =>
      join.onRef('d.authority_id', '=', 't.authority_id').onRef('d.id', '=', 't.dossier_id'),
    )
    .selectAll('t')
    .select([
      'd.code',
      'd.applicant_name',
      'd.procedure_id',
      'd.procedure_version',
      'd.overrides_revision',
      'd.team_authority_id',
      'd.team_id',
    ])
    .where('t.authority_id', 'in', authorities)
    .where('t.done_at', 'is', null)
    .where((eb) => (whose === 'mine' ? eb('t.agent_id', '=', agent.agentId) : eb('t.agent_id', 'is', null)))
    .where('d.team_id', 'in', teams)
    .orderBy('t.due_on', (order) => order.asc().nullsLast())
    .orderBy('t.created_at')
    .limit(mostShown)
    .execute();
  return rows.filter((row) => mayProcess(agent, processedDossier(row)));
}

export function isLate(task: Pick<DossierTask, 'due_on' | 'done_at'>, today: string): boolean {
  return task.done_at === null && task.due_on !== null && task.due_on < today;
}
