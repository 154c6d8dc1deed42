/** How many dossiers lasted so many whole days. */
export interface Duration {
  readonly lasted: number;
  readonly dossiers: number;
}

/**
 * The number of days within which that share of the dossiers ended: the nearest rank, so that it is always a duration
 * that was. Undefined without dossiers.
 * @param share between 0 and 1: 0.5 is the median
 */
export function percentile(durations: readonly Duration[], share: number): number | undefined {
  const ordered = durations.filter(({ dossiers }) => dossiers > 0).sort((a, b) => a.lasted - b.lasted);
  const total = ordered.reduce((sum, { dossiers }) => sum + dossiers, 0);
  if (total === 0) return undefined;
  const rank = Math.max(1, Math.ceil(share * total));
  let reached = 0;
  for (const { lasted, dossiers } of ordered) {
    reached += dossiers;
    if (reached >= rank) return lasted;
  }
  return ordered.at(-1)?.lasted;
}

/** The share, in whole hundredths, of the dossiers that lasted that long at most. Undefined without dossiers. */
export function shareWithin(durations: readonly Duration[], days: number): number | undefined {
  const total = durations.reduce((sum, { dossiers }) => sum + dossiers, 0);
  if (total === 0) return undefined;
  const within = durations.reduce((sum, { lasted, dossiers }) => (lasted <= days ? sum + dossiers : sum), 0);
  return Math.round((100 * within) / total);
}
