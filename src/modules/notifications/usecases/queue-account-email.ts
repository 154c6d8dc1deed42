import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import type { AccountMailIds, AccountMailKind } from '../domain/account-mails.ts';
import { sendAccountMailKind } from '../jobs/job-kinds.ts';

/**
 * A mail about an account, which belongs to no authority. Only who it is about is queued; its text, with the secret
 * link, is made when it leaves by the builder given to `registerAccountMail`.
 */
export async function queueAccountEmail(
  platform: Pick<Platform, 'jobs'>,
  tx: Tx,
  kind: AccountMailKind,
  ids: AccountMailIds,
): Promise<void> {
  await platform.jobs.enqueue(tx, sendAccountMailKind, { ...ids, kind, mailId: newId() });
}
