import { phases } from '#modules/workflow/index.ts';
import { formatShortDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { FilterPanel } from '#ui/components/filter-panel.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { viewDefinitions } from '../../queries/inbox-views.ts';
import type { InboxFilter } from '../../queries/list-inbox.ts';
import { channelWords } from './dossier-timeline.tsx';
import { inboxHref, inboxQueryOf } from './inbox-address.ts';
import { type InboxChoices, procedureOptions } from './inbox-choices.ts';
import { inboxWords } from './inbox-messages.ts';

interface InboxFiltersProps {
  filter: InboxFilter;
  choices: InboxChoices;
  locale: Locale;
}

/** What narrows the list, in the address so that a narrowed list can be kept as a bookmark. */
export function InboxFilters({ filter, choices, locale }: InboxFiltersProps) {
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  // Narrowing a list keeps its order, its columns and the criteria of the advanced search.
  const {
    search: _search,
    procedureId: _procedure,
    authorityId: _authority,
    communeCode: _commune,
    teamId: _team,
    ...rest
  } = filter;
  const { phase: _phase, from: _from, to: _to, urgent: _urgent, ...others } = rest;
  const kept = inboxQueryOf(others);
  return (
    <FilterPanel
      action="/agents"
      active={activeFilters(filter, choices, locale)}
      clearHref={inboxHref({ view: filter.view })}
      keep={kept}
    >
      <TextInput
        id="q"
        label={say('filterSearch')}
        hint={say('filterSearchHint')}
        value={filter.search}
        type="search"
      />
      {choices.procedures.length > 1 && (
        <Select
          id="demarche"
          label={say('filterProcedure')}
          placeholder={say('filterAll')}
          value={filter.procedureId}
          options={procedureOptions(choices, locale)}
        />
      )}
      {choices.authorities.length > 1 && (
        <Select
          id="collectivite"
          label={say('filterAuthority')}
          placeholder={say('filterAll')}
          value={filter.authorityId}
          options={choices.authorities.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {choices.communes.length > 0 && (
        <Select
          id="commune"
          label={say('filterCommune')}
          placeholder={say('filterAll')}
          value={filter.communeCode}
          options={choices.communes.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      {choices.teams.length > 1 && (
        <Select
          id="service"
          label={say('filterTeam')}
          placeholder={say('filterAll')}
          value={filter.teamId}
          options={choices.teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        id="etat"
        label={say('filterPhase')}
        placeholder={say('filterAll')}
        value={filter.phase}
        options={phases
          .filter((phase) => viewDefinitions[filter.view].phases?.includes(phase) ?? true)
          .map((phase) => ({ value: phase, label: say(`phase-${phase}`) }))}
      />
      <TextInput id="du" label={say('filterFrom')} type="date" value={filter.from} width={10} />
      <TextInput id="au" label={say('filterTo')} type="date" value={filter.to} width={10} />
      <Checkbox id="urgent" value="oui" label={say('filterUrgent')} checked={filter.urgent === true} small />
    </FilterPanel>
  );
}

/** Each filter applied, with the list without it. */
function activeFilters(filter: InboxFilter, choices: InboxChoices, locale: Locale) {
  const say = (key: Parameters<typeof agentMessages>[1], value = '') => agentMessages(locale, key, { value });
  const active: { label: string; removeHref: string }[] = [];
  const add = (name: keyof InboxFilter, label: string) => {
    const { [name]: _removed, ...rest } = filter;
    active.push({ label, removeHref: inboxHref({ ...rest, view: filter.view }) });
  };
  if (filter.search !== undefined) add('search', say('activeSearch', filter.search));
  if (filter.procedureId !== undefined) {
    const option = procedureOptions(choices, locale).find(({ value }) => value === filter.procedureId);
    add('procedureId', option?.label ?? filter.procedureId);
  }
  if (filter.authorityId !== undefined) {
    add('authorityId', choices.authorities.find(({ id }) => id === filter.authorityId)?.name ?? filter.authorityId);
  }
  if (filter.communeCode !== undefined) {
    add('communeCode', choices.communes.find(({ code }) => code === filter.communeCode)?.name ?? filter.communeCode);
  }
  if (filter.teamId !== undefined) {
    add('teamId', choices.teams.find(({ id }) => id === filter.teamId)?.name ?? say('filterTeam'));
  }
  const phase = phases.find((one) => one === filter.phase);
  if (phase !== undefined) add('phase', say(`phase-${phase}`));
  if (filter.from !== undefined) add('from', say('activeFrom', formatShortDate(filter.from, locale)));
  if (filter.to !== undefined) add('to', say('activeTo', formatShortDate(filter.to, locale)));
  if (filter.urgent === true) add('urgent', say('filterUrgent'));
  return [...active, ...advancedFilters(filter, choices, locale)];
}

/** Those that the advanced search alone can set. */
function advancedFilters(filter: InboxFilter, choices: InboxChoices, locale: Locale) {
  const words = (key: Parameters<typeof inboxWords>[1], params = {}) => inboxWords(locale, key, params);
  const active: { label: string; removeHref: string }[] = [];
  const add = (name: keyof InboxFilter, label: string) => {
    const { [name]: _removed, ...rest } = filter;
    active.push({ label, removeHref: inboxHref({ ...rest, view: filter.view }) });
  };
  const named = (name: Parameters<typeof inboxWords>[1], value: string) =>
    words('active', { name: words(name), value });
  if (filter.state !== undefined) add('state', named('state', filter.state));
  if (filter.field !== undefined) add('field', words('active', { name: filter.field.id, value: filter.field.value }));
  if (filter.channel !== undefined) add('channel', named('channel', channelWords(filter.channel, locale)));
  if (filter.assigneeId !== undefined) {
    const who = choices.colleagues.find(({ id }) => id === filter.assigneeId)?.name;
    add('assigneeId', named('assignee', who ?? agentMessages(locale, 'assigneeNobody')));
  }
  if (filter.completeness !== undefined)
    add('completeness', named('completeness', words(`completeness-${filter.completeness}`)));
  if (filter.delay !== undefined) add('delay', named('delay', words(`delay-${filter.delay}`)));
  if (filter.dueFrom !== undefined)
    add('dueFrom', words('activeDueFrom', { value: formatShortDate(filter.dueFrom, locale) }));
  if (filter.dueTo !== undefined) add('dueTo', words('activeDueTo', { value: formatShortDate(filter.dueTo, locale) }));
  return active;
}
