import {
  type Answers,
  type CompiledForm,
  correctionPages,
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
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { labelOf, textsOf } from './correction-changes.ts';
import { correctionWords as say } from './messages.ts';

export interface CorrectionPageProps {
  locale: Locale;
  form: CompiledForm;
  /** As they are kept. */
  stored: Answers;
  /** With what was typed. */
  answers: Answers;
  context: FormContext;
  /** The field to correct, then those that the new answer makes necessary. */
  fields: readonly string[];
  raw?: RawInputs | undefined;
  errors: readonly FieldError[];
  reason: string;
  reasonError?: string | undefined;
  caption: string;
  base: string;
  csrf: string;
  revision: number;
  seq: number;
  scriptHref: string | undefined;
  /** What others did meanwhile, in words: nothing was corrected. */
  changes?: string | undefined;
}

export function CorrectionContent(props: CorrectionPageProps) {
  const { locale, form, fields, errors, base } = props;
  const [first = '', ...needed] = fields;
  const pages = correctionPages(form, props.answers, fields, props.context);
  const before = textsOf(form, props.stored, locale);
  return (
    <>
      <BackLink href={`${base}#reponses`} />
      <ErrorSummary
        errors={[
          ...errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] })),
          ...(props.reasonError === undefined ? [] : [{ fieldId: 'motif', message: props.reasonError }]),
        ]}
      />
      {props.changes !== undefined && (
        <Notification tone="important" title={say(locale, 'changedTitle')}>
          <p class="govuk-body">{say(locale, 'changed', { events: props.changes })}</p>
        </Notification>
      )}
      <PageHeading title={say(locale, 'title')} caption={props.caption} intro={say(locale, 'intro')} />
      <SummaryList
        rows={[
          {
            term: say(locale, 'present'),
            value: (
              <>
                <strong>{labelOf(form, first, locale)}</strong>
                <br />
                {before.get(first) || say(locale, 'empty')}
              </>
            ),
          },
        ]}
      />
      {needed.length > 0 && (
        <Notification tone="warning" title={say(locale, 'neededTitle')}>
          <p class="govuk-body">{say(locale, 'needed')}</p>
        </Notification>
      )}
      <Form action={`${base}/corriger/${first}`} csrf={props.csrf}>
        <input type="hidden" name="revision" value={String(props.revision)} />
        <input type="hidden" name="seq" value={String(props.seq)} />
        {needed.map((id) => (
          <input key={id} type="hidden" name="aussi" value={id} />
        ))}
        {pages.map((page, index) => (
          <section key={page.id}>
            {pages.length > 1 && <h2 class="govuk-heading-m">{localize(page.definition.title, locale)}</h2>}
            <FormPageFields
              form={form}
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
        <Textarea
          id="motif"
          label={say(locale, 'reason')}
          hint={say(locale, 'reasonHint')}
          rows={3}
          maxLength={1000}
          value={props.reason}
          error={props.reasonError}
        />
        <Button>{say(locale, 'save')}</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={`${base}#reponses`}>
          {say(locale, 'cancel')}
        </a>
      </p>
    </>
  );
}
