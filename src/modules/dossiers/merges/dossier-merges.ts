import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';

export type DossierMerge = Selectable<Tables['dossier_merges']>;

/** The joinings in force in which a dossier leads or is joined. */
export function listMerges(tx: Tx, authorityId: string, dossierId: string): Promise<DossierMerge[]> {
  return tx
    .selectFrom('dossier_merges')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('parted_at', 'is', null)
    .where((eb) => eb.or([eb('leading_id', '=', dossierId), eb('joined_id', '=', dossierId)]))
    .orderBy('merged_at')
    .execute();
}
