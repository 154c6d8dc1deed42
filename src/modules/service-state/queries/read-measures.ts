import { sql } from 'kysely';
import { civilDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/database/database.ts';
import {
  addFigures,
  beginningOf,
  type Figures,
  measure,
  minute,
  mostErrors,
  noFigures,
  type Span,
  wholeMinute,
} from '../domain/availability.ts';
import { addDurations, noDurations } from '../domain/latency.ts';

export interface DayFigures {
  /** YYYY-MM-DD in Paris. */
  readonly day: string;
  readonly figures: Figures;
}

export interface Measures {
  /** When measuring began; undefined when nothing was written down yet. */
  readonly since: Date | undefined;
  readonly lastDay: Figures;
  readonly lastMonth: Figures;
  readonly lastYear: Figures;
  /** The last thirty days of Paris, today the last, those that were measured. */
  readonly days: readonly DayFigures[];
}

/** The minute under way and the one before are not written down wholly yet. */
function measuredUntil(now: Date): number {
  return wholeMinute(now.getTime()) - minute;
}

/** What the public page shows, from days that are summed up and the minutes of those that are not. */
export async function readMeasures(open: Reader, now: Date): Promise<Measures> {
  const today = civilDate(Temporal.Instant.fromEpochMilliseconds(now.getTime()));
  const kept = await open
    .selectFrom('service_days')
    .selectAll()
    .where('day', '>', today.subtract({ years: 1 }).toString())
    .orderBy('day')
    .execute();
  const began = await readBeginning(open);
  if (began === undefined)
    return { since: undefined, lastDay: noFigures, lastMonth: noFigures, lastYear: noFigures, days: [] };
  const rolled: DayFigures[] = kept.map(({ day, ...figures }) => ({ day, figures }));
  const last = rolled.at(-1);
  const firstOpen =
    last === undefined
      ? civilDate(Temporal.Instant.fromEpochMilliseconds(began))
      : Temporal.PlainDate.from(last.day).add({ days: 1 });
  const days = [...rolled, ...(await readDays(open, { from: firstOpen, to: today, began }, now))];
  const within = (limit: Temporal.PlainDate) =>
    days.filter(({ day }) => Temporal.PlainDate.compare(Temporal.PlainDate.from(day), limit) > 0);
  const month = within(today.subtract({ days: 30 }));
  const until = measuredUntil(now);
  return {
    since: new Date(began),
    lastDay: await readSpan(open, { from: Math.max(began, until - 24 * 60 * minute), to: until }),
    lastMonth: addFigures(month.map(({ figures }) => figures)),
    lastYear: addFigures(days.map(({ figures }) => figures)),
    days: month,
  };
}

/** The first minute that was ever written down and is still known, in milliseconds. */
export async function readBeginning(open: Reader): Promise<number | undefined> {
  const [day, row] = await Promise.all([
    open.selectFrom('service_days').select('day').orderBy('day').limit(1).executeTakeFirst(),
    open.selectFrom('service_minutes').select('minute').orderBy('minute').limit(1).executeTakeFirst(),
  ]);
  if (day !== undefined) return beginningOf(Temporal.PlainDate.from(day.day));
  return row?.minute.getTime();
}

/** Days of Paris from `from` to `to`, both included, as their minutes say; those after today's last whole minute are not. */
export async function readDays(
  open: Reader,
  { from, to, began }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate; readonly began: number },
  now: Date,
): Promise<DayFigures[]> {
  const days: DayFigures[] = [];
  for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    const span = {
      from: Math.max(beginningOf(day), began),
      to: Math.min(beginningOf(day.add({ days: 1 })), measuredUntil(now)),
    };
    if (span.from < span.to) days.push({ day: day.toString(), figures: await readSpan(open, span) });
  }
  return days;
}

async function readSpan(open: Reader, span: { readonly from: number; readonly to: number }): Promise<Figures> {
  if (span.from >= span.to) return noFigures;
  const [from, to] = [new Date(span.from), new Date(span.to)];
  const [rows, spans] = await Promise.all([
    open
      .selectFrom('service_minutes')
      .select(({ fn }) => [
        'minute',
        fn.sum<string>('answers').as('answers'),
        fn.sum<string>('errors').as('errors'),
        sql<number[][]>`json_agg(durations)`.as('durations'),
      ])
      .where('minute', '>=', from)
      .where('minute', '<', to)
      .where('pages', '=', true)
      .groupBy('minute')
      .execute(),
    readSpans(open, from, to),
  ]);
  const written = new Map(
    rows.map((row) => [row.minute.getTime(), { answers: Number(row.answers), errors: Number(row.errors) }]),
  );
  const durations = rows.flatMap((row) => row.durations).reduce<number[]>(addDurations, noDurations());
  return { ...measure(span, written, spans), durations };
}

/** Maintenance mode, and works that were announced before they began. */
async function readSpans(open: Reader, from: Date, to: Date): Promise<Span[]> {
  const [modes, works] = await Promise.all([
    open
      .selectFrom('maintenance_periods')
      .select(['began_at', 'ended_at'])
      .where('began_at', '<', to)
      .where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>', from)]))
      .execute(),
    open
      .selectFrom('service_notices')
      .select(['begins_at', 'ends_at'])
      .where('kind', '=', 'works')
      .whereRef('published_at', '<', 'begins_at')
      .where('begins_at', '<', to)
      .where('ends_at', '>', from)
      .execute(),
  ]);
  return [
    ...modes.map((row) => ({ from: row.began_at.getTime(), to: row.ended_at?.getTime(), kind: 'mode' as const })),
    ...works.map((row) => ({ from: row.begins_at.getTime(), to: row.ends_at?.getTime(), kind: 'works' as const })),
  ];
}

/** Signs of life of the last minutes, for what is told of this moment. */
export interface Signs {
  readonly pages: boolean;
  readonly errors: boolean;
  readonly jobs: boolean;
  readonly files: boolean;
  /** E-mails and SMS wait longer than they should. */
  readonly mailWaits: boolean;
}

export async function readSigns(open: Reader, now: Date): Promise<Signs> {
  const since = new Date(now.getTime() - 5 * minute);
  const [rows, jobs] = await Promise.all([
    open.selectFrom('service_minutes').selectAll().where('minute', '>', since).execute(),
    sql<{ overdue: number; retried: number }>`
      SELECT count(*) FILTER (WHERE start_after < now() - interval '10 minutes')::integer AS overdue,
        count(*) FILTER (WHERE state = 'retry')::integer AS retried
      FROM pgboss.job WHERE name IN ('send-message', 'send-account-email') AND state IN ('created', 'retry')
        AND created_on < now() - interval '10 minutes'`.execute(open),
  ]);
  const answers = rows.reduce((sum, row) => sum + row.answers, 0);
  const errors = rows.reduce((sum, row) => sum + row.errors, 0);
  const { overdue = 0, retried = 0 } = jobs.rows[0] ?? {};
  return {
    pages: rows.some((row) => row.pages),
    errors: errors > answers * mostErrors,
    jobs: rows.some((row) => row.jobs),
    files: rows.every((row) => row.files),
    mailWaits: overdue > 0 || retried >= 5,
  };
}
