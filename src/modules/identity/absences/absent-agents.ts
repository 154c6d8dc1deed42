import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';

/** Somebody is away: until which day included (YYYY-MM-DD), and who takes over, if anybody was named. */
export interface Absent {
  readonly until: string;
  readonly substituteId: string | undefined;
}

/**
 * The agents of an authority who are away on a day, by their ids.
 * @param day YYYY-MM-DD
 */
export async function absentAgents(tx: Tx, authorityId: string, day: string): Promise<Map<string, Absent>> {
  const rows = await tx
    .selectFrom('agent_absences')
    .select(['agent_id', 'to_day', 'substitute_id'])
    .where('authority_id', '=', authorityId)
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .execute();
  return byAgent(rows);
}

/**
 * The members of a team who are away on a day, whichever authority employs them: a team processes for others too, whose
 * transactions do not see its employer's absences.
 * @param day YYYY-MM-DD
 */
export async function absentMembers(
  tx: Tx,
  team: { readonly authorityId: string; readonly id: string },
  day: string,
): Promise<Map<string, Absent>> {
  const { rows } = await sql<{ agent_id: string; to_day: string; substitute_id: string | null }>`
    SELECT agent_id, to_day, substitute_id
    FROM team_absences(${team.authorityId}, ${team.id}::uuid, ${day}::date)`.execute(tx);
  return byAgent(rows);
}

function byAgent(
  rows: readonly { readonly agent_id: string; readonly to_day: string; readonly substitute_id: string | null }[],
): Map<string, Absent> {
  return new Map(
    rows.map((row) => [row.agent_id, { until: row.to_day, substituteId: row.substitute_id ?? undefined }]),
  );
}
