import { citizenPage } from '#modules/directory/index.ts';
import { type Answers, type FieldError, FormPageFields, type ParsedPage, parsePage } from '#modules/forms/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { readOpinion } from '../../contact-ratings/contact-rating-routes.tsx';
import { rateContact } from '../../contact-ratings/rate-contact.ts';
import { maxMessageLength, plainMessage } from '../../domain/plain-message.ts';
import { requestedDocumentId } from '../../domain/requested-document-input.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { actorOf } from '../../queries/get-own-dossier.ts';
import { actAsApplicant } from '../../usecases/act-as-applicant.ts';
import { answerRequest } from '../../usecases/answer-request.ts';
import { rateDossier } from '../../usecases/rate-dossier.ts';
import { dossierPath, formContext } from './counter.ts';
import { applicantActs, showDossier } from './follow.tsx';
import { openDossier } from './own-dossier.tsx';
import { type FileRules, takeFiles } from './take-files.ts';
import { followerOf } from './visitor.ts';

/** The files that a message of the applicant may bring. */
export const replyFiles: FileRules = (name) => {
  if (name === 'documents') return { accept: ['pdf', 'image', 'office'], max: 10 };
  return requestedDocumentId(name) === undefined ? undefined : { accept: ['pdf', 'image', 'office'], max: 3 };
};

/** A message to the service, with or without documents. */
export async function sendMessage(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { authority, dossier } = await openDossier(context, parts);
  const { locale } = context;
  const intake = await takeFiles(context, parts.documents, authority.id, replyFiles, []);
  const body = plainMessage(single(intake.body, 'message'));
  const typed = { message: body };
  const [refusal] = intake.refusals;
  if (refusal !== undefined) {
    const requested = requestedDocumentId(refusal.path);
    const fieldId = requested === undefined ? 'documents' : (`piece-${requested}` as const);
    return showDossier(context, parts, { fieldId, message: refusal.message[locale], typed });
  }
  if (body === '' && intake.received.length === 0) {
    return showDossier(context, parts, { fieldId: 'message', message: say(locale, 'follow.messageMissing') });
  }
  if (body.length > maxMessageLength) {
    return showDossier(context, parts, {
      fieldId: 'message',
      message: say(locale, 'follow.messageLong', { max: maxMessageLength }),
      typed,
    });
  }
  const key = single(intake.body, '_idempotency');
  await parts.platform.database.transaction([authority.id], (tx) =>
    answerRequest(tx, parts, {
      authorityId: authority.id,
      dossierId: dossier.id,
      follower: followerOf(context, parts, authority.id),
      body,
      received: intake.received,
      messageKey: isUuid(key) ? key : '',
      origin: context.origin,
      now: context.now,
    }),
  );
  context.setFlash(say(locale, 'follow.messageSent'));
  return redirect(dossierPath(authority, dossier.id));
}

/** What the applicant thinks of how the request was handled; of one message, when it is named. */
export async function sendRating(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { authority, dossier } = await openDossier(context, parts);
  const { locale } = context;
  const contactId = single(context.body, 'contact');
  if (isUuid(contactId)) return sendContactRating(context, parts, { authority, dossier, contactId });
  const mark = single(context.body, 'mark');
  const comment = plainMessage(single(context.body, 'comment'));
  const typed = { mark, comment };
  if (!/^[1-5]$/.test(mark))
    return showDossier(context, parts, { fieldId: 'mark', message: say(locale, 'follow.markMissing'), typed });
  if (comment.length > 1000) {
    return showDossier(context, parts, {
      fieldId: 'comment',
      message: say(locale, 'follow.messageLong', { max: 1000 }),
      typed,
    });
  }
  await parts.platform.database.transaction([authority.id], (tx) =>
    rateDossier(tx, {
      authorityId: authority.id,
      dossierId: dossier.id,
      follower: followerOf(context, parts, authority.id),
      mark: Number(mark),
      comment,
      now: context.now,
    }),
  );
  context.setFlash(say(locale, 'follow.ratingSent'));
  return redirect(dossierPath(authority, dossier.id));
}

async function sendContactRating(
  context: RequestContext,
  parts: DossiersParts,
  { authority, dossier, contactId }: Awaited<ReturnType<typeof openDossier>> & { contactId: string },
): Promise<Result> {
  const opinion = readOpinion(context);
  if ('problem' in opinion) {
    const { fieldId, message, typed } = opinion.problem;
    return showDossier(context, parts, {
      fieldId: `contact-${fieldId}`,
      message,
      ...(typed === undefined ? {} : { typed: { mark: String(typed.mark), comment: typed.comment } }),
    });
  }
  const follower = followerOf(context, parts, authority.id);
  await parts.platform.database.transaction([authority.id], (tx) =>
    rateContact(
      tx,
      { authorityId: authority.id, dossierId: dossier.id, contactId },
      { ...opinion, now: context.now, by: actorOf(dossier, follower) },
    ),
  );
  context.setFlash(say(context.locale, 'follow.ratingSent'));
  return redirect(dossierPath(authority, dossier.id));
}

/** The page that asks to confirm an act, such as withdrawing the request. */
export async function showAct(
  context: RequestContext,
  parts: DossiersParts,
  failed?: { parsed: ParsedPage; errors: readonly FieldError[] },
): Promise<Result> {
  const { authority, dossier, procedure, transition } = await openAct(context, parts);
  const { locale } = context;
  const title = localize(transition.label, locale);
  const [page] = transition.compiledForm?.pages ?? [];
  const errors = failed?.errors ?? [];
  const document = await citizenPage(context, parts.site, {
    title: errors.length === 0 ? title : say(locale, 'form.errorTitle', { title }),
    authority,
    current: 'follow',
    noIndex: true,
    backLink: <BackLink href={dossierPath(authority, dossier.id)} />,
    children: (
      <>
        <ErrorSummary errors={errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] }))} />
        <PageHeading
          title={title}
          caption={localize(procedure.title, locale)}
          intro={transition.hint && localize(transition.hint, locale)}
        />
        <Form csrf={context.csrfToken()}>
          <input type="hidden" name="_revision" value={dossier.revision} />
          {transition.compiledForm !== undefined && page !== undefined && (
            <FormPageFields
              form={transition.compiledForm}
              page={page}
              answers={failed?.parsed.answers ?? {}}
              raw={failed?.parsed.raw}
              errors={errors}
              context={formContext(context, parts, authority)}
              locale={locale}
            />
          )}
          <ButtonGroup>
            <Button tone={transition.tone === 'warning' ? 'warning' : 'primary'}>{title}</Button>
            <LinkButton tone="secondary" href={dossierPath(authority, dossier.id)}>
              {say(locale, 'act.cancel')}
            </LinkButton>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
  return pageResult(document, { status: errors.length === 0 ? 200 : 422 });
}

export async function sendAct(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { authority, dossier, transition } = await openAct(context, parts);
  let form: Answers = {};
  const [page] = transition.compiledForm?.pages ?? [];
  if (transition.compiledForm !== undefined && page !== undefined) {
    const inputs = { ...formContext(context, parts, authority), answers: {} };
    const parsed = parsePage(transition.compiledForm, page.id, context.body, inputs);
    if (parsed.errors.length > 0) return showAct(context, parts, { parsed, errors: parsed.errors });
    form = parsed.answers;
  }
  const revision = single(context.body, '_revision');
  await parts.platform.database.transaction([authority.id], (tx) =>
    actAsApplicant(tx, parts, {
      authorityId: authority.id,
      dossierId: dossier.id,
      follower: followerOf(context, parts, authority.id),
      transitionId: transition.id,
      form,
      expectedRevision: /^\d{1,9}$/.test(revision) ? Number(revision) : undefined,
      origin: context.origin,
    }),
  );
  context.setFlash(say(context.locale, 'act.done'));
  return redirect(dossierPath(authority, dossier.id));
}

/** The act of the address, if the applicant may do it now. */
async function openAct(context: RequestContext, parts: DossiersParts) {
  const { authority, dossier } = await openDossier(context, parts);
  const version = await parts.catalogue.getVersionOf(dossier);
  const acts = applicantActs({ authority, dossier, ...version }, context.now);
  const transition = acts.find((one) => one.id === context.params.transition);
  if (transition === undefined) throw new NotFoundError('act-not-found');
  return { authority, dossier, transition, procedure: version.procedure };
}
