import {
  type Answers,
  agentPages,
  type CompiledForm,
  type FieldError,
  type FormContext,
  FormPageFields,
  type RawInputs,
} from '#modules/forms/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { agentMessages } from '../../agent-messages.ts';

interface CompleteContentProps {
  locale: Locale;
  form: CompiledForm;
  answers: Answers;
  context: FormContext;
  /** The number of the dossier. */
  code: string;
  revision: number;
  base: string;
  csrf: string;
  scriptHref: string | undefined;
  raw?: RawInputs | undefined;
  errors?: readonly FieldError[];
  /** Somebody else changed the dossier meanwhile. */
  isChanged?: boolean;
}

/** The fields that are for agents, page by page as the form has them. */
export function CompleteContent(props: CompleteContentProps) {
  const { locale, errors = [] } = props;
  const pages = agentPages(props.form, props.answers, props.context);
  return (
    <>
      <BackLink href={props.base} />
      <ErrorSummary errors={errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] }))} />
      {props.isChanged === true && (
        <Notification tone="important" title={agentMessages(locale, 'completeChangedTitle')}>
          <p class="govuk-body">{agentMessages(locale, 'completeChanged')}</p>
        </Notification>
      )}
      <PageHeading title={agentMessages(locale, 'completeTitle')} caption={props.code} />
      <p class="govuk-body">{agentMessages(locale, pages.length === 0 ? 'completeNothing' : 'completeHelp')}</p>
      {pages.length > 0 && (
        <Form action={`${props.base}/completer`} csrf={props.csrf}>
          <input type="hidden" name="revision" value={String(props.revision)} />
          {pages.map((page, index) => (
            <section key={page.id}>
              {pages.length > 1 && <h2 class="govuk-heading-m">{localize(page.definition.title, locale)}</h2>}
              <FormPageFields
                form={props.form}
                page={page}
                answers={props.answers}
                context={props.context}
                locale={locale}
                {...(props.raw === undefined ? {} : { raw: props.raw })}
                errors={errors}
                suggestUrls={{ address: '/api/adresses', commune: '/api/communes' }}
                {...(index === 0 && props.scriptHref !== undefined ? { scriptHref: props.scriptHref } : {})}
              />
            </section>
          ))}
          <Button>{agentMessages(locale, 'completeSave')}</Button>
        </Form>
      )}
    </>
  );
}

/** On the page of a dossier whose form has something for agents to fill in. */
export function CompleteLink({ base, isOffered, locale }: { base: string; isOffered: boolean; locale: Locale }) {
  if (!isOffered) return null;
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`${base}/completer`}>
        {agentMessages(locale, 'completeLink')}
      </a>
    </p>
  );
}
