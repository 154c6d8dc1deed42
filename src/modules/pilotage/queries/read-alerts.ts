import { sql } from 'kysely';
import {
  branchTable,
  defaultDelaySettings,
  everyProcedure,
  inBranch,
  openPhases,
  processedBranches,
} from '#modules/dossiers/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

/** What asks for an agent's attention in the dossiers of their teams. */
export interface Alerts {
  readonly late: number;
  /** Without anybody in charge for longer than the authority wants. */
  readonly unassigned: number;
  /** Written by the applicant and not answered for longer than the authority wants. */
  readonly answered: number;
  /** Due from today to the end of the week. */
  readonly thisWeek: number;
  /** To be handled by the house. */
  readonly waiting: number;
}

export const noAlerts: Alerts = { late: 0, unassigned: 0, answered: 0, thisWeek: 0, waiting: 0 };

/** Nothing but ordinary work is no alert. */
export function hasAlerts({ late, unassigned, answered, thisWeek }: Alerts): boolean {
  return late + unassigned + answered + thisWeek > 0;
}

/** In one pass over the open dossiers of the agent's teams. @param today YYYY-MM-DD */
export async function readAlerts(
  tx: Tx,
  agent: Pick<AgentPrincipal, 'rights'>,
  today: string,
  now: Date,
): Promise<Alerts> {
  const branches = processedBranches(agent);
  if (branches.length === 0) return noAlerts;
  const date = Temporal.PlainDate.from(today);
  const sunday = date.add({ days: 7 - date.dayOfWeek }).toString();
  const { unassignedDays, answerDays } = defaultDelaySettings;
  const days = (column: string, ours: number) =>
    sql`make_interval(days => coalesce(own.${sql.ref(column)}, every.${sql.ref(column)}, ${sql.lit(ours)})::int)`;
  const { rows } = await sql<Alerts>`
    SELECT
      (count(*) FILTER (WHERE d.due_on < ${today}::date))::int AS late,
      (count(*) FILTER (WHERE d.assignee_id IS NULL AND d.phase <> 'waiting-applicant'
        AND d.submitted_at <= ${now}::timestamptz - ${days('unassigned_days', unassignedDays)}))::int AS unassigned,
      (count(*) FILTER (WHERE d.last_applicant_act_at > d.submitted_at AND d.last_applicant_act_at >= d.updated_at
        AND d.last_applicant_act_at <= ${now}::timestamptz - ${days('answer_days', answerDays)}))::int AS answered,
      (count(*) FILTER (WHERE d.due_on BETWEEN ${today}::date AND ${sunday}::date))::int AS "thisWeek",
      (count(*) FILTER (WHERE d.phase <> 'waiting-applicant'))::int AS waiting
    FROM ${branchTable(branches, openPhases)}
    JOIN dossiers d ON ${inBranch(true)}
    LEFT JOIN delay_settings own ON own.authority_id = d.authority_id AND own.procedure_id = d.procedure_id
    LEFT JOIN delay_settings every ON every.authority_id = d.authority_id AND every.procedure_id = ${everyProcedure}`.execute(
    tx,
  );
  return rows[0] ?? noAlerts;
}
