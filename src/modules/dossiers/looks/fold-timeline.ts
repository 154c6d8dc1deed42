import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { DossierEvent } from '../queries/get-dossier-for-agent.ts';
import { type EventFamily, eventFamilies, familyOf } from './event-family.ts';

/** The events of one civil day in France, newest first; openings of the page are one entry for all who opened it. */
export interface TimelineDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
  readonly counts: Readonly<Partial<Record<EventFamily, number>>>;
  /** Shown at once; the others are one line that unfolds. */
  readonly open: boolean;
}

export type TimelineEntry =
  | { readonly kind: 'event'; readonly event: DossierEvent }
  | { readonly kind: 'views'; readonly event: DossierEvent; readonly names: readonly string[] };

/** Days that follow one another in the history: one that stands by itself, or the folded ones of a month. */
export interface TimelineStretch {
  /** YYYY-MM of folded days that are one line together; undefined for a day that stands by itself. */
  readonly month: string | undefined;
  readonly days: readonly TimelineDay[];
}

/** More folded days than these are put together by month: a hundred lines are no more read than a hundred events. */
const foldedLines = 10;

/** At least these are shown at once, however many days they took. */
const shownAtOnce = 12;

/**
 * The history by day, newest first.
 * @param events oldest first
 * @param all every day is open; otherwise the newest, and those with something new
 */
export function foldTimeline(
  events: readonly DossierEvent[],
  options: { readonly family?: EventFamily | undefined; readonly all: boolean; readonly newSeqs: ReadonlySet<number> },
): TimelineDay[] {
  const days = new Map<string, DossierEvent[]>();
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index] as DossierEvent;
    if (options.family !== undefined && familyOf(event) !== options.family) continue;
    const day = civilDate(instantOf(event.at)).toString();
    const list = days.get(day);
    if (list === undefined) days.set(day, [event]);
    else list.push(event);
  }
  let shown = 0;
  return [...days].map(([day, list]) => {
    const entries = entriesOf(list);
    const open = options.all || shown < shownAtOnce || list.some((event) => options.newSeqs.has(event.seq));
    if (open) shown += entries.length;
    return { day, entries, counts: countsOf(entries), open };
  });
}

function entriesOf(events: readonly DossierEvent[]): TimelineEntry[] {
  const views = events.filter((event) => event.kind === 'viewed');
  const names = [...new Set(views.map((event) => event.actor_name).filter((name) => name !== ''))].reverse();
  return events.flatMap((event): TimelineEntry[] => {
    if (event.kind !== 'viewed') return [{ kind: 'event', event }];
    return event === views[0] ? [{ kind: 'views', event, names }] : [];
  });
}

function countsOf(entries: readonly TimelineEntry[]): Partial<Record<EventFamily, number>> {
  const counts: Partial<Record<EventFamily, number>> = {};
  for (const family of eventFamilies) {
    const count = entries.filter(({ event }) => familyOf(event) === family).length;
    if (count > 0) counts[family] = count;
  }
  return counts;
}

/** The days as lines of the page, in their order: where many are folded, those of a month are one. */
export function stretchesOf(days: readonly TimelineDay[]): TimelineStretch[] {
  const byMonth = days.filter((day) => !day.open).length > foldedLines;
  const stretches: { month: string | undefined; days: TimelineDay[] }[] = [];
  for (const day of days) {
    const month = byMonth && !day.open ? day.day.slice(0, 7) : undefined;
    const last = stretches.at(-1);
    if (month !== undefined && last?.month === month) last.days.push(day);
    else stretches.push({ month, days: [day] });
  }
  return stretches.map((one) => (one.days.length > 1 ? one : { ...one, month: undefined }));
}

/** How many events of each family several days hold. */
export function countsOfDays(days: readonly TimelineDay[]): Partial<Record<EventFamily, number>> {
  const sums: Partial<Record<EventFamily, number>> = {};
  for (const family of eventFamilies) {
    const sum = days.reduce((so, day) => so + (day.counts[family] ?? 0), 0);
    if (sum > 0) sums[family] = sum;
  }
  return sums;
}
