import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { callHookKind } from '../../jobs/job-kinds.ts';
import { type AgentAct, lockForAgent } from '../../usecases/lock-for-agent.ts';

/**
 * Makes a call that failed once more.
 * @throws {DossierNotFoundError}
 * @throws {NotFoundError} `call-not-found` when the dossier has no such call that failed
 */
export async function replayCall(
  tx: Tx,
  platform: Pick<Platform, 'jobs'>,
  act: AgentAct & { readonly callId: string },
): Promise<void> {
  const { authorityId, callId } = act;
  await lockForAgent(tx, act);
  const call = await tx
    .updateTable('hook_calls')
    .set({ state: 'queued', attempts: 0, last_error: null, updated_at: act.now })
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', act.dossierId)
    .where('id', '=', callId)
    .where('state', '=', 'failed')
    .returning('id')
    .executeTakeFirst();
  if (call === undefined) throw new NotFoundError('call-not-found');
  await platform.jobs.enqueue(tx, callHookKind, { authorityId, callId });
}
