import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { defaultColumns, inboxColumns } from '../queries/inbox-columns.ts';
import type { InboxFilter } from '../queries/inbox-filter.ts';
import { inboxQueryOf } from '../web/agent/inbox-address.ts';
import type { InboxChoices } from '../web/agent/inbox-choices.ts';
import { inboxWords } from '../web/agent/inbox-messages.ts';
import { longestViewName } from './saved-views.ts';

interface ViewBarProps {
  filter: InboxFilter;
  choices: InboxChoices;
  locale: Locale;
}

/** The views that are kept, each at its address. */
export function SavedViewLinks({ filter, choices, locale }: ViewBarProps) {
  if (choices.views.length === 0) return null;
  return (
    <SubNavigation
      ariaLabel={inboxWords(locale, 'savedLabel')}
      items={[
        ...choices.views.map(({ id, name }) => ({
          href: `/agents/vues/${id}`,
          label: name,
          current: filter.savedView === id,
        })),
        { href: '/agents/vues', label: inboxWords(locale, 'manageTitle') },
      ]}
    />
  );
}

/** Which columns the table has: part of the address, as the filters are. */
export function ColumnChoice({ filter, locale }: Omit<ViewBarProps, 'choices'>) {
  const { columns, ...rest } = filter;
  const say = (key: Parameters<typeof inboxWords>[1]) => inboxWords(locale, key);
  return (
    <Details summary={say('columnsTitle')}>
      <Form action="/agents" method="get">
        {Object.entries(inboxQueryOf(rest)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Checkboxes
          id="colonne"
          label={say('columnsLegend')}
          values={columns ?? defaultColumns}
          options={inboxColumns.map((column) => ({
            value: column,
            name: `col-${column}`,
            label: say(`column-${column}`),
          }))}
          small
        />
        <Button tone="secondary">{say('columnsButton')}</Button>
      </Form>
    </Details>
  );
}

/** Keeps what the list shows now under a name. */
export function SaveView({
  choices,
  locale,
  list,
  csrf,
}: Omit<ViewBarProps, 'filter'> & { readonly list: string; readonly csrf: string }) {
  const say = (key: Parameters<typeof inboxWords>[1], params = {}) => inboxWords(locale, key, params);
  return (
    <Details summary={say('saveTitle')}>
      <p>{say('saveHint')}</p>
      <Form action="/agents/vues" csrf={csrf}>
        <input type="hidden" name="liste" value={list} />
        <TextInput id="nom-vue" name="nom" label={say('viewName')} width={20} />
        <Select
          id="partage"
          label={say('sharing')}
          placeholder={false}
          value="private"
          options={sharingOptions(choices, locale)}
        />
        <Button tone="secondary">{say('saveButton')}</Button>
      </Form>
    </Details>
  );
}

export function sharingOptions(choices: Pick<InboxChoices, 'teams' | 'ownTeams'>, locale: Locale) {
  return [
    { value: 'private', label: inboxWords(locale, 'sharing-private') },
    ...choices.teams
      .filter(({ id }) => choices.ownTeams.includes(id))
      .map(({ id, name }) => ({ value: id, label: inboxWords(locale, 'sharing-team', { team: name }) })),
    { value: 'authority', label: inboxWords(locale, 'sharing-authority') },
  ];
}

/** The problem of a name, as a key of the messages. */
export function nameProblem(name: string): 'nameMissing' | 'nameLong' | undefined {
  if (name === '') return 'nameMissing';
  return name.length > longestViewName ? 'nameLong' : undefined;
}
