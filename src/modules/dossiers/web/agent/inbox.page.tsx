import type { Locale } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { batchPath } from '../../effects/letter/batch-path.ts';
import { type InboxCounts, mostCounted } from '../../queries/count-inbox.ts';
import { isNarrowed } from '../../queries/inbox-filter.ts';
import { type CountedView, countedViews, type InboxView, inboxViews } from '../../queries/inbox-views.ts';
import type { InboxCursor, InboxFilter } from '../../queries/list-inbox.ts';
import { ColumnChoice, SavedViewLinks, SaveView } from '../../views/view-bar.tsx';
import { freshHref, inboxHref, listParameter } from './inbox-address.ts';
import type { InboxChoices } from './inbox-choices.ts';
import { InboxFilters } from './inbox-filters.tsx';
import { inboxWords } from './inbox-messages.ts';
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
  /** The newest filing known when the page was made, as the database writes it. */
  newest: string;
  /** The page shows what has joined the list since an earlier one, and nothing else. */
  onlyFresh: boolean;
  /** This very list, to come back to it. */
  here: string;
}

/** The inbox of an agent: views with what waits in each, filters, a page of dossiers, and what can be done to several. */
export function InboxContent(props: InboxPageProps) {
  const { locale, filter, lines, choices } = props;
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  const words = (key: Parameters<typeof inboxWords>[1], params = {}) => inboxWords(locale, key, params);
  const list = listParameter(filter);
  return (
    <>
      <PageHeading title={inboxTitle(filter, locale, choices)} caption={props.authorityName} />
      <SubNavigation ariaLabel={say('viewsLabel')} items={inboxViews.map((view) => viewItem(view, props))} />
      <SavedViewLinks filter={filter} choices={choices} locale={locale} />
      <InboxFilters filter={filter} choices={choices} locale={locale} />
      <p class="pv-actions">
        <a class="govuk-link" href={`/agents/recherche?${list}`}>
          {words('advancedLink')}
        </a>{' '}
        <a class="govuk-link" href={`/agents/exports/nouveau?liste=${encodeURIComponent(list)}`}>
          {words('exportLink')}
        </a>
      </p>
      <Fresh {...props} list={list} />
      {lines.length === 0 ? (
        <NothingHere {...props} />
      ) : (
        <Form action="/agents/attribuer" csrf={props.csrf}>
          <input type="hidden" name="retour" value={props.here} />
          <input type="hidden" name="liste" value={list} />
          <div data-row-keys="">
            <InboxTable
              lines={lines}
              filter={filter}
              severalAuthorities={choices.authorities.length > 1}
              choices={choices}
              today={props.today}
              agentId={props.agentId}
              fresh={props.onlyFresh}
              locale={locale}
            />
          </div>
          <div>
            <Checkbox id="tout" value="oui" label={words('bulkWhole')} small />
            <Select
              id="agent"
              label={say('bulkLabel')}
              placeholder={false}
              value={props.agentId}
              options={assigneeOptions(choices, props.agentId, locale)}
            />
            <ButtonGroup>
              <Button tone="secondary">{say('bulkButton')}</Button>
              <Button tone="secondary" formAction="/agents/lots/preparer">
                {words('bulkOther')}
              </Button>
              <Button tone="secondary" formAction={batchPath}>
                {words('bulkLetters')}
              </Button>
            </ButtonGroup>
          </div>
        </Form>
      )}
      <Turn {...props} />
      <ColumnChoice filter={filter} locale={locale} />
      <SaveView {...props} list={list} />
      <Details summary={words('keysTitle')}>{words('keysHelp')}</Details>
    </>
  );
}

/**
 * What has joined the list since the page was made: filled in by the page itself, every so often. Its link leads to the
 * new ones alone; with script they are put on top of the list instead, when the agent asks for it.
 */
function Fresh({ filter, list, newest, onlyFresh, lines, locale }: InboxPageProps & { list: string }) {
  const count = lines.length;
  const added = inboxWords(locale, count === 1 ? 'freshAddedOne' : 'freshAddedMany', { count });
  return (
    <>
      <div
        data-fresh-url={`/agents/nouveautes?${new URLSearchParams({ liste: list, depuis: newest }).toString()}`}
        {...(onlyFresh ? { 'data-fresh-added': added } : {})}
      >
        <p class="pv-fresh" hidden>
          <a class="govuk-link" href={freshHref(filter, newest)}>
            {inboxWords(locale, 'freshShow')}
          </a>
        </p>
        <p class="govuk-visually-hidden" role="status" />
      </div>
      {onlyFresh && (
        <InsetText>
          {inboxWords(locale, 'freshOnly')}{' '}
          <a class="govuk-link" href={inboxHref(filter)}>
            {inboxWords(locale, 'freshWhole')}
          </a>
        </InsetText>
      )}
    </>
  );
}

export function inboxTitle(filter: InboxFilter, locale: Locale, choices?: Pick<InboxChoices, 'views'>): string {
  const saved = choices?.views.find(({ id }) => id === filter.savedView);
  if (saved !== undefined) return saved.name;
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

function viewItem(view: InboxView, { filter, counts, choices, locale }: InboxPageProps) {
  const current = filter.view === view && filter.search === undefined && filter.savedView === undefined;
  // Whoever has a first page of their own finds the usual one under its name.
  const isAway = view === 'todo' && choices.views.some((saved) => saved.isFirst);
  const count = isCounted(view) ? counts[view] : undefined;
  return {
    href: isAway ? '/agents?vue=a-traiter' : inboxHref({ view }),
    label: agentMessages(locale, `view-${view}`),
    current,
    ...(count === undefined
      ? {}
      : { count: count > mostCounted ? inboxWords(locale, 'manyCount') : count, live: view }),
  };
}

function isCounted(view: InboxView): view is CountedView {
  return (countedViews as readonly InboxView[]).includes(view);
}

function NothingHere({ filter, after, onlyFresh, locale }: InboxPageProps) {
  const { view, order } = filter;
  const narrowed = isNarrowed(filter) || after !== undefined || onlyFresh;
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
