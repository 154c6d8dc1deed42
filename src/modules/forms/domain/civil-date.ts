/** Civil dates as text YYYY-MM-DD, which also sort as text. */

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The date, when the text is a real one in the calendar. */
function plainDateOf(text: string): Temporal.PlainDate | undefined {
  const parts = isoDate.exec(text);
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (!isRealDate(year, month, day)) return undefined;
  return Temporal.PlainDate.from({ year, month, day });
}

export function isIsoDate(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const parts = isoDate.exec(text);
  return parts !== null && isRealDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

export function isRealDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isoDateOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * Full years between a birth and a day. Somebody born on 29 February turns a year older on 1 March of common years.
 */
export function fullYears(birth: string, today: string): number | undefined {
  if (!isIsoDate(birth) || !isIsoDate(today)) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

/**
 * Full months from one date to another; negative when the second is before. A month ends on the day of the same number or,
 * when it has none, on its last day (code of civil procedure, article 641; regulation 1182/71, article 3): one month runs
 * from 31 January to 28 February.
 */
export function fullMonths(from: string, to: string): number | undefined {
  const start = plainDateOf(from);
  const end = plainDateOf(to);
  if (start === undefined || end === undefined) return undefined;
  if (Temporal.PlainDate.compare(start, end) > 0) return -monthsBetween(end, start);
  return monthsBetween(start, end);
}

function monthsBetween(start: Temporal.PlainDate, end: Temporal.PlainDate): number {
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return Temporal.PlainDate.compare(start.add({ months }), end) > 0 ? months - 1 : months;
}

/** 1 for Monday, 7 for Sunday (ISO 8601). */
export function weekdayOf(date: string): number | undefined {
  return plainDateOf(date)?.dayOfWeek;
}

/** The year in which the school year of that day began; it begins on 1 September. */
export function schoolYearOf(date: string): number | undefined {
  if (!isIsoDate(date)) return undefined;
  const year = Number(date.slice(0, 4));
  return date.slice(5) < '09-01' ? year - 1 : year;
}

/** Days from one date to another; negative when the second is before. */
export function daysBetween(from: string, to: string): number | undefined {
  const start = plainDateOf(from);
  const end = plainDateOf(to);
  return start === undefined || end === undefined ? undefined : start.until(end, { largestUnit: 'days' }).days;
}

const relativeBound = /^today(?:([+-])(\d{1,5})([dwmy]))?$/;

/** True for `today`, `today+30d`, `today-18y` or a date. */
export function isDateBound(bound: string): boolean {
  return relativeBound.test(bound) || isIsoDate(bound);
}

/** The date that a bound of a form means on a given day. */
export function resolveDateBound(bound: string, today: string): string | undefined {
  const parts = relativeBound.exec(bound);
  if (parts === null) return isIsoDate(bound) ? bound : undefined;
  const [, sign, amount, unit] = parts;
  if (sign === undefined) return today;
  const count = Number(amount);
  const duration =
    unit === 'd'
      ? { days: count }
      : unit === 'w'
        ? { weeks: count }
        : unit === 'm'
          ? { months: count }
          : { years: count };
  const start = plainDateOf(today);
  if (start === undefined) return undefined;
  return (sign === '+' ? start.add(duration) : start.subtract(duration)).toString();
}
