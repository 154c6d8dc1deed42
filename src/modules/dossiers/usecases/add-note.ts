import type { Tx } from '#platform/database/database.ts';
import { type AgentAct, agentActor, isRepeatedAct, lockForAgent, touchDossier } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

/** Longest note or message, in characters. */
export const maxTextLength = 10_000;

/**
 * Writes a note that agents alone read.
 * @returns false when the very same note had been received before (`key`)
 * @throws {DossierNotFoundError}
 */
export async function addNote(
  tx: Tx,
  act: AgentAct & {
    readonly body: string;
    readonly key: string;
    /** Names of the colleagues who are told of it. */
    readonly told?: readonly string[];
  },
): Promise<boolean> {
  const dossier = await lockForAgent(tx, act);
  if (await isRepeatedAct(tx, act)) return false;
  await touchDossier(tx, dossier, act.now);
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'note',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'internal',
    data: {
      body: act.body,
      key: act.key,
      ...(act.told === undefined || act.told.length === 0 ? {} : { told: [...act.told] }),
    },
  });
  return true;
}
