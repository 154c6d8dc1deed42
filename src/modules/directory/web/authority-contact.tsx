import { instantOf, legalTimeZone } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { localize } from '#platform/i18n/text.ts';
import { ContactCard } from '#ui/components/contact-card.tsx';
import type { Authority } from '../domain/authority.ts';
import { comingExceptions, describeHours, weekOf } from '../domain/opening-hours.ts';
import { say } from '../messages.ts';

// 2024-01-01 was a Monday.
const dayNames: Record<Locale, string[]> = { fr: daysIn('fr-FR'), en: daysIn('en-GB') };

function daysIn(tag: string): string[] {
  const format = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => format.format(new Date(Date.UTC(2024, 0, day))));
}

export interface AuthorityContactOptions {
  locale: Locale;
  now: Date;
  /** Says that the contact data are examples. */
  example: boolean;
  level?: 2 | 3 | 4;
}

/** How to reach an authority: address, telephone, hours, whether it is open now. */
export function authorityContact(authority: Authority, options: AuthorityContactOptions) {
  const { locale } = options;
  const { contact } = authority;
  const at = instantOf(options.now).toZonedDateTimeISO(legalTimeZone).toPlainDateTime();
  const hasHours = Object.keys(authority.hours).length > 0;
  return (
    <ContactCard
      name={authority.name}
      level={options.level ?? 2}
      addressLines={[contact.street, `${contact.postcode} ${contact.city}`]}
      phone={contact.phone === '' ? undefined : contact.phone}
      email={contact.email === '' ? undefined : contact.email}
      website={contact.website === undefined ? undefined : { href: contact.website, label: hostOf(contact.website) }}
      hours={
        hasHours
          ? {
              caption: say(locale, 'hours.of', { name: authority.name }),
              now: hoursNow(authority, at, locale),
              days: weekOf(authority.hours).map(({ day, spans }) => ({
                day: capitalized(dayNames[locale][day - 1] ?? ''),
                ranges: spans.map((span) => `${formatTime(span.from, locale)} – ${formatTime(span.to, locale)}`),
                today: day === at.dayOfWeek,
              })),
            }
          : undefined
      }
    >
      {authority.hoursNote && <p class="govuk-body-s">{localize(authority.hoursNote, locale)}</p>}
      <Exceptions authority={authority} today={at.toPlainDate().toString()} locale={locale} />
      {options.example && <p class="govuk-body-s pv-muted">{say(locale, 'contact.example')}</p>}
    </ContactCard>
  );
}

/** "Fermé du 24 au 26 décembre 2026 : pont de Noël." */
export function exceptionsInWords(
  authority: Pick<Authority, 'exceptions'>,
  today: string,
  locale: Locale,
): readonly string[] {
  return comingExceptions(authority.exceptions, today).map(({ from, to, spans, reason }) => {
    const days =
      from === to
        ? say(locale, 'exception.day', { from: formatDate(from, locale) })
        : say(locale, 'exception.days', { from: formatDate(from, locale), to: formatDate(to, locale) });
    const ranges = spans.map((span) => {
      const [start = '', end = ''] = span.split('-');
      return `${formatTime(start, locale)} – ${formatTime(end, locale)}`;
    });
    const values = { days, ranges: ranges.join(', '), reason: localize(reason, locale) };
    return say(locale, spans.length === 0 ? 'exception.closed' : 'exception.open', values);
  });
}

function Exceptions({ authority, today, locale }: { authority: Authority; today: string; locale: Locale }) {
  const lines = exceptionsInWords(authority, today, locale);
  if (lines.length === 0) return null;
  return (
    <ul class="govuk-list govuk-body-s">
      {lines.map((line) => (
        <li key={line}>
          <strong>{line}</strong>
        </li>
      ))}
    </ul>
  );
}

function hoursNow(authority: Authority, at: Temporal.PlainDateTime, locale: Locale): { label: string; open: boolean } {
  const state = describeHours(authority.hours, at, {
    region: holidayRegionOf(authority.communeCode ?? authority.contact.postcode),
    exceptions: authority.exceptions,
  });
  if (state.open)
    return { open: true, label: say(locale, 'hours.open-until', { time: formatTime(state.until, locale) }) };
  if (state.next === undefined) return { open: false, label: say(locale, 'hours.closed') };
  const time = formatTime(state.next.at, locale);
  const key =
    state.next.daysAhead === 0
      ? 'hours.opens-today'
      : state.next.daysAhead === 1
        ? 'hours.opens-tomorrow'
        : state.next.daysAhead <= 7
          ? 'hours.opens-on'
          : 'hours.opens-later';
  const date = formatDate(at.toPlainDate().add({ days: state.next.daysAhead }).toString(), locale);
  return { open: false, label: say(locale, key, { time, date, day: dayNames[locale][state.next.day - 1] ?? '' }) };
}

/** "8 h 30" in French, "8:30" in English. */
function formatTime(time: string, locale: Locale): string {
  const [hour = '0', minute = '00'] = time.split(':');
  if (locale === 'en') return `${Number(hour)}:${minute}`;
  return minute === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function hostOf(url: string): string {
  return new URL(url).host.replace(/^www\./, '');
}
