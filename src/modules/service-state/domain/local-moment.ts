import { legalTimeZone } from '#platform/clock/clock.ts';
import type { Locale } from '#platform/i18n/text.ts';

/**
 * A moment as a field of type `datetime-local` gives it, or as people type it where there is none: `2026-11-24T14:00`,
 * `2026-11-24 14:00`, `24/11/2026 14:00`, `24/11/2026 14h`, in the time of Paris.
 * @returns undefined when it is no such moment
 */
export function readLocalMoment(typed: string): Date | undefined {
  const text = typed.trim().replace(/\s+/g, ' ');
  const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](.+)$/.exec(text);
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: à|,)? (.+)$/.exec(text);
  const [year, month, day, clock] = iso
    ? [iso[1], iso[2], iso[3], iso[4]]
    : french
      ? [french[3], french[2], french[1], french[4]]
      : [];
  const time = /^(\d{1,2}) ?(?:[:hH] ?(\d{2})?)(?::\d{2})?$/.exec(clock ?? '');
  if (time === null) return undefined;
  try {
    const moment = Temporal.ZonedDateTime.from(
      {
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: Number(time[1]),
        minute: Number(time[2] ?? 0),
        timeZone: legalTimeZone,
      },
      { overflow: 'reject' },
    );
    return new Date(moment.epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** As a field of type `datetime-local` wants it. */
export function localMomentField(moment: Date): string {
  const { year, month, day, hour, minute } = zoned(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** "14 h 30", in English "14:30". */
export function timeInWords(moment: Date, locale: Locale): string {
  const { hour, minute } = zoned(moment);
  const minutes = String(minute).padStart(2, '0');
  if (locale === 'en') return `${String(hour).padStart(2, '0')}:${minutes}`;
  return minute === 0 ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${minutes}`;
}

/** Whether both are of the same day in Paris. */
export function isSameDay(one: Date, other: Date): boolean {
  return zoned(one).toPlainDate().equals(zoned(other).toPlainDate());
}

function zoned(moment: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(legalTimeZone);
}
