import type { Locale } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { InboxFilter } from '../queries/inbox-filter.ts';
import { listParameter } from '../web/agent/inbox-address.ts';
import type { InboxChoices } from '../web/agent/inbox-choices.ts';
import { inboxWords } from '../web/agent/inbox-messages.ts';
import type { SavedView } from './saved-views.ts';
import { sharingOptions } from './view-bar.tsx';

export interface ViewProblem {
  readonly message: string;
  readonly typed: string;
  /** The view that was being changed; else one was being saved. */
  readonly viewId?: string;
  readonly kept?: InboxFilter;
}

interface ViewsPageProps {
  locale: Locale;
  choices: InboxChoices;
  csrf: string;
  most: number;
  problem?: ViewProblem | undefined;
}

/** The views that the agent keeps or is shown. */
export function ViewsContent(props: ViewsPageProps) {
  const { locale, choices, csrf, problem } = props;
  const say = (key: Parameters<typeof inboxWords>[1], params = {}) => inboxWords(locale, key, params);
  return (
    <>
      <ErrorSummary
        errors={
          problem === undefined
            ? []
            : [{ fieldId: problem.viewId === undefined ? 'nom' : `nom-${problem.viewId}`, message: problem.message }]
        }
      />
      <PageHeading title={say('manageTitle')} />
      {problem?.kept !== undefined && (
        <Form action="/agents/vues" csrf={csrf}>
          <input type="hidden" name="liste" value={listParameter(problem.kept)} />
          <TextInput id="nom" label={say('viewName')} value={problem.typed} error={problem.message} width={20} />
          <Select id="partage" label={say('sharing')} placeholder={false} options={sharingOptions(choices, locale)} />
          <Button>{say('saveButton')}</Button>
        </Form>
      )}
      {choices.views.length === 0 && problem === undefined && <EmptyState title={say('manageEmpty')} />}
      {choices.views.map((view) => (
        <OneView key={view.id} view={view} {...props} />
      ))}
      <p>
        <a class="govuk-link" href="/agents?vue=a-traiter">
          {say('backToInbox')}
        </a>
      </p>
    </>
  );
}

function OneView({ view, locale, choices, csrf, problem }: ViewsPageProps & { view: SavedView }) {
  const say = (key: Parameters<typeof inboxWords>[1], params = {}) => inboxWords(locale, key, params);
  const own = problem?.viewId === view.id ? problem : undefined;
  const at = `/agents/vues/${view.id}`;
  return (
    <section aria-labelledby={`vue-${view.id}`}>
      <h2 class="govuk-heading-m" id={`vue-${view.id}`}>
        <a class="govuk-link" href={at}>
          {view.name}
        </a>{' '}
        {view.isFirst && <Tag tone="info">{say('firstNow')}</Tag>}
      </h2>
      {view.mine ? (
        <Form action={at} csrf={csrf}>
          <TextInput
            id={`nom-${view.id}`}
            name="nom"
            label={say('viewName')}
            value={own?.typed ?? view.name}
            error={own?.message}
            width={20}
          />
          <Select
            id={`partage-${view.id}`}
            name="partage"
            label={say('sharing')}
            placeholder={false}
            value={view.team_id ?? view.sharing}
            options={sharingOptions(choices, locale)}
          />
          <Button tone="secondary">{say('renameButton')}</Button>
        </Form>
      ) : (
        <p class="pv-muted">{say('sharedBy', { name: view.owner_name })}</p>
      )}
      <ButtonGroup>
        <Form action={`${at}/accueil`} csrf={csrf}>
          {view.isFirst && <input type="hidden" name="accueil" value="non" />}
          <Button tone="link" ariaLabel={view.isFirst ? undefined : say('firstOf', { name: view.name })}>
            {say(view.isFirst ? 'firstEnd' : 'firstButton')}
          </Button>
        </Form>
        {view.mine && (
          <Form action={`${at}/supprimer`} csrf={csrf}>
            <Button tone="link" ariaLabel={say('removeOf', { name: view.name })}>
              {say('removeButton')}
            </Button>
          </Form>
        )}
      </ButtonGroup>
    </section>
  );
}
