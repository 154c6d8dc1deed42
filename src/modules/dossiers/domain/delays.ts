import { type HolidayRegion, isWorkingDay } from '#platform/clock/holidays.ts';

export { holidaysOf, isWorkingDay } from '#platform/clock/holidays.ts';

/** A delay as procedures write it: `10d` days, `5wd` working days, `2m` months, `1y` years. */
const delayPattern = /^(\d{1,3})(d|wd|m|y)$/;

export interface Delay {
  readonly amount: number;
  readonly unit: 'd' | 'wd' | 'm' | 'y';
}

/** @throws {RangeError} for a text that is not a delay: procedures are checked when they are published. */
export function parseDelay(text: string): Delay {
  const parts = delayPattern.exec(text);
  if (parts === null) throw new RangeError(`Not a delay: ${text}`);
  return { amount: Number(parts[1]), unit: parts[2] as Delay['unit'] };
}

/**
 * The last day of a delay that starts on a civil date.
 *
 * The day of receipt is not counted: one day after the 10th is the 11th. Months and years go from the day of a month to
 * the day of the same number, or to the last day of a shorter month: two months from 31 December end on 28 February.
 *
 * Silence decides at the end of that day even when it is a Saturday, a Sunday or a holiday. CRPA L231-1 and L231-4 give
 * the administration two months and no text prolongs them; the carry-over to the next working day (code of civil
 * procedure, article 642; Conseil d'Etat, 19 September 2014, no. 362568; 5 June 2009, no. 312682) belongs to the time
 * limits within which a person appeals, which `lastDayToAppeal` counts. To show the applicant a later date here would
 * hide a decision that already exists.
 */
export function endOfDelay(
  from: Temporal.PlainDate,
  delay: string,
  region: HolidayRegion = 'france',
): Temporal.PlainDate {
  const { amount, unit } = parseDelay(delay);
  switch (unit) {
    case 'd':
      return from.add({ days: amount });
    case 'm':
      return from.add({ months: amount }, { overflow: 'constrain' });
    case 'y':
      return from.add({ years: amount }, { overflow: 'constrain' });
    case 'wd':
      return addWorkingDays(from, amount, region);
  }
}

/**
 * The day that many working days (Monday to Friday, without holidays: the days on which town halls answer) after a date.
 * A receipt on a Sunday counts Monday as the first day.
 */
export function addWorkingDays(
  from: Temporal.PlainDate,
  count: number,
  region: HolidayRegion = 'france',
): Temporal.PlainDate {
  const key = `${from.toString()}+${count} ${region}`;
  const known = workingDays.get(key);
  if (known !== undefined) return known;
  let day = from;
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day, region)) left -= 1;
  }
  // The same day and the same few delays are asked for at each filing.
  if (workingDays.size > 500) workingDays.clear();
  workingDays.set(key, day);
  return day;
}

const workingDays = new Map<string, Temporal.PlainDate>();

/**
 * The last day to go to the administrative court against a decision of that day: two months without counting the days
 * of both ends (CJA R421-1, R421-2, "délai franc"), carried to the next working day when it ends on a Saturday, a
 * Sunday or a holiday.
 */
export function lastDayToAppeal(decided: Temporal.PlainDate, region: HolidayRegion = 'france'): Temporal.PlainDate {
  let day = decided.add({ months: 2 }, { overflow: 'constrain' }).add({ days: 1 });
  while (!isWorkingDay(day, region)) day = day.add({ days: 1 });
  return day;
}
