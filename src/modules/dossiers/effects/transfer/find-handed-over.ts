import type { Database } from '#platform/database/database.ts';

interface Place {
  readonly authorityId: string;
  readonly dossierId: string;
}

/** More authorities in a row than this is a mistake of data. */
const longestChain = 5;

/**
 * Where a dossier goes on, when it was handed over to another authority of the counter, and from there to another again.
 * @returns undefined when it was not, or when what it became is no longer kept
 */
export async function findHandedOver(
  database: Pick<Database, 'readOnce'>,
  { authorityId, dossierId }: Place,
): Promise<Place | undefined> {
  let last: Place = { authorityId, dossierId };
  for (let step = 0; step < longestChain; step += 1) {
    const next = await nextPlace(database, last);
    if (next === undefined) break;
    last = next;
  }
  return last.dossierId === dossierId ? undefined : last;
}

async function nextPlace(
  database: Pick<Database, 'readOnce'>,
  { authorityId, dossierId }: Place,
): Promise<Place | undefined> {
  const sent = await database.readOnce([authorityId], (tx) =>
    tx
      .selectFrom('dossier_transfers')
      .select(['other_authority_id', 'other_dossier_id'])
      .where('authority_id', '=', authorityId)
      .where('dossier_id', '=', dossierId)
      .where('direction', '=', 'sent')
      .executeTakeFirst(),
  );
  if (sent === undefined) return undefined;
  const place = { authorityId: sent.other_authority_id, dossierId: sent.other_dossier_id };
  const kept = await database.readOnce([place.authorityId], (tx) =>
    tx
      .selectFrom('dossiers')
      .select('id')
      .where('authority_id', '=', place.authorityId)
      .where('id', '=', place.dossierId)
      .executeTakeFirst(),
  );
  return kept && place;
}
