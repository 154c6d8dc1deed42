import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Reply } from '#modules/correspondence/index.ts';
import {
  type Answers,
  type FieldError,
  type FormContext,
  FormPageFields,
  type RawInputs,
} from '#modules/forms/index.ts';
import type { CompiledTransition } from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { InsertReply } from '../../effects/letter/insert-reply.tsx';
import { LetterPreviews } from '../../effects/letter/letter-preview.tsx';
import type { LetterPreview } from '../../effects/letter/preview-letters.ts';
import { OpinionActFields } from '../../effects/opinion/opinion-act-fields.tsx';
import type { AgentDossier, DossierEvent } from '../../queries/get-dossier-for-agent.ts';
import type { RenderedMessage } from '../../usecases/apply-transition.ts';
import { SeenFields } from './dossier-acts.tsx';
import { actorWords, eventTitle, Lines } from './dossier-timeline.tsx';

export interface ActPageProps {
  locale: Locale;
  found: AgentDossier;
  version: ProcedureVersion;
  /** Undefined when the dossier has moved on and the act can no longer be done. */
  transition: CompiledTransition | undefined;
  context: FormContext;
  answers: Answers;
  raw?: RawInputs;
  errors: readonly FieldError[];
  /** As the applicant will receive them, in their language. */
  messages: readonly RenderedMessage[];
  letters: readonly LetterPreview[];
  /** Kept by the authority, for the free texts of the act. */
  replies: readonly Reply[];
  reachable: boolean;
  base: string;
  csrf: string;
  list: string | undefined;
  /** What colleagues or the applicant did since the agent opened the page: the act was not done. */
  changes?: readonly DossierEvent[];
  /** What had been typed, to be copied when the act is no longer offered. */
  typed?: readonly { readonly label: string; readonly value: string }[];
}

/** An act before it is done: what it asks, and what the applicant will receive. */
export function ActContent(props: ActPageProps) {
  const { locale, found, version, transition } = props;
  const { dossier } = found;
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  return (
    <>
      <ErrorSummary
        errors={props.errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] }))}
      />
      {props.changes !== undefined && <Changes {...props} changes={props.changes} />}
      <PageHeading
        title={transition === undefined ? say('actGone') : localize(transition.label, locale)}
        caption={`${formatTrackingCode(dossier.code)} · ${localize(version.procedure.title, locale)}${dossier.applicant_name === '' ? '' : ` · ${dossier.applicant_name}`}`}
        intro={transition?.hint === undefined ? undefined : localize(transition.hint, locale)}
      />
      {transition === undefined ? <Typed {...props} /> : <ActForm {...props} transition={transition} />}
      <p>
        <a class="govuk-link" href={props.base}>
          {say('backToDossier')}
        </a>
      </p>
    </>
  );
}

function ActForm(props: ActPageProps & { transition: CompiledTransition }) {
  const { locale, found, transition, base } = props;
  const { dossier, events } = found;
  const form = transition.compiledForm;
  const formPage = form?.pages[0];
  return (
    <Form action={`${base}/actes/${transition.id}`} csrf={props.csrf} id="acte">
      <SeenFields revision={dossier.revision} seq={events.at(-1)?.seq ?? 0} list={props.list} />
      {form !== undefined && formPage !== undefined && (
        <FormPageFields
          form={form}
          page={formPage}
          answers={props.answers}
          context={props.context}
          locale={locale}
          {...(props.raw === undefined ? {} : { raw: props.raw })}
          errors={props.errors}
        />
      )}
      <InsertReply transition={transition} replies={props.replies} locale={locale} />
      <OpinionActFields transition={transition} documents={found.documents} answers={props.answers} locale={locale} />
      <Preview {...props} />
      <ButtonGroup>
        <Button tone={transition.tone === 'warning' ? 'warning' : 'primary'}>
          {localize(transition.label, locale)}
        </Button>
        {form !== undefined && props.messages.length > 0 && (
          <Button tone="secondary" name="apercu" value="oui" formNoValidate>
            {agentMessages(locale, 'previewButton')}
          </Button>
        )}
      </ButtonGroup>
    </Form>
  );
}

function Preview({ messages, letters, reachable, found, locale }: ActPageProps) {
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  if (messages.length === 0 && letters.length === 0) return <p class="pv-muted">{say('previewNothing')}</p>;
  return (
    <section aria-labelledby="apercu">
      <h2 class="govuk-heading-m" id="apercu">
        {say('previewTitle')}
      </h2>
      {!reachable && messages.length > 0 && (
        <Notification tone="warning" title={say('previewUnreachable')}>
          {say('previewUnreachableHint')}
        </Notification>
      )}
      <LetterPreviews letters={letters} lang={found.dossier.locale} locale={locale} />
      {messages.map((message) => (
        <InsetText key={message.id}>
          <div lang={found.dossier.locale}>
            <p>
              <strong>{message.subject}</strong>
            </p>
            <Lines text={message.body} />
          </div>
        </InsetText>
      ))}
    </section>
  );
}

function Changes(props: ActPageProps & { changes: readonly DossierEvent[] }) {
  const { changes, version, transition, typed, locale } = props;
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  return (
    <Notification tone="warning" title={say('changedTitle')} live>
      <ul class="govuk-list govuk-list--bullet">
        {changes.map((event) => (
          <li key={event.seq}>
            {eventTitle(event, version, locale)} ({actorWords(event, locale)})
          </li>
        ))}
      </ul>
      <p>{say(transition === undefined ? 'changedGone' : 'changedStill')}</p>
      {transition === undefined && typed !== undefined && typed.length > 0 && <p>{say('changedKept')}</p>}
    </Notification>
  );
}

/** What had been written for an act that is no longer possible: nothing typed is lost. */
function Typed({ typed, locale }: ActPageProps) {
  if (typed === undefined || typed.length === 0) return null;
  return (
    <section aria-labelledby="texte">
      <h2 class="govuk-heading-m" id="texte">
        {agentMessages(locale, 'changedTyped')}
      </h2>
      {typed.map(({ label, value }) => (
        <InsetText key={label}>
          <p>
            <strong>{label}</strong>
          </p>
          <Lines text={value} />
        </InsetText>
      ))}
    </section>
  );
}
