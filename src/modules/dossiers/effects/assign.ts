import { sql } from 'kysely';
import { absentMembers } from '#modules/identity/index.ts';
import type { EffectOf } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import { nextInTurn } from '../domain/next-in-turn.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { type Act, eventOf } from '../usecases/transition-act.ts';
import type { DossierChange, EffectDefinition } from './effect-definition.ts';

interface Member {
  readonly id: string;
  readonly name: string;
  readonly leader: boolean;
}

interface Team {
  readonly authorityId: string;
  readonly id: string;
}

/**
 * Gives the dossier to a member of its team, or of another team of the authority, which must have the right to process
 * the procedure. When nobody can be found the dossier stays with the team, and agents read why.
 */
export const assign: EffectDefinition<'assign'> = {
  kind: 'assign',
  leavesHouse: false,
  prepare: async (tx, _deps, act, effect, change) => {
    const team = await findTeam(tx, act, effect, change);
    if (team === undefined)
      return tellNobody(tx, act, `le service «\u00a0${effect.team}\u00a0» ne traite pas ces dossiers`);
    if (team.id !== change.teamId) change.assigneeId = null;
    change.teamAuthorityId = team.authorityId;
    change.teamId = team.id;
    const member = await choose(tx, act, team, effect.rule);
    if (member === undefined) return tellNobody(tx, act, 'le service n’a personne à qui le donner');
    change.assigneeId = member.id;
    change.assignedTo = member.id === act.dossier.assignee_id ? undefined : member.name;
  },
};

async function findTeam(
  tx: Tx,
  act: Act,
  { team: name }: EffectOf<'assign'>,
  change: DossierChange,
): Promise<Team | undefined> {
  if (name === undefined) return { authorityId: change.teamAuthorityId, id: change.teamId };
  const { authority_id: authorityId, procedure_id: procedureId } = act.dossier;
  const found = await tx
    .selectFrom('teams as t')
    .innerJoin('processing_rights as p', (join) =>
      join.onRef('p.team_authority_id', '=', 't.authority_id').onRef('p.team_id', '=', 't.id'),
    )
    .select('t.id')
    .where('t.authority_id', '=', authorityId)
    .where('t.name', '=', name)
    .where('p.authority_id', '=', authorityId)
    .where('p.procedure_id', 'in', ['*', procedureId])
    .executeTakeFirst();
  return found === undefined ? undefined : { authorityId, id: found.id };
}

async function choose(
  tx: Tx,
  { dossier: { authority_id: authorityId }, now }: Act,
  team: Team,
  rule: EffectOf<'assign'>['rule'],
): Promise<Member | undefined> {
  const { rows } = await sql<{ agent_id: string; name: string; leader: boolean }>`
    SELECT agent_id, name, leader FROM team_roster(${team.authorityId}, ${team.id}::uuid)`.execute(tx);
  const away = await absentMembers(tx, team, civilDate(instantOf(now)).toString());
  // Whoever is away is passed over; when everybody is, the dossier waits with the team.
  const members = rows
    .filter((row) => !away.has(row.agent_id))
    .map((row) => ({ id: row.agent_id, name: row.name, leader: row.leader }));
  if (rule === 'round-robin') return takeTurn(tx, authorityId, team, members);
  const able = rule === 'leader' ? members.filter((member) => member.leader) : members;
  return leastBusy(tx, authorityId, able);
}

/** Whoever has the fewest open dossiers of this authority; the first of those who have as few. */
async function leastBusy(tx: Tx, authorityId: string, members: readonly Member[]): Promise<Member | undefined> {
  if (members.length === 0) return undefined;
  const counts = await tx
    .selectFrom('dossiers')
    .select((eb) => ['assignee_id', eb.fn.countAll<string>().as('open')])
    .where('authority_id', '=', authorityId)
    .where(
      'assignee_id',
      'in',
      members.map((member) => member.id),
    )
    .where('phase', 'in', ['received', 'in-progress', 'waiting-applicant'])
    .groupBy('assignee_id')
    .execute();
  const openOf = new Map(counts.map((row) => [row.assignee_id, Number(row.open)]));
  return [...members].sort((a, b) => (openOf.get(a.id) ?? 0) - (openOf.get(b.id) ?? 0))[0];
}

/** The row of the team stays locked until the act is committed: two acts at once give to two different members. */
async function takeTurn(
  tx: Tx,
  authorityId: string,
  team: Team,
  members: readonly Member[],
): Promise<Member | undefined> {
  const key = { authority_id: authorityId, team_authority_id: team.authorityId, team_id: team.id };
  const turn = await tx
    .insertInto('team_turns')
    .values(key)
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'team_authority_id', 'team_id'])
        .doUpdateSet((eb) => ({ agent_id: eb.ref('team_turns.agent_id') })),
    )
    .returning('agent_id')
    .executeTakeFirstOrThrow();
  const next = nextInTurn(members, turn.agent_id);
  if (next === undefined) return undefined;
  await tx
    .updateTable('team_turns')
    .set({ agent_id: next.id })
    .where('authority_id', '=', key.authority_id)
    .where('team_authority_id', '=', key.team_authority_id)
    .where('team_id', '=', key.team_id)
    .execute();
  return next;
}

async function tellNobody(tx: Tx, act: Act, why: string): Promise<void> {
  await recordEvent(tx, {
    ...eventOf(act),
    kind: 'note',
    visibility: 'internal',
    data: { body: `Le dossier n’a pas pu être attribué d’office\u00a0: ${why}.` },
  });
}
