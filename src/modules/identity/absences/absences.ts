import { sql } from 'kysely';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { isAdministrator } from '../policies.ts';

/** Days YYYY-MM-DD, both included. */
export interface Absence {
  readonly id: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly from: string;
  readonly to: string;
  readonly substituteName: string | undefined;
  readonly note: string;
}

export interface NewAbsence {
  readonly agentId: string;
  readonly from: string;
  readonly to: string;
  readonly substituteId: string | undefined;
  readonly note: string;
}

/** What is wrong with an absence; `overlap` names the days of the other one. */
export type AbsenceProblem =
  | { readonly kind: 'past' | 'order' | 'long' | 'self' | 'substitute' }
  | { readonly kind: 'overlap'; readonly name: string; readonly from: string; readonly to: string };

const longestDays = 731;

/** @param today YYYY-MM-DD */
export function absenceProblem(absence: NewAbsence, today: string): AbsenceProblem | undefined {
  if (absence.from < today) return { kind: 'past' };
  if (absence.to < absence.from) return { kind: 'order' };
  const days = Temporal.PlainDate.from(absence.from).until(absence.to).days;
  if (days > longestDays) return { kind: 'long' };
  return absence.substituteId === absence.agentId ? { kind: 'self' } : undefined;
}

/**
 * The agents of the authority whose absences this agent may note: their own; those of the teams that they lead; for an
 * administrator, all. By name.
 */
export async function listAbsentable(tx: Tx, by: AgentPrincipal): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT g.id, g.name FROM agent_roles r JOIN agents g ON g.id = r.agent_id AND g.active
    WHERE r.authority_id = ${by.authorityId} AND (g.id = ${by.agentId}::uuid OR ${isAdministrator(by)} OR EXISTS (
      SELECT FROM team_members l JOIN team_members m ON m.authority_id = l.authority_id AND m.team_id = l.team_id
      WHERE l.authority_id = r.authority_id AND l.agent_id = ${by.agentId}::uuid AND l.leader AND m.agent_id = g.id))
    ORDER BY g.name, g.id`.execute(tx);
  return rows;
}

/** Who works for the authority, by name. */
export async function listColleagues(tx: Tx, authorityId: string): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom('agent_roles as r')
    .innerJoin('agents as g', 'g.id', 'r.agent_id')
    .select(['g.id', 'g.name'])
    .where('r.authority_id', '=', authorityId)
    .where('g.active', '=', true)
    .orderBy('g.name')
    .orderBy('g.id')
    .execute();
}

/** The absences of these agents that are not over, nearest first. @param today YYYY-MM-DD */
export async function listAbsences(
  tx: Tx,
  authorityId: string,
  agentIds: readonly string[],
  today: string,
): Promise<Absence[]> {
  if (agentIds.length === 0) return [];
  const rows = await tx
    .selectFrom('agent_absences as a')
    .innerJoin('agents as g', 'g.id', 'a.agent_id')
    .leftJoin('agents as s', 's.id', 'a.substitute_id')
    .select(['a.id', 'a.agent_id', 'g.name', 'a.from_day', 'a.to_day', 's.name as substitute', 'a.note'])
    .where('a.authority_id', '=', authorityId)
    .where('a.agent_id', 'in', [...agentIds])
    .where('a.to_day', '>=', today)
    .orderBy('a.from_day')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    agentId: row.agent_id,
    agentName: row.name,
    from: row.from_day,
    to: row.to_day,
    substituteName: row.substitute ?? undefined,
    note: row.note,
  }));
}

/**
 * Notes an absence. The database itself refuses two that overlap, so that two people noting the same leave at once are
 * told too.
 * @returns what is wrong, when nothing was written
 * @throws {ForbiddenError} `absence-of-another`
 */
export async function noteAbsence(
  tx: Tx,
  by: AgentPrincipal,
  absence: NewAbsence,
  now: Date,
  today: string,
): Promise<AbsenceProblem | undefined> {
  const problem = absenceProblem(absence, today);
  if (problem !== undefined) return problem;
  if (!(await listAbsentable(tx, by)).some(({ id }) => id === absence.agentId))
    throw new ForbiddenError('absence-of-another');
  const colleagues = await listColleagues(tx, by.authorityId);
  if (absence.substituteId !== undefined && !colleagues.some(({ id }) => id === absence.substituteId))
    return { kind: 'substitute' };
  // Whoever notes an absence of the same agent at the same time waits here.
  await sql`SELECT FROM agents WHERE id = ${absence.agentId}::uuid FOR NO KEY UPDATE`.execute(tx);
  const other = await findOverlap(tx, by.authorityId, absence.agentId, absence.from, absence.to);
  if (other !== undefined) return { kind: 'overlap', name: other.agentName, from: other.from, to: other.to };
  await tx
    .insertInto('agent_absences')
    .values({
      authority_id: by.authorityId,
      id: newId(now.getTime()),
      agent_id: absence.agentId,
      from_day: absence.from,
      to_day: absence.to,
      substitute_id: absence.substituteId ?? null,
      note: absence.note,
      noted_by: by.agentId,
      noted_at: now,
    })
    .execute();
  return undefined;
}

/** An absence of an agent that has a day in common with these. */
export async function findOverlap(
  tx: Tx,
  authorityId: string,
  agentId: string,
  from: string,
  to: string,
): Promise<Absence | undefined> {
  const all = await listAbsences(tx, authorityId, [agentId], from);
  return all.find((absence) => absence.from <= to);
}

/**
 * Ends an absence: one that has begun ends with yesterday, one that has not is removed.
 * @throws {NotFoundError} for one of an agent whose absences are none of theirs, as for none
 */
export async function endAbsence(tx: Tx, by: AgentPrincipal, absenceId: string, today: string): Promise<void> {
  const mine = (await listAbsentable(tx, by)).map(({ id }) => id);
  const absence = (await listAbsences(tx, by.authorityId, mine, today)).find(({ id }) => id === absenceId);
  if (absence === undefined) throw new NotFoundError('absence-not-found');
  const key = { authority_id: by.authorityId, id: absenceId };
  if (absence.from >= today) {
    await tx
      .deleteFrom('agent_absences')
      .where('authority_id', '=', key.authority_id)
      .where('id', '=', key.id)
      .execute();
    return;
  }
  await tx
    .updateTable('agent_absences')
    .set({ to_day: Temporal.PlainDate.from(today).subtract({ days: 1 }).toString() })
    .where('authority_id', '=', key.authority_id)
    .where('id', '=', key.id)
    .execute();
}
