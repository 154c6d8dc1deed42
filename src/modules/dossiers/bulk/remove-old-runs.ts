import type { DossiersParts } from '../dossiers-parts.ts';

/** How an act on many dossiers went can be looked at for so many days; what it did stays in the history of each. */
export const runsKeptDays = 30;

/** The words that an act wrote to many, and its list of dossiers, do not outlive their use. */
export async function removeOldRuns(
  { platform }: Pick<DossiersParts, 'platform'>,
  authorityId: string,
  now: Date,
): Promise<void> {
  await platform.database.transaction([authorityId], (tx) =>
    tx
      .deleteFrom('bulk_runs')
      .where('authority_id', '=', authorityId)
      .where('state', '=', 'done')
      .where('finished_at', '<', new Date(now.getTime() - runsKeptDays * 86_400_000))
      .execute(),
  );
}
