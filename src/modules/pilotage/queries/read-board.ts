import { type RawBuilder, sql } from 'kysely';
import { openPhases } from '#modules/dossiers/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Duration } from '../domain/percentile.ts';
import type { Lead } from '../domain/scope.ts';
import { dayStart } from '../usecases/count-days.ts';

/** Days YYYY-MM-DD, both included. */
export interface BoardPeriod {
  readonly from: string;
  readonly to: string;
}

export interface ProcedureLine {
  readonly procedureId: string;
  readonly received: number;
  readonly handled: number;
  readonly handledLate: number;
  readonly durations: readonly Duration[];
}

export interface DayLine {
  readonly day: string;
  readonly received: number;
  readonly handled: number;
}

/** The open dossiers of one team that are in one agent's hands, or in nobody's. */
export interface LoadLine {
  readonly teamId: string;
  readonly teamName: string | null;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly open: number;
  readonly late: number;
  readonly answered: number;
  readonly oldest: Date | null;
}

export interface Board {
  readonly procedures: readonly ProcedureLine[];
  readonly days: readonly DayLine[];
  readonly load: readonly LoadLine[];
}

/**
 * The figures of a period: the days that were counted are read as they were counted, a row a day, procedure and team; the
 * others (today, mostly) from the dossiers themselves. Whatever the number of dossiers, a year is some thousand rows and
 * a day.
 * @param today YYYY-MM-DD
 */
export async function readBoard(tx: Tx, leads: readonly Lead[], period: BoardPeriod, today: string): Promise<Board> {
  const load = await readLoad(tx, leads, today);
  // Summed up twice in one pass: a city has tens of thousands of pairs of a day and a procedure in a year.
  const { rows } = await sql<CountRow>`
    SELECT procedure_id, day, sum(received)::int AS received, sum(handled)::int AS handled, sum(late)::int AS late
    FROM (${countedDays(leads, period)} UNION ALL ${liveDays(leads, period)}) counted
    GROUP BY GROUPING SETS ((procedure_id), (day))`.execute(tx);
  const durations = await readDurations(tx, leads, period);
  return { load, procedures: byProcedure(rows, durations), days: byDay(rows, period) };
}

/** The sum of a procedure, without a day, or of a day, without a procedure. */
interface CountRow {
  readonly procedure_id: string | null;
  readonly day: string | null;
  readonly received: number;
  readonly handled: number;
  readonly late: number;
}

/** The dossiers `d`, or the counts `d`, of these teams. */
function ofLeads(leads: readonly Lead[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) AS lead(authority_id text, team_id uuid)`;
}
const led = sql`d.authority_id = lead.authority_id AND (lead.team_id IS NULL OR d.team_id = lead.team_id)`;

function countedDays(leads: readonly Lead[], { from, to }: BoardPeriod): RawBuilder<unknown> {
  return sql`SELECT d.procedure_id, d.day, d.received, d.handled, d.handled_late AS late
    FROM ${ofLeads(leads)} JOIN dossier_days d ON ${led} AND d.day BETWEEN ${from}::date AND ${to}::date`;
}

/** From the day after the last one that was counted. */
const uncounted = sql`greatest(${sql.ref('given.start')},
  coalesce((SELECT (through + 1)::timestamp AT TIME ZONE 'Europe/Paris' FROM dossier_rollups r
    WHERE r.authority_id = lead.authority_id), ${sql.ref('given.start')}))`;

function given({ from, to }: BoardPeriod): RawBuilder<unknown> {
  const end = dayStart(Temporal.PlainDate.from(to).add({ days: 1 }).toString());
  return sql`(SELECT ${dayStart(from)}::timestamptz AS start, ${end}::timestamptz AS until) given`;
}

function liveDays(leads: readonly Lead[], period: BoardPeriod): RawBuilder<unknown> {
  return sql`
    SELECT d.procedure_id, (d.submitted_at AT TIME ZONE 'Europe/Paris')::date, 1, 0, 0
    FROM ${given(period)}, ${ofLeads(leads)} JOIN dossiers d ON ${led}
    WHERE d.submitted_at >= ${uncounted} AND d.submitted_at < given.until
    UNION ALL
    SELECT d.procedure_id, (d.closed_at AT TIME ZONE 'Europe/Paris')::date, 0, 1,
      (EXISTS (SELECT FROM clock_notices n WHERE n.authority_id = d.authority_id AND n.dossier_id = d.id
        AND n.kind = 'silence'))::int
    FROM ${given(period)}, ${ofLeads(leads)} JOIN dossiers d ON ${led}
    WHERE d.closed_at >= ${uncounted} AND d.closed_at < given.until AND d.phase <> 'withdrawn'`;
}

async function readDurations(
  tx: Tx,
  leads: readonly Lead[],
  period: BoardPeriod,
): Promise<readonly (Duration & { readonly procedure_id: string })[]> {
  const { rows } = await sql<Duration & { procedure_id: string }>`
    SELECT procedure_id, lasted, sum(dossiers)::int AS dossiers FROM (
      SELECT d.procedure_id, d.lasted, d.dossiers FROM ${ofLeads(leads)}
      JOIN dossier_durations d ON ${led} AND d.day BETWEEN ${period.from}::date AND ${period.to}::date
      UNION ALL
      SELECT d.procedure_id, greatest(0, (d.closed_at AT TIME ZONE 'Europe/Paris')::date
        - (d.submitted_at AT TIME ZONE 'Europe/Paris')::date), 1
      FROM ${given(period)}, ${ofLeads(leads)} JOIN dossiers d ON ${led}
      WHERE d.closed_at >= ${uncounted} AND d.closed_at < given.until AND d.phase <> 'withdrawn'
    ) counted GROUP BY procedure_id, lasted`.execute(tx);
  return rows;
}

/** Each team and phase is one range of the index of open dossiers: those that ended are not looked at. */
async function readLoad(tx: Tx, leads: readonly Lead[], today: string): Promise<LoadLine[]> {
  const { rows } = await sql<{
    team_id: string;
    team_name: string | null;
    agent_id: string | null;
    agent_name: string | null;
    open: number;
    late: number;
    answered: number;
    oldest: Date | null;
  }>`
    SELECT held.*, t.name AS team_name, a.name AS agent_name FROM (
      SELECT d.team_authority_id, d.team_id, d.assignee_id AS agent_id, count(*)::int AS open,
        (count(*) FILTER (WHERE d.due_on < ${today}::date))::int AS late,
        (count(*) FILTER (WHERE d.last_applicant_act_at > d.submitted_at AND d.last_applicant_act_at >= d.updated_at))::int AS answered,
        min(d.submitted_at) AS oldest
      FROM ${ofLeads(leads)}
      CROSS JOIN LATERAL (SELECT DISTINCT p.team_id FROM processing_rights p
        WHERE p.authority_id = lead.authority_id AND (lead.team_id IS NULL OR p.team_id = lead.team_id)) team
      CROSS JOIN unnest(ARRAY[${sql.join(openPhases)}]) AS open (phase)
      JOIN dossiers d ON d.authority_id = lead.authority_id AND d.team_id = team.team_id AND d.phase = open.phase
      GROUP BY d.team_authority_id, d.team_id, d.assignee_id
    ) held
    LEFT JOIN teams t ON t.authority_id = held.team_authority_id AND t.id = held.team_id
    LEFT JOIN agents a ON a.id = held.agent_id
    ORDER BY t.name NULLS LAST, held.agent_id IS NULL DESC, held.open DESC`.execute(tx);
  return rows.map((row) => ({
    teamId: row.team_id,
    teamName: row.team_name,
    agentId: row.agent_id,
    agentName: row.agent_name,
    open: row.open,
    late: row.late,
    answered: row.answered,
    oldest: row.oldest,
  }));
}

function byProcedure(
  rows: readonly CountRow[],
  durations: readonly (Duration & { readonly procedure_id: string })[],
): ProcedureLine[] {
  const lines = new Map<string, ProcedureLine & { readonly durations: Duration[] }>();
  for (const { procedure_id: procedureId, received, handled, late } of rows) {
    if (procedureId !== null)
      lines.set(procedureId, { procedureId, received, handled, handledLate: late, durations: [] });
  }
  for (const duration of durations) lines.get(duration.procedure_id)?.durations.push(duration);
  return [...lines.values()];
}

/** Every day of the period, those without anything too. */
function byDay(rows: readonly CountRow[], { from, to }: BoardPeriod): DayLine[] {
  const known = new Map(rows.map((row) => [row.day, row]));
  const days: DayLine[] = [];
  for (let date = Temporal.PlainDate.from(from); ; date = date.add({ days: 1 })) {
    const day = date.toString();
    if (day > to) return days;
    const { received = 0, handled = 0 } = known.get(day) ?? {};
    days.push({ day, received, handled });
  }
}
