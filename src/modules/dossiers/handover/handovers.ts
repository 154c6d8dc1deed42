import { sql } from 'kysely';
import { isAdministrator } from '#modules/identity/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { openPhases } from '../queries/inbox-views.ts';
import { agentActor } from '../usecases/lock-for-agent.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { handoverWords as say } from './messages.ts';

/** An agent who has open dossiers in the teams that somebody looks after. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly procedures: readonly { readonly id: string; readonly dossiers: number }[];
}

export interface NewHandover {
  readonly fromId: string;
  /** Undefined: back to the teams. */
  readonly toId: string | undefined;
  readonly procedures: readonly string[];
  readonly note: string;
  /** `https://guichet.example.fr` */
  readonly origin: string;
}

/** Handing over is for whoever leads a team, or administers the authority. @throws {ForbiddenError} `leaders-only` */
export function requireLeader(agent: AgentPrincipal): void {
  if (!isAdministrator(agent) && !agent.rights.some((right) => right.leader)) throw new ForbiddenError('leaders-only');
}

/** The teams of the agent's own authority that they look after: all for an administrator, else those that they lead. */
async function teamsOf(tx: Tx, agent: AgentPrincipal): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT t.id FROM teams t WHERE t.authority_id = ${agent.authorityId} AND (${isAdministrator(agent)} OR EXISTS (
      SELECT FROM team_members m WHERE m.authority_id = t.authority_id AND m.team_id = t.id
        AND m.agent_id = ${agent.agentId}::uuid AND m.leader))`.execute(tx);
  return rows.map((row) => row.id);
}

/** Every authority for which the teams of this one work: dossiers of all of them may be handed over. */
export async function handoverScope(tx: Tx, agent: AgentPrincipal): Promise<readonly string[]> {
  if (!isAdministrator(agent)) return agent.scope;
  const { rows } = await sql<{ authority_id: string }>`
    SELECT authority_id FROM authorities_served_by(${agent.authorityId})`.execute(tx);
  return [...new Set([agent.authorityId, ...rows.map((row) => row.authority_id)])];
}

/** Who holds what, by name. */
export async function listHolders(tx: Tx, agent: AgentPrincipal, scope: readonly string[]): Promise<Holder[]> {
  const teams = await teamsOf(tx, agent);
  if (teams.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; procedures: Holder['procedures'] }>`
    SELECT held.assignee_id AS id, g.name, json_agg(json_build_object('id', procedure_id, 'dossiers', dossiers)
      ORDER BY procedure_id) AS procedures
    FROM (
      SELECT d.assignee_id, d.procedure_id, count(*)::int AS dossiers FROM dossiers d
      WHERE d.authority_id IN (${sql.join(scope)}) AND d.team_authority_id = ${agent.authorityId}
        AND d.team_id IN (${sql.join(teams)}) AND d.assignee_id IS NOT NULL AND d.phase IN (${sql.join(openPhases)})
      GROUP BY d.assignee_id, d.procedure_id
    ) held JOIN agents g ON g.id = held.assignee_id
    GROUP BY held.assignee_id, g.name ORDER BY g.name, held.assignee_id`.execute(tx);
  return rows;
}

/** Who is in one of these teams: those who may take over, by name. */
export async function listHeirs(tx: Tx, agent: AgentPrincipal): Promise<{ id: string; name: string }[]> {
  const teams = await teamsOf(tx, agent);
  if (teams.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT DISTINCT g.name, g.id FROM team_members m JOIN agents g ON g.id = m.agent_id AND g.active
    WHERE m.authority_id = ${agent.authorityId} AND m.team_id IN (${sql.join(teams)}) ORDER BY g.name, g.id`.execute(
    tx,
  );
  return rows;
}

/**
 * Gives the open dossiers of an agent, of the procedures chosen, to a colleague of the same team or back to the teams, in
 * one transaction; each history tells it, with the note. Whoever takes over is told by e-mail.
 * @returns how many were given, how many were left because the colleague is not in their team
 * @throws {NotFoundError} for an heir who is in none of the teams
 */
export async function handOver(
  tx: Tx,
  parts: Pick<DossiersParts, 'platform' | 'directory'>,
  by: AgentPrincipal,
  scope: readonly string[],
  wanted: NewHandover,
  now: Date,
): Promise<{ given: number; left: number }> {
  requireLeader(by);
  const teams = await teamsOf(tx, by);
  const heir = (await listHeirs(tx, by)).find((one) => one.id === wanted.toId);
  if ((wanted.toId !== undefined && heir === undefined) || wanted.toId === wanted.fromId || teams.length === 0)
    throw new NotFoundError('agent-not-found');
  const { rows } = await sql<{ authority_id: string; id: string; revision: number; takes: boolean }>`
    SELECT d.authority_id, d.id, d.revision, (${wanted.toId ?? null}::uuid IS NULL OR EXISTS (
      SELECT FROM team_members m WHERE m.authority_id = d.team_authority_id AND m.team_id = d.team_id
        AND m.agent_id = ${wanted.toId ?? null}::uuid)) AS takes
    FROM dossiers d
    WHERE d.authority_id IN (${sql.join(scope)}) AND d.team_authority_id = ${by.authorityId}
      AND d.team_id IN (${sql.join(teams)}) AND d.assignee_id = ${wanted.fromId}::uuid
      AND d.procedure_id = ANY (${[...wanted.procedures]}) AND d.phase IN (${sql.join(openPhases)})
    ORDER BY d.id FOR UPDATE OF d`.execute(tx);
  const given = rows.filter((row) => row.takes);
  if (given.length === 0) return { given: 0, left: rows.length };
  const id = newId(now.getTime());
  await tx
    .insertInto('handovers')
    .values({
      authority_id: by.authorityId,
      id,
      from_agent_id: wanted.fromId,
      to_agent_id: wanted.toId ?? null,
      by_agent_id: by.agentId,
      procedures: [...wanted.procedures],
      note: wanted.note,
      at: now,
    })
    .execute();
  for (const dossier of given) {
    await give(tx, by, dossier, heir, now, wanted.note);
    await tx
      .insertInto('handover_dossiers')
      .values({
        authority_id: dossier.authority_id,
        handover_id: id,
        dossier_id: dossier.id,
        assignee_id: heir?.id ?? null,
      })
      .execute();
  }
  if (heir !== undefined && heir.id !== by.agentId) await tellHeir(tx, parts, by, wanted, heir, given.length);
  return { given: given.length, left: rows.length - given.length };
}

async function give(
  tx: Tx,
  by: AgentPrincipal,
  dossier: { readonly authority_id: string; readonly id: string; readonly revision: number },
  heir: { readonly id: string; readonly name: string } | undefined,
  now: Date,
  note: string,
): Promise<void> {
  await tx
    .updateTable('dossiers')
    .set({ assignee_id: heir?.id ?? null, updated_at: now, revision: dossier.revision + 1 })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
  const event = {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    at: now,
    actor: agentActor(by),
    channel: 'web',
    visibility: 'internal' as const,
  };
  await recordEvent(tx, { ...event, kind: 'assigned', data: { agentId: heir?.id ?? null, name: heir?.name ?? '' } });
  if (note !== '') await recordEvent(tx, { ...event, kind: 'note', data: { body: note } });
}

async function tellHeir(
  tx: Tx,
  parts: Pick<DossiersParts, 'platform' | 'directory'>,
  by: AgentPrincipal,
  { fromId, note, origin }: NewHandover,
  heir: { readonly id: string; readonly name: string },
  count: number,
): Promise<void> {
  const people = await tx
    .selectFrom('agents')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', 'in', [fromId, heir.id])
    .execute();
  const to = people.find((person) => person.id === heir.id);
  const from = people.find((person) => person.id === fromId);
  if (to === undefined || from === undefined) return;
  const params = { count, name: from.name, by: by.name };
  await queueMessage(parts.platform, tx, {
    authorityId: by.authorityId,
    medium: 'email',
    recipient: to.email,
    subject: say(to.locale, 'mail.subject', params),
    body: composeEmail({
      locale: to.locale,
      greeting: say(to.locale, 'mail.hello', { name: to.name }),
      paragraphs: [say(to.locale, 'mail.body', params), ...(note === '' ? [] : [note])],
      action: { label: say(to.locale, 'mail.action'), href: `${origin}/agents?vue=miens` },
      authority: await parts.directory.getAuthority(by.authorityId),
    }),
  });
}

export interface Handover {
  readonly id: string;
  readonly at: Date;
  readonly fromId: string;
  readonly fromName: string;
  readonly toName: string | undefined;
  readonly dossiers: number;
  readonly undone: boolean;
  readonly mayUndo: boolean;
}

const mostShown = 20;

/** The latest handovers: an administrator's all, a leader's own. */
export async function listHandovers(
  tx: Tx,
  agent: AgentPrincipal,
  scope: readonly string[],
  now: Date,
): Promise<Handover[]> {
  const { rows } = await sql<{
    id: string;
    at: Date;
    from_agent_id: string;
    from_name: string;
    to_name: string | null;
    dossiers: number;
    undone_at: Date | null;
  }>`
    SELECT h.id, h.at, h.from_agent_id, f.name AS from_name, t.name AS to_name, h.undone_at,
      (SELECT count(*)::int FROM handover_dossiers d WHERE d.authority_id IN (${sql.join(scope)}) AND d.handover_id = h.id) AS dossiers
    FROM handovers h JOIN agents f ON f.id = h.from_agent_id LEFT JOIN agents t ON t.id = h.to_agent_id
    WHERE h.authority_id = ${agent.authorityId} AND (${isAdministrator(agent)} OR h.by_agent_id = ${agent.agentId}::uuid)
    ORDER BY h.at DESC LIMIT ${sql.lit(mostShown)}`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    fromId: row.from_agent_id,
    fromName: row.from_name,
    toName: row.to_name ?? undefined,
    dossiers: row.dossiers,
    undone: row.undone_at !== null,
    mayUndo: row.undone_at === null && isSameDay(row.at, now),
  }));
}

function isSameDay(a: Date, b: Date): boolean {
  return civilDate(instantOf(a)).equals(civilDate(instantOf(b)));
}

/**
 * Undoes a handover on the day of it: the dossiers that are still where it put them go back.
 * @throws {NotFoundError} for somebody else's, as for none
 * @throws {ConflictError} `handover-over` the day after, or when it has been undone
 */
export async function undoHandover(
  tx: Tx,
  by: AgentPrincipal,
  scope: readonly string[],
  handoverId: string,
  now: Date,
): Promise<{ given: number; left: number }> {
  requireLeader(by);
  await sql`SELECT FROM handovers WHERE authority_id = ${by.authorityId} AND id = ${handoverId}::uuid FOR UPDATE`.execute(
    tx,
  );
  const handover = (await listHandovers(tx, by, scope, now)).find(({ id }) => id === handoverId);
  if (handover === undefined) throw new NotFoundError('handover-not-found');
  if (!handover.mayUndo) throw new ConflictError('handover-over');
  const { rows } = await sql<{ authority_id: string; id: string; revision: number; same: boolean }>`
    SELECT d.authority_id, d.id, d.revision, (d.assignee_id IS NOT DISTINCT FROM h.assignee_id
      AND d.phase IN (${sql.join(openPhases)})) AS same
    FROM handover_dossiers h JOIN dossiers d ON d.authority_id = h.authority_id AND d.id = h.dossier_id
    WHERE h.authority_id IN (${sql.join(scope)}) AND h.handover_id = ${handoverId}::uuid
    ORDER BY d.id FOR UPDATE OF d`.execute(tx);
  const back = rows.filter((row) => row.same);
  for (const dossier of back) await give(tx, by, dossier, { id: handover.fromId, name: handover.fromName }, now, '');
  await tx
    .updateTable('handovers')
    .set({ undone_at: now })
    .where('authority_id', '=', by.authorityId)
    .where('id', '=', handoverId)
    .execute();
  return { given: back.length, left: rows.length - back.length };
}
