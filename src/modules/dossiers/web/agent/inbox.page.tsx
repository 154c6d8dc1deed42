import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { agentMessages } from '../../agent-messages.ts';
import type { InboxCounts } from '../../queries/count-inbox.ts';
import { type CountedView, countedViews, type InboxView, inboxViews } from '../../queries/inbox-views.ts';
import type { InboxCursor, InboxFilter } from '../../queries/list-inbox.ts';
import { inboxHref } from './inbox-address.ts';
import type { InboxChoices } from './inbox-choices.ts';
import { InboxFilters } from './inbox-filters.tsx';
import { type InboxLine, InboxTable } from './inbox-table.tsx';

export interface InboxPageProps {
  locale: Locale;
  authorityName: string;
  agentId: string;
  filter: InboxFilter;
  counts: InboxCounts;
  choices: InboxChoices;
  lines: readonly InboxLine[];
  /** Where this page begins; absent on the first one. */
  after: InboxCursor | undefined;
  next: InboxCursor | undefined;
  today: string;
  csrf: string;
  /** This very list, to come back to it. */
  here: string;
}

/** The inbox of an agent: views with what waits in each, filters, a page of dossiers, and what can be done to several. */
export function InboxContent(props: InboxPageProps) {
  const { locale, filter, counts, lines } = props;
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  return (
    <>
      <PageHeading title={inboxTitle(filter, locale)} caption={props.authorityName} />
      <SubNavigation
        ariaLabel={say('viewsLabel')}
        items={inboxViews.map((view) => viewItem(view, filter, counts, locale))}
      />
      <InboxFilters filter={filter} choices={props.choices} locale={locale} />
      {lines.length === 0 ? (
        <NothingHere {...props} />
      ) : (
        <Form action="/agents/attribuer" csrf={props.csrf}>
          <input type="hidden" name="retour" value={props.here} />
          <InboxTable
            lines={lines}
            filter={filter}
            severalAuthorities={props.choices.authorities.length > 1}
            today={props.today}
            locale={locale}
          />
          <div>
            <Select
              id="agent"
              label={say('bulkLabel')}
              placeholder={false}
              value={props.agentId}
              options={assigneeOptions(props.choices, props.agentId, locale)}
            />
            <Button tone="secondary">{say('bulkButton')}</Button>
          </div>
        </Form>
      )}
      <Turn {...props} />
    </>
  );
}

export function inboxTitle(filter: InboxFilter, locale: Locale): string {
  return filter.search === undefined
    ? agentMessages(locale, `view-${filter.view}`)
    : agentMessages(locale, 'searchTitle', { search: filter.search });
}

/** Me first, then my colleagues, then nobody. */
export function assigneeOptions(choices: Pick<InboxChoices, 'colleagues'>, agentId: string, locale: Locale) {
  return [
    { value: agentId, label: agentMessages(locale, 'assigneeMe') },
    ...choices.colleagues.filter(({ id }) => id !== agentId).map(({ id, name }) => ({ value: id, label: name })),
    { value: 'personne', label: agentMessages(locale, 'assigneeNobody') },
  ];
}

function viewItem(view: InboxView, filter: InboxFilter, counts: InboxCounts, locale: Locale) {
  const current = filter.view === view && filter.search === undefined;
  return {
    href: inboxHref({ view }),
    label: agentMessages(locale, `view-${view}`),
    current,
    ...(isCounted(view) ? { count: counts[view] } : {}),
  };
}

function isCounted(view: InboxView): view is CountedView {
  return (countedViews as readonly InboxView[]).includes(view);
}

function NothingHere({ filter, after, locale }: InboxPageProps) {
  const { view, order, ...narrowing } = filter;
  const narrowed = Object.keys(narrowing).length > 0 || after !== undefined;
  return (
    <EmptyState title={agentMessages(locale, narrowed ? 'emptyFilteredTitle' : 'emptyTitle')}>
      <p>
        {narrowed ? (
          <a class="govuk-link" href={inboxHref({ view, ...(order === undefined ? {} : { order }) })}>
            {agentMessages(locale, 'emptyFilteredLink')}
          </a>
        ) : (
          agentMessages(locale, `empty-${view}`)
        )}
      </p>
    </EmptyState>
  );
}

/** Forward, and back to the beginning: pages between are the browser's own history. */
function Turn({ filter, after, next, locale }: InboxPageProps) {
  if (after === undefined && next === undefined) return null;
  return (
    <nav class="govuk-pagination" aria-label={agentMessages(locale, 'pagesLabel')}>
      {after !== undefined && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={inboxHref(filter)}>
            ← {agentMessages(locale, 'pageFirst')}
          </a>
        </div>
      )}
      {next !== undefined && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={inboxHref(filter, next)} rel="next">
            {agentMessages(locale, 'pageNext')} →
          </a>
        </div>
      )}
    </nav>
  );
}
