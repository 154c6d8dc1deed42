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
