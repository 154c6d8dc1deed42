import { legalTimeZone } from '#platform/clock/clock.ts';
import { addDurations, noDurations } from './latency.ts';

export const minute = 60_000;

/** Above this share of errors of ours a minute counts as one without service. */
export const mostErrors = 0.05;

/** What all processes that serve pages wrote down of a minute. */
export interface MinuteCounts {
  readonly answers: number;
  readonly errors: number;
}

/** Time in which something was meant: maintenance mode, or works that had been announced before they began. */
export interface Span {
  readonly from: number;
  /** Undefined while it goes on. */
  readonly to: number | undefined;
  /** In maintenance mode every minute is maintenance; in works those without service are. */
  readonly kind: 'mode' | 'works';
}

export interface Figures {
  /** Minutes measured. */
  readonly minutes: number;
  readonly unavailable: number;
  readonly maintenance: number;
  readonly answers: number;
  readonly errors: number;
  readonly durations: readonly number[];
}

export const noFigures: Figures = {
  minutes: 0,
  unavailable: 0,
  maintenance: 0,
  answers: 0,
  errors: 0,
  durations: noDurations(),
};

/** No sign of life of a process that serves pages, or too many errors of ours. */
export function isWithoutService(counts: MinuteCounts | undefined): boolean {
  return counts === undefined || (counts.errors > 0 && counts.errors > counts.answers * mostErrors);
}

/**
 * Goes through each minute from `from` (included) to `to` (excluded), both whole minutes.
 * @param written by the beginning of the minute, in milliseconds
 */
export function measure(
  { from, to }: { readonly from: number; readonly to: number },
  written: ReadonlyMap<number, MinuteCounts>,
  spans: readonly Span[],
): Omit<Figures, 'durations'> {
  const found = { minutes: 0, unavailable: 0, maintenance: 0, answers: 0, errors: 0 };
  for (let at = from; at < to; at += minute) {
    const counts = written.get(at);
    found.minutes += 1;
    found.answers += counts?.answers ?? 0;
    found.errors += counts?.errors ?? 0;
    const within = spans.filter((span) => span.from < at + minute && (span.to === undefined || span.to > at));
    const without = isWithoutService(counts);
    if (within.some(({ kind }) => kind === 'mode') || (without && within.length > 0)) found.maintenance += 1;
    else if (without) found.unavailable += 1;
  }
  return found;
}

/** The share of the time measured, maintenance apart, in which the service answered; undefined when there is none. */
export function availability({ minutes, unavailable, maintenance }: Figures): number | undefined {
  const counted = minutes - maintenance;
  return counted <= 0 ? undefined : 1 - unavailable / counted;
}

export function addFigures(all: readonly Figures[]): Figures {
  return all.reduce<Figures>(
    (sum, one) => ({
      minutes: sum.minutes + one.minutes,
      unavailable: sum.unavailable + one.unavailable,
      maintenance: sum.maintenance + one.maintenance,
      answers: sum.answers + one.answers,
      errors: sum.errors + one.errors,
      durations: addDurations(sum.durations, one.durations),
    }),
    noFigures,
  );
}

/** The beginning of the minute. */
export function wholeMinute(at: number): number {
  return Math.floor(at / minute) * minute;
}

/** The first moment of a day of Paris, in milliseconds. */
export function beginningOf(day: Temporal.PlainDate): number {
  return day.toZonedDateTime(legalTimeZone).epochMilliseconds;
}
