import type { Tx } from '#platform/database/database.ts';

/**
 * A mail server of the recipient gave back a message that had left: it is among those that failed from now on.
 * @returns the dossier that it was about and whom it was for; undefined when no such message left, or that was known
 */
export async function markUndelivered(
  tx: Tx,
  authorityId: string,
  messageId: string,
): Promise<{ readonly dossierId: string | null; readonly recipient: string; readonly subject: string } | undefined> {
  const row = await tx
    .updateTable('outgoing_messages')
    .set({ state: 'failed', last_error: 'mail-returned' })
    .where('authority_id', '=', authorityId)
    .where('id', '=', messageId)
    .where('medium', '=', 'email')
    .where('state', '=', 'sent')
    .returning(['dossier_id', 'recipient', 'subject'])
    .executeTakeFirst();
  return row && { dossierId: row.dossier_id, recipient: row.recipient, subject: row.subject };
}
