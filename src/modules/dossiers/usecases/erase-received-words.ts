import type { Tx } from '#platform/database/database.ts';

/** The messages that came in for a dossier. */
export async function listReceivedOf(tx: Tx, authorityId: string, dossierId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('received_messages')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where((eb) => eb.or([eb('dossier_id', '=', dossierId), eb('suggested_dossier_id', '=', dossierId)]))
    .where('state', '!=', 'waiting')
    .execute();
  return rows.map(({ id }) => id);
}

/** Who wrote and what they wrote; the line stays, so that the same message is never taken twice. */
export async function eraseReceivedWords(tx: Tx, authorityId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('received_messages')
    .set({ sender: '', sender_name: '', subject: '', body: '', quoted: '', set_aside: '[]', references_ids: [] })
    .where('authority_id', '=', authorityId)
    .where('id', 'in', [...ids])
    .execute();
}
