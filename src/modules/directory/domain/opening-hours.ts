import type { Hours } from './territory-schema.ts';

/** What the hours say at one moment, in Paris. */
export type HoursToday =
  | { readonly open: true; readonly until: string }
  /** `daysAhead`: 0 later today, 1 tomorrow… */
  | { readonly open: false; readonly next?: { readonly day: number; readonly at: string; readonly daysAhead: number } };

/**
 * Whether the door is open, until when, and else when it next opens. Holidays are not known.
 * @param at civil date and time in Paris
 */
export function describeHours(hours: Hours, at: Temporal.PlainDateTime): HoursToday {
  const now = `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`;
  for (let daysAhead = 0; daysAhead <= 7; daysAhead += 1) {
    const day = ((at.dayOfWeek - 1 + daysAhead) % 7) + 1;
    for (const { from, to } of spansOf(hours, day)) {
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

function spansOf(hours: Hours, day: number): { from: string; to: string }[] {
  const spans = hours[String(day) as keyof Hours] ?? [];
  return spans
    .map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }))
    .sort((a, b) => a.from.localeCompare(b.from));
}
