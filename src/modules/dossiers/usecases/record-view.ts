import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import { type AgentAct, agentActor, lockForAgent } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

/**
 * Notes that an agent opened the dossier: once for each agent and day, which answers "who looked at my file" without
 * burying the history. The revision does not change.
 * @returns whether an event was written
 */
export async function recordView(tx: Tx, act: AgentAct): Promise<boolean> {
  const day = civilDate(instantOf(act.now)).toString();
  if (await viewedOn(tx, act, day)) return false;
  await lockForAgent(tx, act);
  // Two pages opened at once: the second finds the first one's event behind the lock.
  if (await viewedOn(tx, act, day)) return false;
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'viewed',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'internal',
    data: { day },
  });
  return true;
}

async function viewedOn(tx: Tx, act: AgentAct, day: string): Promise<boolean> {
  const views = await tx
    .selectFrom('dossier_events')
    .select('data')
    .where('authority_id', '=', act.authorityId)
    .where('dossier_id', '=', act.dossierId)
    .where('kind', '=', 'viewed')
    .where('actor_id', '=', act.agent.agentId)
    .orderBy('seq', 'desc')
    .limit(1)
    .execute();
  return views.some((view) => view.data.day === day);
}
