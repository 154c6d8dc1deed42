import type { Locale } from '#platform/i18n/text.ts';
import { calendarWords as say } from '../calendar-messages.ts';
import { monthGrid } from '../domain/month-grid.ts';
import { type CalendarView, calendarHref } from './calendar-address.ts';

const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };

/** "novembre 2026" */
function monthInWords(month: Temporal.PlainYearMonth, locale: Locale): string {
  const format = new Intl.DateTimeFormat(tags[locale], { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(Date.UTC(month.year, month.month - 1, 1)));
}

// 2024-01-01 was a Monday.
function weekdays(locale: Locale, width: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(tags[locale], { weekday: width, timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => format.format(new Date(Date.UTC(2024, 0, day))));
}

/** A month as a grid of weeks; each day says how many dates fall on it and leads to them. */
export function CalendarMonth({
  month,
  counts,
  today,
  view,
  locale,
}: {
  month: Temporal.PlainYearMonth;
  counts: ReadonlyMap<string, { readonly all: number; readonly deciding: number }>;
  today: string;
  view: CalendarView;
  locale: Locale;
}) {
  const short = weekdays(locale, 'short');
  const { after: _after, ...kept } = view;
  return (
    <>
      <nav class="pv-month__nav" aria-label={say(locale, 'month.nav')}>
        <a class="govuk-link" href={calendarHref({ ...kept, month: month.subtract({ months: 1 }) })} rel="prev">
          ← {say(locale, 'month.previous')}
        </a>
        <a class="govuk-link" href={calendarHref({ ...kept, month: month.add({ months: 1 }) })} rel="next">
          {say(locale, 'month.next')} →
        </a>
      </nav>
      <table class="pv-month">
        <caption class="govuk-table__caption govuk-table__caption--m">
          {say(locale, 'month.caption', { month: monthInWords(month, locale) })}
        </caption>
        <thead>
          <tr>
            {weekdays(locale, 'long').map((day, index) => (
              <th key={day} scope="col">
                <abbr title={day}>{short[index]}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthGrid(month).map((week, index) => (
            <tr key={index}>
              {week.map((day, place) => (
                <td key={place} class={day?.toString() === today ? 'pv-month__today' : undefined}>
                  {day !== undefined && (
                    <Day
                      day={day}
                      count={counts.get(day.toString())}
                      isToday={day.toString() === today}
                      href={calendarHref({ ...kept, month: undefined, day: day.toString() })}
                      locale={locale}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Day({
  day,
  count,
  isToday,
  href,
  locale,
}: {
  day: Temporal.PlainDate;
  count: { readonly all: number; readonly deciding: number } | undefined;
  isToday: boolean;
  href: string;
  locale: Locale;
}) {
  return (
    <>
      <span class="pv-month__day">
        {day.day}
        {isToday && <span class="govuk-visually-hidden"> ({say(locale, 'month.today')})</span>}
      </span>
      {count !== undefined && (
        <a class="govuk-link pv-month__link" href={href}>
          <span class="pv-month__count" aria-hidden="true">
            {count.all}
          </span>
          <span class="pv-month__words">
            {count.all === 1 ? say(locale, 'month.countOne') : say(locale, 'month.count', { count: count.all })}
          </span>
          {count.deciding > 0 && (
            <span class="govuk-visually-hidden">, {say(locale, 'month.deciding', { count: count.deciding })}</span>
          )}
        </a>
      )}
    </>
  );
}
