import type { Tx } from '#platform/database/database.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { sendMessageKind } from '../jobs/job-kinds.ts';

/**
 * Sends again a message that failed for good. Under the same Message-ID: a server that had taken it knows it.
 * @throws NotFoundError; ConflictError `message-not-failed` when it is on its way or sent
 */
export async function replayMessage(
  platform: Pick<Platform, 'jobs'>,
  tx: Tx,
  authorityId: string,
  messageId: string,
): Promise<void> {
  const replayed = await tx
    .updateTable('outgoing_messages')
    .set({ state: 'queued', attempts: 0, last_error: null })
    .where('authority_id', '=', authorityId)
    .where('id', '=', messageId)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  if (replayed.numUpdatedRows === 0n) {
    const message = await tx
      .selectFrom('outgoing_messages')
      .select('id')
      .where('authority_id', '=', authorityId)
      .where('id', '=', messageId)
      .executeTakeFirst();
    throw message === undefined ? new NotFoundError('message-not-found') : new ConflictError('message-not-failed');
  }
  await platform.jobs.enqueue(tx, sendMessageKind, { authorityId, messageId });
}
