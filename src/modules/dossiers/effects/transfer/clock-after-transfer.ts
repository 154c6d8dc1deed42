import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { HolidayRegion } from '#platform/clock/holidays.ts';
import { endOfDelay } from '../../domain/delays.ts';

/**
 * The last day of the delay of a request that was sent on to the competent authority (CRPA L114-3).
 *
 * Silence that rejects is counted from the receipt by the authority that was asked first; silence that accepts, from the
 * receipt by the competent one only. Where silence decides nothing, the house aims from its own receipt.
 * @param delay as procedures write it: `2m`
 * @returns YYYY-MM-DD
 */
export function dueAfterTransfer(
  silence: { readonly rule: 'accept' | 'reject' | 'none'; readonly delay: string },
  firstSubmittedAt: Date,
  receivedAt: Date,
  region?: HolidayRegion,
): string {
  const from = silence.rule === 'reject' ? firstSubmittedAt : receivedAt;
  return endOfDelay(civilDate(instantOf(from)), silence.delay, region).toString();
}
