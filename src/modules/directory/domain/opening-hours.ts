import { type HolidayRegion, holidaysOf } from '#platform/clock/holidays.ts';
import type { HoursException } from './authority.ts';
import type { Hours } from './territory-schema.ts';

/** What the hours say at one moment, in Paris. */
export type HoursToday =
  | { readonly open: true; readonly until: string }
  /** `daysAhead`: 0 later today, 1 tomorrow… */
  | { readonly open: false; readonly next?: { readonly day: number; readonly at: string; readonly daysAhead: number } };

/** What changes the ordinary week: the holidays of the place and exceptional days. */
export interface HoursCalendar {
  readonly region?: HolidayRegion | undefined;
  readonly exceptions?: readonly HoursException[] | undefined;
}

/** How far the next opening is looked for: a closing of a month in summer does not hide it. */
const daysLookedAhead = 62;

/**
 * Whether the door is open, until when, and else when it next opens. Closed on holidays unless an exception says otherwise;
 * without a calendar, only the ordinary week is known.
 * @param at civil date and time in Paris
 */
export function describeHours(hours: Hours, at: Temporal.PlainDateTime, calendar?: HoursCalendar): HoursToday {
  const now = `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`;
  const today = at.toPlainDate();
  for (let daysAhead = 0; daysAhead <= (calendar === undefined ? 7 : daysLookedAhead); daysAhead += 1) {
    const date = today.add({ days: daysAhead });
    const day = date.dayOfWeek;
    for (const { from, to } of spansOn(hours, date, calendar)) {
      if (daysAhead === 0 && now >= to) continue;
      if (daysAhead === 0 && now >= from) return { open: true, until: to };
      return { open: false, next: { day, at: from, daysAhead } };
    }
  }
  return { open: false };
}

/** The seven days in order, Monday first, each with its spans. */
export function weekOf(hours: Hours): { day: number; spans: { from: string; to: string }[] }[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, spans: spansOf(hours, day) }));
}

/** The spans of one day, as its exception, its holiday or the ordinary week says. */
function spansOn(hours: Hours, date: Temporal.PlainDate, calendar?: HoursCalendar): { from: string; to: string }[] {
  const day = date.toString();
  const exception = calendar?.exceptions?.find(({ from, to }) => from <= day && day <= to);
  if (exception !== undefined) return readSpans(exception.spans);
  if (calendar !== undefined && holidaysOf(date.year, calendar.region).has(day)) return [];
  return spansOf(hours, date.dayOfWeek);
}

/** The exceptions that are not over and begin within a month, nearest first. @param today YYYY-MM-DD */
export function comingExceptions(
  exceptions: readonly HoursException[] | undefined,
  today: string,
): readonly HoursException[] {
  const limit = Temporal.PlainDate.from(today).add({ days: 31 }).toString();
  return (exceptions ?? [])
    .filter(({ from, to }) => to >= today && from <= limit)
    .sort((a, b) => a.from.localeCompare(b.from));
}

function spansOf(hours: Hours, day: number): { from: string; to: string }[] {
  return readSpans(hours[String(day) as keyof Hours] ?? []);
}

function readSpans(spans: readonly string[]): { from: string; to: string }[] {
  return spans
    .map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }))
    .sort((a, b) => a.from.localeCompare(b.from));
}
