import type { Locale } from '#platform/i18n/text.ts';
import { legalTimeZone } from './clock.ts';

const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };

function formatters(options: Intl.DateTimeFormatOptions): Record<Locale, Intl.DateTimeFormat> {
  return {
    fr: new Intl.DateTimeFormat(tags.fr, { timeZone: legalTimeZone, ...options }),
    en: new Intl.DateTimeFormat(tags.en, { timeZone: legalTimeZone, ...options }),
  };
}

const longDates = formatters({ day: 'numeric', month: 'long', year: 'numeric' });
const dateTimes = formatters({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const months = formatters({ month: 'long', year: 'numeric' });
const shortDates = formatters({ day: '2-digit', month: '2-digit', year: 'numeric' });

/** "22 novembre 2026" for a moment or for a civil date YYYY-MM-DD. */
export function formatDate(value: Date | string, locale: Locale): string {
  return withFirst(longDates[locale].format(typeof value === 'string' ? noonOf(value) : value), locale);
}

/** "22 novembre 2026 à 14:05", Paris time. */
export function formatDateTime(value: Date, locale: Locale): string {
  return withFirst(dateTimes[locale].format(value), locale);
}

/** French says "1er mars": the first of a month alone is an ordinal, and Intl does not know it. */
function withFirst(date: string, locale: Locale): string {
  return locale === 'fr' ? date.replace(/^1 /, '1er ') : date;
}

/** "novembre 2026" for a civil date or a month, YYYY-MM. */
export function formatMonth(value: string, locale: Locale): string {
  return months[locale].format(noonOf(`${value.slice(0, 7)}-15`));
}

/** "22/11/2026" */
export function formatShortDate(value: Date | string, locale: Locale): string {
  return shortDates[locale].format(typeof value === 'string' ? noonOf(value) : value);
}

/** Noon, so that a civil date stays the same day in Paris. */
function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}
