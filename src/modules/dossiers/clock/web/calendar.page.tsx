import { formatDate } from '#platform/clock/format-date.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { FilterPanel } from '#ui/components/filter-panel.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { Table } from '#ui/components/table.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { dossierHref, inboxHref } from '../../web/agent/inbox-address.ts';
import { calendarWords as say } from '../calendar-messages.ts';
import type { DueCursor, DueRow } from '../queries/due-dossiers.ts';
import type { CalendarFeed } from '../usecases/calendar-feed.ts';
import { type CalendarView, calendarHref, calendarPath } from './calendar-address.ts';
import { CalendarMonth } from './calendar-month.tsx';

/** A date of the list with the words of its dossier. */
export interface DueLine {
  readonly row: DueRow;
  readonly title: LocalizedText;
  readonly authoritySlug: string;
}

export interface CalendarProps {
  locale: Locale;
  view: CalendarView;
  teams: readonly { readonly id: string; readonly name: string }[];
  late: number;
  list?: { readonly lines: readonly DueLine[]; readonly next: DueCursor | undefined; readonly from: string };
  month?: {
    readonly month: Temporal.PlainYearMonth;
    readonly counts: ReadonlyMap<string, { readonly all: number; readonly deciding: number }>;
  };
  feed: CalendarFeed | undefined;
  csrf: string;
  today: string;
}

/** The dates that an agent's teams await, as a list or as a month. */
export function CalendarContent(props: CalendarProps) {
  const { locale, view, list, month, today } = props;
  const { teamId, mine } = view;
  const thisMonth = Temporal.PlainDate.from(today).toPlainYearMonth();
  return (
    <>
      <PageHeading title={say(locale, 'title')} intro={say(locale, 'intro')} />
      {props.late > 0 && (
        <InsetText>
          {say(locale, 'late', { count: props.late })}.{' '}
          <a class="govuk-link" href={inboxHref({ view: 'late', ...(teamId === undefined ? {} : { teamId }) })}>
            {say(locale, 'late.link')}
          </a>
        </InsetText>
      )}
      <SubNavigation
        ariaLabel={say(locale, 'view.label')}
        items={[
          { href: calendarHref({ teamId, mine }), label: say(locale, 'view.list'), current: month === undefined },
          {
            href: calendarHref({ teamId, mine, month: thisMonth }),
            label: say(locale, 'view.month'),
            current: month !== undefined,
          },
        ]}
      />
      <Filters {...props} />
      {month !== undefined && <CalendarMonth {...month} today={today} view={view} locale={locale} />}
      {list !== undefined && <DueList {...props} list={list} />}
      <Feed {...props} />
    </>
  );
}

function Filters({ locale, view, teams }: CalendarProps) {
  const { teamId, mine, month, day } = view;
  const team = teams.find(({ id }) => id === teamId);
  const keep = {
    ...(month === undefined ? {} : { mois: month.toString() }),
    ...(day === undefined ? {} : { jour: day }),
  };
  return (
    <FilterPanel
      action={calendarPath}
      keep={keep}
      active={[
        ...(team === undefined ? [] : [{ label: team.name, removeHref: calendarHref({ month, day, mine }) }]),
        ...(mine === true
          ? [{ label: say(locale, 'filter.mine'), removeHref: calendarHref({ month, day, teamId }) }]
          : []),
      ]}
      clearHref={calendarHref({ month, day })}
    >
      {teams.length > 1 && (
        <Select
          id="service"
          label={say(locale, 'filter.team')}
          placeholder={say(locale, 'filter.all')}
          value={teamId ?? ''}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Checkbox id="miens" label={say(locale, 'filter.mine')} value="oui" checked={mine === true} />
    </FilterPanel>
  );
}

function DueList({ locale, view, list }: CalendarProps & { list: NonNullable<CalendarProps['list']> }) {
  const { teamId, mine, day } = view;
  if (list.lines.length === 0) {
    return <EmptyState title={say(locale, 'list.empty')}>{say(locale, 'list.emptyBody')}</EmptyState>;
  }
  const caption =
    day === undefined
      ? say(locale, 'list.caption', { date: formatDate(list.from, locale) })
      : say(locale, 'list.captionDay', { date: formatDate(day, locale) });
  return (
    <>
      <Table
        caption={caption}
        rows={list.lines}
        rowKey={({ row }) => row.id}
        narrow="stack-early"
        columns={[
          { label: say(locale, 'list.due'), cell: ({ row }) => formatDate(row.due_on, locale) },
          {
            label: say(locale, 'list.dossier'),
            rowHeader: true,
            cell: ({ row, title, authoritySlug }) => (
              <a class="govuk-link" href={dossierHref(authoritySlug, row.id)}>
                {localize(title, locale)} ({formatTrackingCode(row.code)})
              </a>
            ),
          },
          {
            label: say(locale, 'list.applicant'),
            cell: ({ row }) => (row.applicant_name === '' ? say(locale, 'list.unnamed') : row.applicant_name),
          },
          { label: say(locale, 'list.silence'), cell: ({ row }) => say(locale, `silence.${row.silence_rule}`) },
          {
            label: say(locale, 'list.assignee'),
            cell: ({ row }) => row.assignee_name ?? say(locale, 'list.nobody'),
          },
        ]}
      />
      <ul class="govuk-list">
        {list.next !== undefined && (
          <li>
            <a class="govuk-link" rel="next" href={calendarHref({ teamId, mine, day, after: list.next })}>
              {say(locale, 'list.next')} →
            </a>
          </li>
        )}
        {day !== undefined && (
          <li>
            <a class="govuk-link" href={calendarHref({ teamId, mine })}>
              {say(locale, 'list.wholeList')}
            </a>
          </li>
        )}
      </ul>
    </>
  );
}

function Feed({ locale, feed, csrf }: CalendarProps) {
  return (
    <section aria-labelledby="agenda">
      <h2 class="govuk-heading-m" id="agenda">
        {say(locale, 'feed.title')}
      </h2>
      <p class="govuk-body">{say(locale, 'feed.intro')}</p>
      {feed !== undefined && (
        <p class="govuk-body">
          {say(locale, 'feed.since', { date: formatDate(feed.createdAt, locale) })}{' '}
          {feed.lastReadOn === undefined
            ? say(locale, 'feed.never')
            : say(locale, 'feed.read', { date: formatDate(feed.lastReadOn, locale) })}
        </p>
      )}
      <Form action={`${calendarPath}/agenda`} csrf={csrf}>
        <ButtonGroup>
          <Button tone="secondary" name="act" value="make">
            {say(locale, feed === undefined ? 'feed.make' : 'feed.again')}
          </Button>
          {feed !== undefined && (
            <Button tone="warning" name="act" value="revoke">
              {say(locale, 'feed.revoke')}
            </Button>
          )}
        </ButtonGroup>
      </Form>
    </section>
  );
}
