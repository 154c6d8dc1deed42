import type { StoredDocument } from '#modules/documents/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { SummaryList, type SummaryRow } from '#ui/components/summary-list.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { Lines } from '../../web/agent/dossier-timeline.tsx';
import { opinionWords as say } from './messages.ts';
import { type OpinionRequest, opinions, whomOf } from './opinion-request.ts';

export const longestOpinion = 5000;

export const opinionTone: Readonly<Record<OpinionRequest['state'], Tone>> = {
  asked: 'waiting',
  given: 'done',
  withdrawn: 'neutral',
  'no-answer': 'refused',
};

/** What whoever is asked may see, and no more. */
export function OpinionQuestion({
  request,
  documents,
  documentHref,
  locale,
}: {
  request: OpinionRequest;
  documents: readonly StoredDocument[];
  documentHref: (id: string) => string;
  locale: Locale;
}) {
  return (
    <SummaryList
      rows={[
        { term: say(locale, 'page.question'), value: <Lines text={request.question} /> },
        ...(request.summary === ''
          ? []
          : [{ term: say(locale, 'page.summary'), value: <Lines text={request.summary} /> }]),
        {
          term: say(locale, 'page.documents'),
          value:
            documents.length === 0 ? (
              say(locale, 'page.noDocument')
            ) : (
              <ul class="govuk-list">
                {documents.map((document) => (
                  <li key={document.id}>
                    <a class="govuk-link" href={documentHref(document.id)}>
                      {document.name}
                    </a>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}

/** What was answered, for those who asked. */
export function opinionRows(
  request: OpinionRequest,
  file: StoredDocument | undefined,
  fileHref: (id: string) => string,
  locale: Locale,
): SummaryRow[] {
  return [
    {
      term: say(locale, 'page.state'),
      value: <Tag tone={opinionTone[request.state]}>{say(locale, `state.${request.state}`)}</Tag>,
    },
    { term: say(locale, 'page.due'), value: formatDate(request.due_on, locale) },
    ...(request.opinion === null
      ? []
      : [{ term: say(locale, 'page.opinion'), value: say(locale, `opinion.${request.opinion}`) }]),
    ...(request.answered_by_name === ''
      ? []
      : [{ term: say(locale, 'page.answeredBy'), value: request.answered_by_name }]),
    ...(request.answer === null ? [] : [{ term: say(locale, 'page.answer'), value: <Lines text={request.answer} /> }]),
    ...(file === undefined
      ? []
      : [
          {
            term: say(locale, 'page.file'),
            value: (
              <a class="govuk-link" href={fileHref(file.id)}>
                {file.name}
              </a>
            ),
          },
        ]),
  ];
}

export interface OpinionTyped {
  readonly opinion: string;
  readonly name: string;
  readonly text: string;
  readonly errors: readonly {
    readonly fieldId: 'avis' | 'nom' | 'observations' | 'fichier';
    readonly message: string;
  }[];
}

/** The answer of whoever is asked; `withName` for those whom the house does not know. */
export function OpinionForm({
  context,
  typed,
  withName,
}: {
  context: RequestContext;
  typed: OpinionTyped;
  withName: boolean;
}) {
  const { locale } = context;
  const errorAt = (id: OpinionTyped['errors'][number]['fieldId']) =>
    typed.errors.find((error) => error.fieldId === id)?.message;
  return (
    <Form csrf={context.csrfToken()} idempotencyKey={newId(context.now.getTime())} multipart>
      <Radios
        id="avis"
        label={say(locale, 'answer.opinion')}
        labelSize="m"
        value={typed.opinion}
        error={errorAt('avis')}
        options={opinions.map((value) => ({ value, label: say(locale, `opinion.${value}`) }))}
      />
      <Textarea
        id="observations"
        label={say(locale, 'answer.text')}
        hint={say(locale, 'answer.textHint')}
        rows={6}
        maxLength={longestOpinion}
        optional
        value={typed.text}
        error={errorAt('observations')}
      />
      <FileUpload
        id="fichier"
        label={say(locale, 'answer.file')}
        hint={say(locale, 'answer.fileHint')}
        accept=".pdf,image/*,.odt,.ods,.doc,.docx,.xls,.xlsx"
        optional
        error={errorAt('fichier')}
      />
      {withName && (
        <TextInput
          id="nom"
          label={say(locale, 'answer.name')}
          autocomplete="name"
          value={typed.name}
          error={errorAt('nom')}
        />
      )}
      <Button>{say(locale, 'answer.button')}</Button>
    </Form>
  );
}

/** The opinions asked about a dossier, for those who process it. */
export function AgentOpinions({
  opinions: asked,
  base,
  mayAsk,
  locale,
}: {
  opinions: readonly OpinionRequest[];
  base: string;
  /** The dossier is still open. */
  mayAsk: boolean;
  locale: Locale;
}) {
  if (asked.length === 0 && !mayAsk) return null;
  return (
    <section aria-labelledby="avis">
      <h2 class="govuk-heading-m" id="avis">
        {say(locale, 'panel.title')}
      </h2>
      {mayAsk && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${base}/avis/demander`}>
            {say(locale, 'ask.link')}
          </a>
        </p>
      )}
      {asked.length > 0 && (
        <ul class="govuk-list govuk-list--spaced">
          {asked.map((request) => (
            <li key={request.id}>
              <strong>{whomOf(request)}</strong>{' '}
              <Tag tone={opinionTone[request.state]}>{say(locale, `state.${request.state}`)}</Tag>{' '}
              {request.opinion === null ? (
                <span class="pv-muted">{say(locale, 'panel.by', { date: formatDate(request.due_on, locale) })}</span>
              ) : (
                say(locale, `opinion.${request.opinion}`)
              )}{' '}
              <a class="govuk-link" href={`${base}/avis/${request.id}`}>
                {say(locale, 'panel.see')}
                <span class="govuk-visually-hidden"> ({whomOf(request)})</span>
              </a>
              {request.answer !== null && <Lines text={request.answer} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
