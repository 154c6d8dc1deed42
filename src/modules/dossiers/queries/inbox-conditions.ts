import { type RawBuilder, sql } from 'kysely';
import { type DelayRange, type InboxFilter, nobody } from './inbox-filter.ts';
import { endPhases, viewDefinitions } from './inbox-views.ts';
import { codeTyped, typedWords, type WordQuestion, type WordReading } from './search-dossiers.ts';

/** The phases of the view that the filter keeps; undefined for all. */
export function phasesOf(filter: InboxFilter): readonly string[] | undefined {
  const { phases } = viewDefinitions[filter.view];
  if (filter.phase === undefined) return phases;
  return phases === undefined || phases.includes(filter.phase) ? [filter.phase] : [];
}

/** Most of what there ever was, and not what waits. */
export function isLargeView(filter: InboxFilter): boolean {
  const phases = phasesOf(filter);
  return phases === undefined || phases.some((phase) => (endPhases as readonly string[]).includes(phase));
}

/** Few are due within some days: they are found by their term, whatever else is asked, and sorted. */
export function isDueRange({ delay, dueFrom, dueTo }: InboxFilter): boolean {
  return delay === 'week' || dueFrom !== undefined || dueTo !== undefined;
}

/**
 * What the index of words is asked. What never changes of a dossier is asked there too: few of many are then found
 * without reading the many.
 */
export function questionOf(filter: InboxFilter): WordQuestion | undefined {
  if (codeTyped(filter.search) !== undefined) return undefined;
  const whole = typedWords(filter.search, true);
  const { field } = filter;
  const lasting: [string, string | undefined][] = [
    [':procedure', filter.procedureId],
    [':commune', filter.communeCode],
    [':channel', filter.channel],
  ];
  const facets = lasting.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  if (whole === undefined && field === undefined && (facets.length === 0 || isDueRange(filter))) return undefined;
  return { whole, beginnings: typedWords(filter.search), facets, ...(field === undefined ? {} : { field }) };
}

/** Whose words are asked: those of open dossiers are far fewer. */
export function standingOf(filter: InboxFilter): WordReading['standing'] {
  const phases = phasesOf(filter);
  const ended = (phase: string) => (endPhases as readonly string[]).includes(phase);
  if (phases === undefined) return 'all';
  return phases.every(ended) ? 'ended' : phases.some(ended) ? 'all' : 'open';
}

/** Conditions on a row `d`, the words aside. */
export function filterConditions(filter: InboxFilter, today: string): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  const same = (column: string, value: string | undefined) => {
    if (value !== undefined) conditions.push(sql`${sql.ref(column)} = ${value}`);
  };
  same('d.procedure_id', filter.procedureId);
  same('d.commune_code', filter.communeCode);
  same('d.state', filter.state);
  same('d.channel', filter.channel);
  if (filter.assigneeId === nobody) conditions.push(sql`d.assignee_id IS NULL`);
  else if (filter.assigneeId !== undefined) conditions.push(sql`d.assignee_id = ${filter.assigneeId}::uuid`);
  if (filter.completeness === 'unknown') conditions.push(sql`d.complete IS NULL`);
  else if (filter.completeness !== undefined)
    conditions.push(sql`d.complete = ${sql.lit(filter.completeness === 'complete')}`);
  if (filter.delay !== undefined) conditions.push(delayCondition(filter.delay, today));
  if (filter.urgent === true) conditions.push(sql`d.urgent`);
  if (filter.from !== undefined) conditions.push(sql`d.submitted_at >= ${dayStart(filter.from)}::timestamptz`);
  if (filter.to !== undefined) conditions.push(sql`d.submitted_at < ${dayStart(dayAfter(filter.to))}::timestamptz`);
  if (filter.dueFrom !== undefined) conditions.push(sql`d.due_on >= ${filter.dueFrom}::date`);
  if (filter.dueTo !== undefined) conditions.push(sql`d.due_on <= ${filter.dueTo}::date`);
  const code = codeTyped(filter.search);
  if (code !== undefined) conditions.push(sql`d.code = ${code}`);
  // What is archived is found by searching only.
  if (filter.search === undefined || (code === undefined && typedWords(filter.search) === undefined))
    conditions.push(sql<boolean>`d.archived_at IS NULL`);
  return conditions;
}

function delayCondition(range: DelayRange, today: string): RawBuilder<boolean> {
  const nextWeek = Temporal.PlainDate.from(today).add({ days: 7 }).toString();
  switch (range) {
    case 'late':
      return sql`d.due_on < ${today}::date`;
    case 'week':
      return sql`(d.due_on >= ${today}::date AND d.due_on <= ${nextWeek}::date)`;
    case 'later':
      return sql`d.due_on > ${nextWeek}::date`;
    case 'none':
      return sql`(d.due_on IS NULL AND d.clock_suspended_at IS NULL)`;
    case 'suspended':
      return sql`d.clock_suspended_at IS NOT NULL`;
  }
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** The first moment of a civil day in France. */
function dayStart(day: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime('Europe/Paris').toInstant().toString();
}
