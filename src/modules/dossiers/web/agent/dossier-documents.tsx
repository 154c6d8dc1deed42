import { documentMessages, type StoredDocument } from '#modules/documents/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { checklistWords, refusalReasons } from '../../checklist/messages.ts';
import { TickForm } from '../../checklist/tick-form.tsx';
import type { TickChoice } from '../../checklist/tick-requested.ts';
import { lookWords } from '../../looks/messages.ts';

const reviewTones: Readonly<Record<StoredDocument['review'], Tone>> = {
  'to-review': 'waiting',
  accepted: 'done',
  refused: 'refused',
};

interface DossierDocumentsProps {
  documents: readonly StoredDocument[];
  /** Those that came since the agent's last visit. */
  newDocuments: ReadonlySet<string>;
  /** Labels of the form's file fields, by id. */
  labels: ReadonlyMap<string, string>;
  base: string;
  documentHref: (documentId: string) => string;
  csrf: string;
  revision: number;
  /** The document whose verdict was refused by the form, and why. */
  problem?: { readonly documentId: string; readonly message: string; readonly typed: string } | undefined;
  /** Which documents asked for the files may be. */
  tickChoice: TickChoice;
  uploadError?: string | undefined;
  locale: Locale;
}

/** The documents of a dossier, each to be opened, accepted or refused; and a way to add one brought on paper. */
export function DossierDocuments(props: DossierDocumentsProps) {
  const { documents, locale } = props;
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  return (
    <section aria-labelledby="pieces">
      <h2 class="govuk-heading-m" id="pieces">
        {say('documentsTitle')}
      </h2>
      {documents.length === 0 && <p class="pv-muted">{say('documentsNone')}</p>}
      {documents.length > 0 && (
        <ul class="govuk-list">
          {documents.map((document) => (
            <li key={document.id} id={`piece-${document.id}`}>
              <OneDocument {...props} document={document} />
            </li>
          ))}
        </ul>
      )}
      <Details summary={say('documentAdd')} open={props.uploadError !== undefined}>
        <Form action={`${props.base}/pieces`} csrf={props.csrf} multipart>
          <FileUpload id="piece" label={say('documentAddLabel')} accept=".pdf,image/*" error={props.uploadError} />
          <Select
            id="canal"
            label={say('documentAddChannel')}
            placeholder={false}
            value="counter"
            options={(['counter', 'letter', 'email', 'phone'] as const).map((channel) => ({
              value: channel,
              label: say(`channel-${channel}`),
            }))}
          />
          <Checkbox id="usager" value="oui" label={say('documentAddOnBehalf')} checked small />
          <Button tone="secondary">{say('documentAddButton')}</Button>
        </Form>
      </Details>
    </section>
  );
}

function OneDocument(props: DossierDocumentsProps & { document: StoredDocument }) {
  const { document, locale, documentHref, problem } = props;
  const say = (key: Parameters<typeof agentMessages>[1], params = {}) => agentMessages(locale, key, params);
  const href = documentHref(document.id);
  const label = document.fieldId === null ? undefined : props.labels.get(document.fieldId);
  const reviewable = document.origin === 'applicant';
  const refused = problem?.documentId === document.id ? problem : undefined;
  return (
    <>
      {label !== undefined && <strong>{label}</strong>}{' '}
      <a class="govuk-link" href={`${href}?voir=1`} target="_blank" rel="noopener noreferrer">
        {document.name} <span class="govuk-visually-hidden">{say('newTab')}</span>
      </a>{' '}
      {reviewable && <Tag tone={reviewTones[document.review]}>{say(`review-${document.review}`)}</Tag>}{' '}
      {props.newDocuments.has(document.id) && <Tag tone="waiting">{lookWords(locale, 'new')}</Tag>}
      <p class="pv-muted">
        {say('documentFacts', {
          size: sizeWords(document.size, locale),
          date: formatDate(document.createdAt, locale),
          origin: say(`origin-${document.origin}`),
        })}{' '}
        <a class="govuk-link" href={href}>
          {say('documentDownload')} <span class="govuk-visually-hidden">{document.name}</span>
        </a>
      </p>
      <TickForm choice={props.tickChoice} document={document} base={props.base} csrf={props.csrf} locale={locale} />
      {document.reviewReason !== null && <p>{document.reviewReason}</p>}
      {reviewable && (
        <Details summary={say('reviewDocument', { name: document.name })} open={refused !== undefined}>
          <Form action={`${props.base}/pieces/${document.id}/avis`} csrf={props.csrf}>
            <Select
              id={`raison-${document.id}`}
              name="raison"
              label={checklistWords(locale, 'reasonLabel')}
              placeholder={checklistWords(locale, 'reasonNone')}
              options={refusalReasons.map((one) => ({ value: one, label: checklistWords(locale, `reason.${one}`) }))}
            />
            <Textarea
              id={`motif-${document.id}`}
              name="motif"
              label={say('reviewReason')}
              hint={say('reviewReasonHint')}
              rows={3}
              maxLength={1000}
              value={refused?.typed ?? document.reviewReason ?? undefined}
              error={refused?.message}
            />
            <ButtonGroup>
              <Button tone="secondary" name="avis" value="accepted">
                {say('reviewAccept')}
              </Button>
              <Button tone="warning" name="avis" value="refused">
                {say('reviewRefuse')}
              </Button>
            </ButtonGroup>
          </Form>
        </Details>
      )}
    </>
  );
}

/** "240 Ko", "1,2 Mo" */
function sizeWords(bytes: number, locale: Locale): string {
  const unit = locale === 'fr' ? ['Ko', 'Mo'] : ['KB', 'MB'];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))}\u00a0${unit[0]}`;
  return `${number.format(bytes / 1_000_000)}\u00a0${unit[1]}`;
}

/** What is wrong with a file, in words. */
export function rejectionWords(
  error: { messageKey: Parameters<typeof documentMessages>[1]; params: Readonly<Record<string, string | number>> },
  locale: Locale,
): string {
  return documentMessages(locale, error.messageKey, error.params);
}
