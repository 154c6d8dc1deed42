import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { isGroup } from '#modules/forms/index.ts';
import { phases } from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select, type SelectOption } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { completenesses, delayRanges, filterChannels, type InboxFilter, nobody } from '../../queries/inbox-filter.ts';
import { channelWords } from './dossier-timeline.tsx';
import { completenessWords, delayWordsOfAddress, inboxHref } from './inbox-address.ts';
import { type InboxChoices, procedureOptions } from './inbox-choices.ts';
import { inboxWords } from './inbox-messages.ts';

interface SearchPageProps {
  filter: InboxFilter;
  choices: InboxChoices;
  /** The procedure chosen, whose questions and states can be asked for. */
  procedure: AdoptedProcedure | undefined;
  locale: Locale;
}

/** Every criterion there is; what is asked for is the address of a list. */
export function SearchContent({ filter, choices, procedure, locale }: SearchPageProps) {
  const say = (key: Parameters<typeof inboxWords>[1]) => inboxWords(locale, key);
  const old = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  const any = old('filterAll');
  const choice = (id: string, label: string, value: string | undefined, options: readonly SelectOption[]) =>
    options.length === 0 ? null : <Select id={id} label={label} placeholder={any} value={value} options={options} />;
  const title = (key: Parameters<typeof inboxWords>[1]) => <h2 class="govuk-heading-m">{say(key)}</h2>;
  return (
    <>
      <PageHeading title={say('advancedTitle')} intro={say('advancedIntro')} />
      <Form action="/agents" method="get">
        <input type="hidden" name="avancee" value="oui" />
        {title('sectionText')}
        <TextInput id="q" label={say('text')} hint={say('textHint')} type="search" value={filter.search} />
        {title('sectionRequest')}
        {choice('demarche', old('filterProcedure'), filter.procedureId, procedureOptions(choices, locale))}
        {choice(
          'etat',
          old('filterPhase'),
          filter.phase,
          phases.map((phase) => ({ value: phase, label: old(`phase-${phase}`) })),
        )}
        {choice(
          'canal',
          say('channel'),
          filter.channel,
          filterChannels.map((channel) => ({ value: channel, label: channelWords(channel, locale) })),
        )}
        {choice(
          'service',
          old('filterTeam'),
          filter.teamId,
          choices.teams.map(({ id, name }) => ({ value: id, label: name })),
        )}
        {choice('agent', say('assignee'), filter.assigneeId, [
          { value: nobody, label: old('assigneeNobody') },
          ...choices.colleagues.map(({ id, name }) => ({ value: id, label: name })),
        ])}
        {choice(
          'collectivite',
          old('filterAuthority'),
          filter.authorityId,
          choices.authorities.length > 1 ? choices.authorities.map(({ id, name }) => ({ value: id, label: name })) : [],
        )}
        {choice(
          'commune',
          old('filterCommune'),
          filter.communeCode,
          choices.communes.map(({ code, name }) => ({ value: code, label: name })),
        )}
        {choice(
          'dossier',
          say('completeness'),
          filter.completeness === undefined ? undefined : completenessWords[filter.completeness],
          completenesses.map((one) => ({ value: completenessWords[one], label: say(`completeness-${one}`) })),
        )}
        <Checkbox id="urgent" value="oui" label={old('filterUrgent')} checked={filter.urgent === true} small />
        {title('sectionAnswer')}
        {procedure === undefined ? (
          <p>{say('sectionAnswerHint')}</p>
        ) : (
          <AnswerFields filter={filter} procedure={procedure} locale={locale} />
        )}
        <Button tone="secondary" formAction="/agents/recherche">
          {say('showFields')}
        </Button>
        {title('sectionDates')}
        <TextInput id="du" label={old('filterFrom')} type="date" value={filter.from} width={10} />
        <TextInput id="au" label={old('filterTo')} type="date" value={filter.to} width={10} />
        {choice(
          'delai',
          say('delay'),
          filter.delay === undefined ? undefined : delayWordsOfAddress[filter.delay],
          delayRanges.map((one) => ({ value: delayWordsOfAddress[one], label: say(`delay-${one}`) })),
        )}
        <TextInput id="echeance-du" label={say('dueFrom')} type="date" value={filter.dueFrom} width={10} />
        <TextInput id="echeance-au" label={say('dueTo')} type="date" value={filter.dueTo} width={10} />
        <ButtonGroup>
          <Button>{say('searchButton')}</Button>
          <a class="govuk-link" href={inboxHref({ view: filter.view })}>
            {say('backToInbox')}
          </a>
        </ButtonGroup>
      </Form>
    </>
  );
}

const notAsked: readonly string[] = ['file', 'point', 'area', 'declaration', 'signature'];

function AnswerFields({
  filter,
  procedure,
  locale,
}: {
  filter: InboxFilter;
  procedure: AdoptedProcedure;
  locale: Locale;
}) {
  const entries = [...procedure.form.fieldsById.values()].flatMap((entry) => (isGroup(entry) ? entry.fields : [entry]));
  const questions = entries
    .filter(({ definition }) => !notAsked.includes(definition.type) && 'label' in definition)
    .map(({ id, definition }) => ({ value: id, label: localize(definition.label, locale) }));
  const states = [...procedure.workflow.statesById.values()];
  return (
    <>
      <Select
        id="etape"
        label={inboxWords(locale, 'state')}
        placeholder={agentMessages(locale, 'filterAll')}
        value={filter.state}
        options={states.map((state) => ({ value: state.id, label: localize(state.agentLabel ?? state.label, locale) }))}
      />
      <Select
        id="champ"
        label={inboxWords(locale, 'field')}
        placeholder={agentMessages(locale, 'filterAll')}
        value={filter.field?.id}
        options={questions}
      />
      <TextInput
        id="valeur"
        label={inboxWords(locale, 'fieldValue')}
        hint={inboxWords(locale, 'fieldValueHint')}
        value={filter.field?.value}
      />
    </>
  );
}
