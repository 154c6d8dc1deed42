import type { Opening } from './procedure-schema.ts';

/** Where a day stands in the days on which a procedure can be begun. */
export type OpeningState = 'open' | 'not-yet' | 'over';

/** @param today civil date YYYY-MM-DD in Paris; both ends of the opening are included */
export function openingOn(opening: Opening | undefined, today: string): OpeningState {
  if (opening?.from !== undefined && today < opening.from) return 'not-yet';
  if (opening?.to !== undefined && today > opening.to) return 'over';
  return 'open';
}
