import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import type { StoredDocument } from '#modules/documents/index.ts';
import { type Answers, summarize } from '#modules/forms/index.ts';
import { getState } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { actKey } from '#platform/http/late-values.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { MessageThread } from '#ui/components/message-thread.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Rating } from '#ui/components/rating.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { Timeline } from '#ui/components/timeline.tsx';
import { SilenceForApplicant } from '../../clock/web/silence-for-applicant.tsx';
import { ContactRating, lastContact } from '../../contact-ratings/contact-rating.tsx';
import { type FieldCorrection, listCorrections } from '../../corrections/list-corrections.ts';
import { correctionWords } from '../../corrections/messages.ts';
import { maxMessageLength } from '../../domain/plain-message.ts';
import {
  documentsNamed,
  historyOf,
  type NamedDocument,
  type ThreadEntry,
  threadOf,
} from '../../domain/public-history.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { ApplicantPanels } from '../../effects/panels/applicant-panels.tsx';
import type { ApplicantCapabilities } from '../../effects/panels/read-capabilities.ts';
import type { LinkedLine, TransferLine } from '../../effects/panels/related-panels.tsx';
import { handedOverState, ReferredNotice } from '../../effects/transfer/handed-over.tsx';
import { type JoinedTo, JoinedToNotice } from '../../merges/joined-to.tsx';
import { dossierMessages as say } from '../../messages.ts';
import type { PublicEvent } from '../../queries/list-public-events.ts';
import type { RequestedDocument } from '../../queries/list-requested-documents.ts';
import { mayWrite } from '../../usecases/answer-request.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { mayRate } from '../../usecases/rate-dossier.ts';
import { dossierPath } from './counter.ts';
import { mayOpen } from './dossier-files.ts';
import { fileSize } from './draft-files.ts';
import { phaseTone } from './phase-tone.ts';
import { RequestedDocuments } from './requested-documents.tsx';
import { SummarySections } from './summary-sections.tsx';

/** What was typed in a form of the page that did not hold. */
export interface FollowProblem {
  readonly fieldId:
    | 'message'
    | 'documents'
    | 'mark'
    | 'comment'
    | 'contact-mark'
    | 'contact-comment'
    | `piece-${string}`;
  readonly message: string;
  readonly typed?: { message?: string; comment?: string; mark?: string };
}

/** A dossier with all that its page shows. */
export interface Followed extends ProcedureVersion {
  readonly authority: Authority;
  readonly dossier: DossierRow;
  readonly events: readonly PublicEvent[];
  readonly documents: readonly StoredDocument[];
  readonly capabilities: ApplicantCapabilities;
  readonly linked: readonly LinkedLine[];
  readonly transfers: readonly TransferLine[];
  readonly requested: readonly RequestedDocument[];
  /** The dossier that goes on in its place, when it was joined to one. */
  readonly joinedTo?: JoinedTo | undefined;
  /** The path of its page; the resident's when absent. */
  readonly base?: string;
  /** Read by somebody who acts for the applicant: what only the applicant decides (paying, meeting, judging) is left out. */
  readonly onBehalf?: boolean;
}

function pathOf({ base, authority, dossier }: Followed, part = ''): string {
  if (base === undefined) return dossierPath(authority, dossier.id, part);
  return part === '' ? base : `${base}/${part}`;
}

interface PartProps {
  context: RequestContext;
  followed: Followed;
  problem?: FollowProblem | undefined;
}

/** Where the request stands, the exchange, the history, the documents. */
export function DossierBody({ context, followed, problem }: PartProps) {
  const { authority, dossier, events, form, procedure, workflow } = followed;
  const { locale } = context;
  const state = getState(workflow, dossier.state);
  const elsewhere = handedOverState(dossier, locale);
  const href = documentHref(followed);
  const entries = historyOf(events, workflow, authority.name, locale);
  const thread = threadOf(events, authority.name);
  const today = civilDate(instantOf(context.now)).toString();
  const corrections = listCorrections(events);
  return (
    <>
      <PageHeading title={localize(procedure.title, locale)} caption={authority.name} />
      <p class="govuk-body">
        <Tag tone={phaseTone(dossier.phase)}>{elsewhere?.label ?? localize(state.label, locale)}</Tag>{' '}
        <span class="pv-together">{say(locale, 'follow.code', { code: formatTrackingCode(dossier.code) })}</span>
      </p>
      {dossier.phase === 'waiting-applicant' ? (
        <Notification tone="important" title={localize(state.label, locale)}>
          <p class="govuk-body">{localize(state.explanation, locale)}</p>
          <a class="govuk-link" href="#message">
            {say(locale, 'follow.answerNow')}
          </a>
        </Notification>
      ) : (
        <p class="govuk-body-l">{elsewhere?.explanation ?? localize(state.explanation, locale)}</p>
      )}
      <ReferredNotice dossier={dossier} locale={locale} />
      <JoinedToNotice joined={followed.joinedTo} locale={locale} />
      <Delay followed={followed} locale={locale} today={today} />
      <SilenceForApplicant
        dossier={dossier}
        procedure={procedure}
        authority={authority}
        events={events}
        attestation={
          followed.onBehalf === true || followed.base !== undefined ? undefined : pathOf(followed, 'attestation')
        }
        documentHref={href}
        csrf={context.csrfToken()}
        today={today}
        locale={locale}
      />
      {followed.onBehalf !== true && (
        <ApplicantPanels
          capabilities={followed.capabilities}
          choosing={followed.base === undefined ? followed.dossier : undefined}
          linked={followed.linked.filter((line) => line.href !== undefined)}
          transfers={followed.transfers}
          locale={locale}
          base={pathOf(followed)}
          documentHref={href}
        />
      )}
      <h2 class="govuk-heading-m">{say(locale, 'follow.messages')}</h2>
      {thread.length === 0 ? (
        <p class="govuk-body pv-muted">{say(locale, 'follow.noMessage')}</p>
      ) : (
        <MessageThread
          ariaLabel={say(locale, 'follow.messages')}
          messages={thread.map((entry) => messageOf(entry, locale, href))}
        />
      )}
      {mayRate(dossier) && followed.onBehalf !== true && (
        <RatingForm context={context} followed={followed} problem={problem} />
      )}
      {!mayRate(dossier) && followed.onBehalf !== true && followed.base === undefined && (
        <AnswerRating context={context} followed={followed} problem={problem} />
      )}
      {mayWrite(dossier) && <ReplyForm context={context} followed={followed} problem={problem} />}
      <h2 class="govuk-heading-m">{say(locale, 'follow.history')}</h2>
      <Timeline
        ariaLabel={say(locale, 'follow.history')}
        events={entries.map((entry) => ({
          id: `e${entry.seq}`,
          title: entry.title,
          actor: entry.actor,
          dateTime: entry.at.toISOString(),
          date: formatDateTime(entry.at, locale),
          tone: entry.phase === undefined ? 'neutral' : phaseTone(entry.phase),
          body: entry.body === undefined ? undefined : <Lines text={entry.body} />,
          documents: entry.documents.map((one) => link(one, href)),
        }))}
      />
      <DocumentList followed={followed} locale={locale} href={href} />
      <Details summary={say(locale, 'follow.answers')}>
        <SummarySections
          sections={summarize(form, dossier.answers as Answers, locale)}
          locale={locale}
          documentHref={href}
          corrected={(id) => correctedWords(corrections.get(id), authority.name, locale)}
        />
      </Details>
    </>
  );
}

function correctedWords(correction: FieldCorrection | undefined, authority: string, locale: Locale) {
  return correction && correctionWords(locale, 'markedOwn', { authority, date: formatDate(correction.at, locale) });
}

function documentHref(followed: Followed): (id: string) => string {
  return (id) => pathOf(followed, `documents/${id}`);
}

function link({ documentId, name }: NamedDocument, href: (id: string) => string) {
  return { href: href(documentId), label: name };
}

function messageOf(entry: ThreadEntry, locale: Locale, href: (id: string) => string) {
  return {
    id: `m${entry.seq}`,
    author: entry.author,
    mine: entry.mine,
    dateTime: entry.at.toISOString(),
    date: formatDateTime(entry.at, locale),
    body: (
      <>
        {entry.subject && <strong>{entry.subject}</strong>}
        <Lines text={entry.body} />
        {entry.quoted !== undefined && (
          <Details summary={say(locale, 'follow.quoted')}>
            <Lines text={entry.quoted} />
          </Details>
        )}
      </>
    ),
    attachments: entry.documents.map((one) => link(one, href)),
  };
}

/** A text with its own line breaks. */
function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph, index) => (
        <p class="govuk-body" key={index}>
          {paragraph.split('\n').map((line, number) => (
            <>
              {number > 0 && <br />}
              {line}
            </>
          ))}
        </p>
      ))}
    </>
  );
}

/** By when the house answers; nothing once it has, or while it waits for the applicant. */
function Delay({ followed, locale, today }: { followed: Followed; locale: Locale; today: string }) {
  const { dossier } = followed;
  if (dossier.decided_at !== null || dossier.closed_at !== null) return null;
  if (dossier.clock_suspended_at !== null) return <p class="govuk-body">{say(locale, 'follow.suspended')}</p>;
  if (dossier.due_on === null) return null;
  const date = formatDate(dossier.due_on, locale);
  const isPast = today > dossier.due_on;
  // What silence has decided is said with what can be done about it.
  if (isPast && dossier.silence_rule !== 'none') return null;
  const key = isPast ? 'follow.past.none' : (`receipt.silence.${dossier.silence_rule}` as const);
  return <p class="govuk-body">{say(locale, key, { date })}</p>;
}

function DocumentList({
  followed,
  locale,
  href,
}: {
  followed: Followed;
  locale: Locale;
  href: (id: string) => string;
}) {
  const named = documentsNamed(followed.events);
  const documents = followed.documents.filter((document) => mayOpen(document, named));
  if (documents.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'follow.documents')}</h2>
      <ul class="govuk-list">
        {documents.map((document) => (
          <li key={document.id}>
            <a class="govuk-link" href={href(document.id)}>
              {document.name}
            </a>{' '}
            <span class="pv-muted">({fileSize(document.size, locale)})</span>
            {document.review === 'refused' && (
              <>
                {' '}
                <Tag tone="refused">{say(locale, 'follow.documentRefused')}</Tag> {document.reviewReason}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function ReplyForm({ context, followed, problem }: PartProps) {
  const { dossier } = followed;
  const { locale } = context;
  const errorAt = (id: string) => (problem?.fieldId === id ? problem.message : undefined);
  const waiting = dossier.phase === 'waiting-applicant';
  return (
    <Form action={pathOf(followed, 'messages')} csrf={context.csrfToken()} idempotencyKey={actKey(context)} multipart>
      <Textarea
        id="message"
        label={say(locale, waiting ? 'follow.answer' : 'follow.write')}
        rows={4}
        maxLength={maxMessageLength}
        value={problem?.typed?.message}
        error={errorAt('message')}
      />
      {waiting && <RequestedDocuments requested={followed.requested} errorAt={errorAt} locale={locale} />}
      <FileUpload
        id="documents"
        label={say(locale, 'follow.attach')}
        hint={say(locale, 'follow.attachHint')}
        accept=".pdf,image/*,.odt,.ods,.doc,.docx,.xls,.xlsx"
        multiple
        optional
        error={errorAt('documents')}
      />
      <Button>{say(locale, 'follow.send')}</Button>
    </Form>
  );
}

/** While the request goes on, its applicant may say what they think of the service's last message. */
function AnswerRating({ context, followed, problem }: PartProps) {
  const contact = lastContact(followed.events);
  if (contact === undefined) return null;
  const own = problem?.fieldId === 'contact-mark' || problem?.fieldId === 'contact-comment' ? problem : undefined;
  return (
    <ContactRating
      locale={context.locale}
      csrf={context.csrfToken()}
      action={pathOf(followed, 'avis')}
      contactId={contact.contactId}
      mark={own?.typed?.mark === undefined ? contact.mark : Number(own.typed.mark)}
      comment={own?.typed?.comment ?? contact.comment}
      problem={own}
    />
  );
}

function RatingForm({ context, followed, problem }: PartProps) {
  const { dossier } = followed;
  const { locale } = context;
  if (dossier.rating !== null && problem === undefined) {
    return <p class="govuk-body">{say(locale, 'follow.rated', { mark: dossier.rating })}</p>;
  }
  return (
    <Form action={pathOf(followed, 'avis')} csrf={context.csrfToken()}>
      <Rating
        id="mark"
        value={problem?.typed?.mark}
        error={problem?.fieldId === 'mark' ? problem.message : undefined}
      />
      <Textarea
        id="comment"
        label={say(locale, 'follow.comment')}
        rows={2}
        maxLength={1000}
        optional
        value={problem?.typed?.comment}
        error={problem?.fieldId === 'comment' ? problem.message : undefined}
      />
      <Button tone="secondary">{say(locale, 'follow.rate')}</Button>
    </Form>
  );
}
