import { formatDate, formatShortDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { availability, type Figures } from '../domain/availability.ts';
import { p95 } from '../domain/latency.ts';
import type { DayFigures, Measures, Signs } from '../queries/read-measures.ts';
import { say } from '../state-messages.ts';

type Part = 'pages' | 'filing' | 'mail' | 'files';
type PartState = 'works' | 'disturbed' | 'paused';

/** What works at this moment, part by part. */
export function partsNow(signs: Signs, isMaintenance: boolean): readonly { part: Part; state: PartState }[] {
  const when = (good: boolean): PartState => (good ? 'works' : 'disturbed');
  return [
    { part: 'pages', state: when(signs.pages && !signs.errors) },
    { part: 'filing', state: isMaintenance ? 'paused' : when(signs.pages && !signs.errors) },
    { part: 'files', state: when(signs.files) },
    { part: 'mail', state: when(signs.jobs && !signs.mailWaits) },
  ];
}

const tones: Readonly<Record<PartState, Tone>> = { works: 'done', disturbed: 'refused', paused: 'waiting' };

export function PartsNow({ parts, locale }: { parts: ReturnType<typeof partsNow>; locale: Locale }) {
  return (
    <ul class="govuk-list pv-service-parts">
      {parts.map(({ part, state }) => (
        <li key={part}>
          <span>{say(locale, `part.${part}`)}</span> <Tag tone={tones[state]}>{say(locale, `state.${state}`)}</Tag>
        </li>
      ))}
    </ul>
  );
}

/** "99,98 %", never rounded up: a hundred is said when nothing was missing. */
function percent(share: number | undefined, locale: Locale): string {
  if (share === undefined) return say(locale, 'not-measured');
  const floored = Math.floor(share * 10_000 + 1e-9) / 100;
  const text = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 2 }).format(floored);
  return locale === 'fr' ? `${text}\u00a0%` : `${text}%`;
}

/** "1 h 20", "5 min". */
function minutesInWords(minutes: number, locale: Locale): string {
  if (minutes < 60) return say(locale, 'minutes', { minutes });
  return say(locale, 'hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') });
}

function responseInWords(figures: Figures, locale: Locale): string {
  const within = p95(figures.durations);
  if (within === undefined) return say(locale, 'not-measured');
  if (!Number.isFinite(within)) return say(locale, 'slowest');
  const seconds = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(within / 1000);
  return say(locale, 'within', { seconds });
}

export function Measured({ measures, locale }: { measures: Measures; locale: Locale }) {
  if (measures.since === undefined) return <p class="govuk-body">{say(locale, 'measured.none')}</p>;
  const rows = [
    { period: say(locale, 'period.day'), figures: measures.lastDay },
    { period: say(locale, 'period.month'), figures: measures.lastMonth },
    { period: say(locale, 'period.year'), figures: measures.lastYear },
  ];
  return (
    <>
      <p class="govuk-body">{say(locale, 'measured.since', { day: formatDate(measures.since, locale) })}</p>
      <Table
        caption={say(locale, 'measured')}
        captionHidden
        rows={rows}
        rowKey={({ period }) => period}
        columns={[
          { label: say(locale, 'period'), rowHeader: true, cell: ({ period }) => period },
          { label: say(locale, 'available'), cell: ({ figures }) => percent(availability(figures), locale) },
          { label: say(locale, 'down'), cell: ({ figures }) => minutesInWords(figures.unavailable, locale) },
          { label: say(locale, 'maintenance'), cell: ({ figures }) => minutesInWords(figures.maintenance, locale) },
          { label: say(locale, 'response'), cell: ({ figures }) => responseInWords(figures, locale) },
        ]}
      />
      <h3 class="govuk-heading-s">{say(locale, 'bars')}</h3>
      <Bars days={measures.days} />
      <Details summary={say(locale, 'by-day')}>
        <Table
          caption={say(locale, 'by-day')}
          captionHidden
          rows={measures.days.toReversed()}
          rowKey={({ day }) => day}
          columns={[
            {
              label: say(locale, 'day'),
              rowHeader: true,
              oneLine: true,
              cell: ({ day }) => formatShortDate(day, locale),
            },
            { label: say(locale, 'available'), cell: ({ figures }) => percent(availability(figures), locale) },
            { label: say(locale, 'down'), cell: ({ figures }) => minutesInWords(figures.unavailable, locale) },
            { label: say(locale, 'maintenance'), cell: ({ figures }) => minutesInWords(figures.maintenance, locale) },
          ]}
        />
      </Details>
      <Details summary={say(locale, 'how')}>
        <p class="govuk-body">{say(locale, 'how.life')}</p>
        <p class="govuk-body">{say(locale, 'how.down')}</p>
        <p class="govuk-body">{say(locale, 'how.maintenance')}</p>
        <p class="govuk-body">{say(locale, 'how.response')}</p>
      </Details>
    </>
  );
}

const shownDays = 30;
const [barWidth, gap, height] = [8, 2, 40];

/** A bar a day; what was missing is cut from its top, enough to be seen. The table below says the same. */
function Bars({ days }: { days: readonly DayFigures[] }) {
  const missing = shownDays - days.length;
  return (
    <svg class="pv-service-bars" viewBox={`0 0 ${shownDays * (barWidth + gap) - gap} ${height}`} aria-hidden="true">
      {Array.from({ length: missing }, (_, index) => (
        <rect
          key={index}
          class="pv-service-bars__none"
          x={index * (barWidth + gap)}
          y={height - 4}
          width={barWidth}
          height={4}
        />
      ))}
      {days.map(({ day, figures }, index) => {
        const share = availability(figures);
        const cut = share === undefined || share === 1 ? 0 : Math.max(5, (1 - share) * height);
        const x = (missing + index) * (barWidth + gap);
        return (
          <g key={day}>
            <rect
              class={share === undefined ? 'pv-service-bars__maintenance' : 'pv-service-bars__up'}
              x={x}
              y={cut}
              width={barWidth}
              height={height - cut}
            />
            {cut > 0 && <rect class="pv-service-bars__down" x={x} y={0} width={barWidth} height={cut - 1} />}
          </g>
        );
      })}
    </svg>
  );
}
