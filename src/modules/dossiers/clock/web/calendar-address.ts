import { isUuid } from '../../domain/uuid.ts';
import { dayOf, monthOf } from '../domain/month-grid.ts';
import type { DueCursor } from '../queries/due-dossiers.ts';

/** What the calendar shows: its address says all of it, so that a calendar can be bookmarked. */
export interface CalendarView {
  readonly month?: Temporal.PlainYearMonth | undefined;
  /** YYYY-MM-DD: the list of one day. */
  readonly day?: string | undefined;
  readonly teamId?: string | undefined;
  readonly mine?: boolean | undefined;
  readonly after?: DueCursor | undefined;
}

export const calendarPath = '/agents/echeances';

/** What is not understood is left out: an old bookmark shows a list and no error. */
export function calendarViewOf(query: Readonly<Record<string, string | undefined>>): CalendarView {
  const { service, apres } = query;
  const cursor = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(apres ?? '');
  const [, dueOn, id] = cursor ?? [];
  return {
    month: monthOf(query.mois),
    day: dayOf(query.jour),
    teamId: service !== undefined && isUuid(service) ? service : undefined,
    mine: query.miens === 'oui' ? true : undefined,
    after: dayOf(dueOn) !== undefined && id !== undefined && isUuid(id) ? { dueOn: dueOn ?? '', id } : undefined,
  };
}

export function calendarHref(view: CalendarView): string {
  const { month, day, teamId, mine, after } = view;
  const query = new URLSearchParams({
    ...(month === undefined ? {} : { mois: month.toString() }),
    ...(day === undefined ? {} : { jour: day }),
    ...(teamId === undefined ? {} : { service: teamId }),
    ...(mine === true ? { miens: 'oui' } : {}),
    ...(after === undefined ? {} : { apres: `${after.dueOn}.${after.id}` }),
  }).toString();
  return query === '' ? calendarPath : `${calendarPath}?${query}`;
}
