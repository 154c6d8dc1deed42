import { documentResult } from '#modules/documents/index.ts';
import { type Answers, type FieldError, FormPageFields, type ParsedPage, parsePage } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { formContextOf } from '../../../domain/form-surroundings.ts';
import { maxMessageLength, plainMessage } from '../../../domain/plain-message.ts';
import { documentsNamed } from '../../../domain/public-history.ts';
import { formatTrackingCode } from '../../../domain/tracking-code.ts';
import { isUuid } from '../../../domain/uuid.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { DossierNotFoundError } from '../../../errors.ts';
import { dossierMessages } from '../../../messages.ts';
import { actAsApplicant } from '../../../usecases/act-as-applicant.ts';
import { answerRequest } from '../../../usecases/answer-request.ts';
import { rateDossier } from '../../../usecases/rate-dossier.ts';
import { replyFiles } from '../../citizen/dossier-acts.tsx';
import { DossierBody, type Followed, type FollowProblem } from '../../citizen/dossier-body.tsx';
import { mayOpen } from '../../citizen/dossier-files.ts';
import { applicantActs, readFollowed } from '../../citizen/follow.tsx';
import { takeFiles } from '../../citizen/take-files.ts';
import { internalApplicant, internalDossierHref, internalHref } from './internal-owner.ts';
import { internalWords as say } from './messages.ts';

/** The agent's own internal request. @throws {DossierNotFoundError} for anybody else's */
async function openOwn(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Followed> {
  const dossierId = context.params.dossier ?? '';
  const authority = await parts.directory.getAuthority(agent.authorityId);
  const follower = internalApplicant(parts.identity, agent);
  const followed = await readFollowed(context, parts, { authority, follower, dossierId });
  if (!followed.procedure.agentsOnly) throw new DossierNotFoundError();
  return { ...followed, base: internalDossierHref(dossierId) };
}

/** GET …/dossiers/:dossier */
export async function showOwn(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  problem?: FollowProblem,
): Promise<Result> {
  const { locale } = context;
  const followed = await openOwn(context, parts, agent);
  const { dossier, procedure } = followed;
  const title = `${localize(procedure.title, locale)} – ${formatTrackingCode(dossier.code)}`;
  const acts = applicantActs(followed, context.now);
  return page(
    await agentPage(context, parts.site, {
      title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'internal',
      children: (
        <>
          <BackLink href={internalHref} label={say(locale, 'back')} />
          <ErrorSummary errors={problem === undefined ? [] : [problem]} />
          <DossierBody context={context} followed={followed} problem={problem} />
          {acts.length > 0 && (
            <section aria-labelledby="possible">
              <h2 class="govuk-heading-m" id="possible">
                {say(locale, 'acts')}
              </h2>
              <ul class="govuk-list">
                {acts.map((transition) => (
                  <li key={transition.id}>
                    <a class="govuk-link" href={internalDossierHref(dossier.id, `actes/${transition.id}`)}>
                      {localize(transition.label, locale)}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      ),
    }),
    { status: problem === undefined ? 200 : 422 },
  );
}

/** POST …/dossiers/:dossier/messages: a question, or the answer to what was asked. */
export async function sendOwnMessage(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, dossier } = await openOwn(context, parts, agent);
  const { locale } = context;
  const intake = await takeFiles(context, parts.documents, authority.id, replyFiles, []);
  const body = plainMessage(single(intake.body, 'message'));
  const again = (fieldId: FollowProblem['fieldId'], message: string) =>
    showOwn(context, parts, agent, { fieldId, message, typed: { message: body } });
  const [refusal] = intake.refusals;
  if (refusal !== undefined) return again('documents', refusal.message[locale]);
  if (body === '' && intake.received.length === 0) {
    return again('message', dossierMessages(locale, 'follow.messageMissing'));
  }
  if (body.length > maxMessageLength) {
    return again('message', dossierMessages(locale, 'follow.messageLong', { max: maxMessageLength }));
  }
  const key = single(intake.body, '_idempotency');
  await parts.platform.database.transaction([authority.id], (tx) =>
    answerRequest(tx, parts, {
      authorityId: authority.id,
      dossierId: dossier.id,
      follower: internalApplicant(parts.identity, agent),
      body,
      received: intake.received,
      messageKey: isUuid(key) ? key : '',
      origin: context.origin,
      now: context.now,
    }),
  );
  context.setFlash(dossierMessages(locale, 'follow.messageSent'));
  return redirect(internalDossierHref(dossier.id));
}

/** POST …/dossiers/:dossier/avis */
export async function rateOwn(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossier } = await openOwn(context, parts, agent);
  const { locale } = context;
  const mark = single(context.body, 'mark');
  const comment = plainMessage(single(context.body, 'comment'));
  const typed = { mark, comment };
  if (!/^[1-5]$/.test(mark)) {
    const message = dossierMessages(locale, 'follow.markMissing');
    return showOwn(context, parts, agent, { fieldId: 'mark', message, typed });
  }
  if (comment.length > 1000) {
    const message = dossierMessages(locale, 'follow.messageLong', { max: 1000 });
    return showOwn(context, parts, agent, { fieldId: 'comment', message, typed });
  }
  await parts.platform.database.transaction([authority.id], (tx) =>
    rateDossier(tx, {
      authorityId: authority.id,
      dossierId: dossier.id,
      follower: internalApplicant(parts.identity, agent),
      mark: Number(mark),
      comment,
      now: context.now,
    }),
  );
  context.setFlash(dossierMessages(locale, 'follow.ratingSent'));
  return redirect(internalDossierHref(dossier.id));
}

/** GET …/dossiers/:dossier/documents/:document */
export async function openOwnDocument(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, documents, events } = await openOwn(context, parts, agent);
  const document = documents.find((one) => one.id === context.params.document);
  if (document === undefined || !mayOpen(document, documentsNamed(events))) {
    throw new NotFoundError('document-not-found');
  }
  return documentResult(document, await parts.documents.open(authority.id, document), { inline: true });
}

/** GET …/dossiers/:dossier/actes/:transition */
export async function showOwnAct(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  failed?: { readonly parsed: ParsedPage; readonly errors: readonly FieldError[] },
): Promise<Result> {
  const { locale } = context;
  const followed = await openOwn(context, parts, agent);
  const { authority, dossier, procedure } = followed;
  const transition = actOf(followed, context);
  const [formPage] = transition.compiledForm?.pages ?? [];
  const title = localize(transition.label, locale);
  const errors = failed?.errors ?? [];
  return page(
    await agentPage(context, parts.site, {
      title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'internal',
      children: (
        <>
          <BackLink href={internalDossierHref(dossier.id)} label={say(locale, 'backToDossier')} />
          <ErrorSummary errors={errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] }))} />
          <PageHeading
            title={title}
            caption={localize(procedure.title, locale)}
            intro={transition.hint && localize(transition.hint, locale)}
          />
          <Form csrf={context.csrfToken()}>
            <input type="hidden" name="_revision" value={dossier.revision} />
            {transition.compiledForm !== undefined && formPage !== undefined && (
              <FormPageFields
                form={transition.compiledForm}
                page={formPage}
                answers={failed?.parsed.answers ?? {}}
                raw={failed?.parsed.raw}
                errors={errors}
                context={formContextOf(parts, authority, context.now)}
                locale={locale}
              />
            )}
            <ButtonGroup>
              <Button tone={transition.tone === 'warning' ? 'warning' : 'primary'}>{title}</Button>
              <LinkButton tone="secondary" href={internalDossierHref(dossier.id)}>
                {say(locale, 'cancel')}
              </LinkButton>
            </ButtonGroup>
          </Form>
        </>
      ),
    }),
    { status: errors.length === 0 ? 200 : 422 },
  );
}

/** POST …/dossiers/:dossier/actes/:transition */
export async function doOwnAct(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const followed = await openOwn(context, parts, agent);
  const { authority, dossier } = followed;
  const transition = actOf(followed, context);
  const [formPage] = transition.compiledForm?.pages ?? [];
  let form: Answers = {};
  if (transition.compiledForm !== undefined && formPage !== undefined) {
    const inputs = { ...formContextOf(parts, authority, context.now), answers: {} };
    const parsed = parsePage(transition.compiledForm, formPage.id, context.body, inputs);
    if (parsed.errors.length > 0) return showOwnAct(context, parts, agent, { parsed, errors: parsed.errors });
    form = parsed.answers;
  }
  const revision = single(context.body, '_revision');
  await parts.platform.database.transaction([authority.id], (tx) =>
    actAsApplicant(tx, parts, {
      authorityId: authority.id,
      dossierId: dossier.id,
      follower: internalApplicant(parts.identity, agent),
      transitionId: transition.id,
      form,
      expectedRevision: /^\d{1,9}$/.test(revision) ? Number(revision) : undefined,
      origin: context.origin,
    }),
  );
  context.setFlash(dossierMessages(context.locale, 'act.done'));
  return redirect(internalDossierHref(dossier.id));
}

function actOf(followed: Followed, context: RequestContext) {
  const transition = applicantActs(followed, context.now).find((one) => one.id === context.params.transition);
  if (transition === undefined) throw new NotFoundError('act-not-found');
  return transition;
}
