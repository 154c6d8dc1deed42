import type { Tx } from '#platform/database/database.ts';
import type { InboundParts } from '../inbound-parts.ts';

/** Days for which what a message said can still be looked at here, once it waits for nobody. */
export const keptDays = 30;

/**
 * Erases what old messages said, their files with it. The line stays, without a word of the person, so that the same
 * message is not taken again.
 * @returns how many
 */
export async function eraseOldMessages(
  tx: Tx,
  parts: Pick<InboundParts, 'documents'>,
  authorityId: string,
  now: Date,
): Promise<number> {
  const old = await tx
    .selectFrom('received_messages')
    .select(['id', 'document_ids'])
    .where('authority_id', '=', authorityId)
    .where('state', '!=', 'waiting')
    .where('erased_at', 'is', null)
    .where('decided_at', '<', new Date(now.getTime() - keptDays * 86_400_000))
    .limit(1000)
    .execute();
  for (const { id, document_ids: documents } of old) {
    for (const document of documents) await parts.documents.remove(tx, authorityId, document);
    await tx
      .updateTable('received_messages')
      .set({
        sender: '',
        sender_name: '',
        subject: '',
        body: '',
        quoted: '',
        set_aside: '[]',
        document_ids: [],
        references_ids: [],
        decided_by_name: '',
        erased_at: now,
      })
      .where('authority_id', '=', authorityId)
      .where('id', '=', id)
      .execute();
  }
  return old.length;
}
