import type { Announcement, Audience } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { type KnownState, type Maintenance, resumesAt } from '../domain/known-state.ts';
import { isSameDay, timeInWords } from '../domain/local-moment.ts';
import { say } from '../messages.ts';

/** "14 h" today, "le 24 novembre 2026 à 14 h" on another day: after « à partir de » or « jusqu’à » as the two messages say. */
export function momentInWords(
  moment: Date,
  { locale, at }: { locale: Locale; at: Date },
  prefix: 'from' | 'until',
): string {
  const time = timeInWords(moment, locale);
  return isSameDay(moment, at)
    ? say(locale, `${prefix}.today`, { time })
    : say(locale, `${prefix}.day`, { day: formatDate(moment, locale), time });
}

/** What pages show above everything else: the maintenance first. */
export function announcementsOf(
  { maintenance, notices }: KnownState,
  reader: { readonly locale: Locale; readonly to: Audience; readonly at: Date },
): readonly Announcement[] {
  const { locale } = reader;
  return [
    ...(maintenance === undefined ? [] : [ofMaintenance(maintenance, reader)]),
    ...notices.map(({ kind, severity, text }) => ({
      tone: severity,
      title: say(locale, `notice.${kind}`),
      text: localize(text, locale),
    })),
  ];
}

function ofMaintenance(
  maintenance: Maintenance,
  { locale, to, at }: { readonly locale: Locale; readonly to: Audience; readonly at: Date },
): Announcement {
  const end = resumesAt(maintenance, at);
  const title =
    end === undefined
      ? say(locale, 'maintenance.title')
      : say(locale, 'maintenance.title.until', { until: momentInWords(end, { locale, at }, 'until') });
  const told = maintenance.message === undefined ? '' : `${localize(maintenance.message, locale)} `;
  return { tone: 'maintenance', title, text: `${told}${say(locale, `maintenance.${to}`)}` };
}
