import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import { eraseReceivedWords, listReceivedOf } from '../usecases/erase-received-words.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';

/**
 * Takes the person out of what effects have written beside the dossier. Payments and appointments stay for the accounts
 * and the diary, without a name; opinions, orders being signed, tasks, mentions
 * and links to other dossiers speak of the person, and go. That a letter of a batch was written stays, without its text;
 * that a message came stays, without its words; so does an act on many dossiers; that two dossiers were joined stays: it names nobody.
 */
export async function eraseCapabilities(tx: Tx, dossier: Pick<DossierRow, 'authority_id' | 'id'>): Promise<void> {
  const { authority_id: authorityId, id } = dossier;
  await sql`SELECT forget_dossier_traces(${authorityId}, ${id}::uuid)`.execute(tx);
  for (const table of [
    'opinion_requests',
    'signature_circuits',
    'dossier_transfers',
    'dossier_tasks',
    'dossier_mentions',
    'dossier_looks',
    'resident_file_views',
    'letter_choices',
    'mail_threads',
  ] as const) {
    await tx.deleteFrom(table).where('authority_id', '=', authorityId).where('dossier_id', '=', id).execute();
  }
  await tx
    .updateTable('letter_batch_lines')
    .set({ content: null, document_id: null })
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', id)
    .execute();
  await tx
    .updateTable('contact_ratings')
    .set({ comment: '' })
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', id)
    .execute();
  await eraseReceivedWords(tx, authorityId, await listReceivedOf(tx, authorityId, id));
  await tx
    .deleteFrom('dossier_distinctions')
    .where('authority_id', '=', authorityId)
    .where((eb) => eb.or([eb('dossier_id', '=', id), eb('other_id', '=', id)]))
    .execute();
  await tx
    .deleteFrom('dossier_links')
    .where('authority_id', '=', authorityId)
    .where((eb) => eb.or([eb('dossier_id', '=', id), eb('linked_dossier_id', '=', id)]))
    .execute();
}
