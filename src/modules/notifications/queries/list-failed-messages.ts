import type { Tx } from '#platform/database/database.ts';

export interface FailedMessage {
  readonly authorityId: string;
  readonly id: string;
  readonly dossierId: string | null;
  readonly medium: 'email' | 'sms';
  readonly recipient: string;
  readonly subject: string;
  /** A code such as `mail-refused`; `describeSendError` says it in words. */
  readonly lastError: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** Messages given up by the house, oldest first, for the agent who will replay them or pick up the phone. */
export async function listFailedMessages(
  tx: Tx,
  authorityIds: readonly string[],
  limit = 100,
): Promise<FailedMessage[]> {
  return tx
    .selectFrom('outgoing_messages')
    .select([
      'authority_id as authorityId',
      'id',
      'dossier_id as dossierId',
      'medium',
      'recipient',
      'subject',
      'last_error as lastError',
      'attempts',
      'created_at as createdAt',
    ])
    .where('authority_id', 'in', [...authorityIds])
    .where('state', '=', 'failed')
    .orderBy('created_at')
    .limit(limit)
    .execute();
}
