import type { Tx } from '#platform/database/database.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

/** Longest note or message, in characters. */
export const maxTextLength = 10_000;

/** Writes a note that agents alone read. @throws {DossierNotFoundError} */
export async function addNote(tx: Tx, act: AgentAct & { readonly body: string }): Promise<number> {
  const dossier = await lockForAgent(tx, act);
  await touchDossier(tx, dossier, act.now);
  return recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'note',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'internal',
    data: { body: act.body },
  });
}
