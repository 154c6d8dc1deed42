import { legalTimeZone } from '#platform/clock/clock.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { Slot } from './appointment.ts';

const days: Record<Locale, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat('fr-FR', {
    timeZone: legalTimeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: legalTimeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }),
};
const hours = new Intl.DateTimeFormat('fr-FR', { timeZone: legalTimeZone, hour: 'numeric', minute: '2-digit' });

/** "mardi 1 décembre 2026, de 9 h 30 à 10 h 00" */
export function slotWords({ startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>, locale: Locale): string {
  const day = days[locale].format(startsAt);
  return locale === 'fr'
    ? `${day}, de ${frenchHour(startsAt)} à ${frenchHour(endsAt)}`
    : `${day}, from ${hours.format(startsAt)} to ${hours.format(endsAt)}`;
}

function frenchHour(date: Date): string {
  const [hour = '', minute = ''] = hours.format(date).split(':');
  return `${Number(hour)}\u00a0h\u00a0${minute}`;
}
