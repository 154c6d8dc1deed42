/** Upper bounds of the classes in which answers are counted, in milliseconds; a last class holds those that took longer. */
export const bounds: readonly number[] = [50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000];

export function noDurations(): number[] {
  return Array.from({ length: bounds.length + 1 }, () => 0);
}

/** @returns the class of an answer that took so long */
export function classOf(milliseconds: number): number {
  const found = bounds.findIndex((bound) => milliseconds <= bound);
  return found === -1 ? bounds.length : found;
}

/**
 * Within how many milliseconds 95 answers of 100 were given: the upper bound of the class that holds the 95th, hence never less
 * than the truth. `Infinity` when it took longer than the last bound; undefined when nothing was asked.
 */
export function p95(durations: readonly number[]): number | undefined {
  const all = durations.reduce((sum, count) => sum + count, 0);
  if (all === 0) return undefined;
  let reached = 0;
  for (const [index, count] of durations.entries()) {
    reached += count;
    if (reached >= all * 0.95) return bounds[index] ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

/** Counts of both, class by class. */
export function addDurations(one: readonly number[], other: readonly number[]): number[] {
  return noDurations().map((_, index) => (one[index] ?? 0) + (other[index] ?? 0));
}
