import { civilDate } from '#platform/clock/clock.ts';
import type { HolidayRegion } from '#platform/clock/holidays.ts';
import { addWorkingDays } from '../../domain/delays.ts';

/**
 * By when a filing by electronic means is acknowledged: its registration within one working day when it is not at once, its
 * receipt within ten (CRPA L112-11, R112-11-1). Parvis does both at once; the days are what the law allows. Working days
 * leave out Saturdays, Sundays and the holidays of the place.
 */
export function acknowledgementDelays(
  received: Temporal.Instant,
  region: HolidayRegion = 'france',
): { readonly registration: string; readonly receipt: string } {
  const day = civilDate(received);
  return {
    registration: addWorkingDays(day, 1, region).toString(),
    receipt: addWorkingDays(day, 10, region).toString(),
  };
}
