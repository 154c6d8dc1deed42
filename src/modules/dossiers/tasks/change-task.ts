import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import type { AssignDeps } from '../usecases/assign-dossier.ts';
import { type AgentAct, agentActor, isRepeatedAct, lockForAgent, touchDossier } from '../usecases/lock-for-agent.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { taskWords as say } from './messages.ts';

export const longestTask = 300;

/**
 * Notes something to be done about a dossier, by an agent of the team in charge or by whoever of the team. The same form
 * sent twice makes one task.
 * @param act.agentId null for the whole team
 * @throws {DossierNotFoundError} @throws {ForbiddenError} `assignee-not-in-team`
 */
export async function addTask(
  tx: Tx,
  deps: AssignDeps,
  act: AgentAct & {
    readonly title: string;
    /** YYYY-MM-DD */
    readonly dueOn: string | null;
    readonly assigneeId: string | null;
    readonly key: string;
  },
): Promise<void> {
  const dossier = await lockForAgent(tx, act);
  if (await isRepeatedAct(tx, act)) return;
  const team = await deps.identity.listAgentsOfTeam(tx, dossier.team_authority_id, dossier.team_id);
  const assignee = team.find((member) => member.id === act.assigneeId);
  if (act.assigneeId !== null && assignee === undefined) throw new ForbiddenError('assignee-not-in-team');
  await tx
    .insertInto('dossier_tasks')
    .values({
      authority_id: act.authorityId,
      id: newId(act.now.getTime()),
      dossier_id: act.dossierId,
      title: act.title.slice(0, longestTask),
      due_on: act.dueOn,
      agent_id: assignee?.id ?? null,
      agent_name: assignee?.name ?? '',
      created_at: act.now,
      created_by: act.agent.agentId,
      created_by_name: act.agent.name,
    })
    .execute();
  await touchDossier(tx, dossier, act.now);
  await recordTask(tx, act, 'added', act.title, { key: act.key });
}

/** Done, or open again. Said twice, it is noted once. @throws {DossierNotFoundError} @throws {NotFoundError} */
export async function setTaskDone(
  tx: Tx,
  act: AgentAct & { readonly taskId: string; readonly done: boolean },
): Promise<void> {
  const dossier = await lockForAgent(tx, act);
  const task = await tx
    .selectFrom('dossier_tasks')
    .selectAll()
    .where('authority_id', '=', act.authorityId)
    .where('dossier_id', '=', act.dossierId)
    .where('id', '=', act.taskId)
    .executeTakeFirst();
  if (task === undefined) throw new NotFoundError('task-not-found');
  if ((task.done_at !== null) === act.done) return;
  await tx
    .updateTable('dossier_tasks')
    .set(
      act.done
        ? { done_at: act.now, done_by: act.agent.agentId, done_by_name: act.agent.name }
        : { done_at: null, done_by: null, done_by_name: '' },
    )
    .where('authority_id', '=', act.authorityId)
    .where('id', '=', act.taskId)
    .execute();
  await touchDossier(tx, dossier, act.now);
  await recordTask(tx, act, act.done ? 'done' : 'reopened', task.title, {});
}

async function recordTask(
  tx: Tx,
  act: AgentAct,
  what: 'added' | 'done' | 'reopened',
  title: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const words = (locale: 'fr' | 'en') => say(locale, `event.${what}`, { title });
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'task',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'internal',
    data: { ...data, words: { fr: words('fr'), en: words('en') } },
  });
}
