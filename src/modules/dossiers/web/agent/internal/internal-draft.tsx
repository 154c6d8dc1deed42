import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { documentResult, type StoredDocument } from '#modules/documents/index.ts';
import {
  type Answers,
  type CompiledPage,
  exitFor,
  type FieldError,
  type FormContext,
  FormPageFields,
  nextPage,
  prefillAnswers,
  previousPage,
  type RawInputs,
  summarize,
  visiblePages,
} from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { StepProgress } from '#ui/components/step-progress.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { type Draft, firstPageToDo, pageMark } from '../../../domain/draft.ts';
import { draftDocuments, hasFiles, withDocuments } from '../../../domain/file-answers.ts';
import { formContextOf } from '../../../domain/form-surroundings.ts';
import { formatTrackingCode } from '../../../domain/tracking-code.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { DraftNotFoundError } from '../../../errors.ts';
import { getOwnDraft } from '../../../queries/get-own-draft.ts';
import { eraseOwnDraft } from '../../../usecases/erase-draft.ts';
import { savePage } from '../../../usecases/save-page.ts';
import { withFreshCode } from '../../../usecases/submit-dossier.ts';
import { findFiledDraft, submitDraft } from '../../../usecases/submit-draft.ts';
import { SummarySections } from '../../citizen/summary-sections.tsx';
import { rulesOfPage, takeFiles } from '../../citizen/take-files.ts';
import {
  internalApplicant,
  internalDossierHref,
  internalDraftHref,
  internalHref,
  namesOf,
  noIndex,
} from './internal-owner.ts';
import { internalWords as say } from './messages.ts';

interface OpenDraft extends ProcedureVersion {
  readonly authority: Authority;
  readonly draft: Draft;
  readonly documents: readonly StoredDocument[];
  readonly inputs: FormContext;
  readonly answers: Answers;
}

/** The agent's own draft. @throws {DraftNotFoundError} for anybody else's @throws {DraftExpiredError} */
async function openDraft(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<OpenDraft> {
  const authority = await parts.directory.getAuthority(agent.authorityId);
  const draftId = context.params.draft ?? '';
  const owner = internalApplicant(parts.identity, agent);
  const { draft, all } = await parts.platform.database.read([authority.id], async (tx) => {
    const found = await getOwnDraft(tx, { authorityId: authority.id, draftId, owner, now: context.now });
    return { draft: found, all: await parts.documents.listOfDraft(tx, authority.id, found.id) };
  });
  const version = await parts.catalogue.getVersionOf(draft);
  const documents = hasFiles(version.form) ? all : [];
  const inputs = formContextOf(parts, authority, context.now, draftDocuments(documents));
  return {
    ...version,
    authority,
    draft,
    documents,
    inputs,
    answers: withDocuments(version.form, draft.answers, documents),
  };
}

function stepToDo({ form, draft, answers, inputs }: OpenDraft): string {
  return firstPageToDo(form, { ...draft, answers }, inputs)?.id ?? 'verifier';
}

/** GET …/brouillons/:draft */
export async function goOn(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const open = await openDraft(context, parts, agent);
  return redirect(internalDraftHref(open.draft.id, stepToDo(open)));
}

/** GET …/brouillons/:draft/:page */
export async function showPage(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const open = await openDraft(context, parts, agent);
  const page = pageOf(open, context);
  const todo = stepToDo(open);
  const pages = visiblePages(open.form, open.answers, open.inputs);
  const isBeyond = pages.indexOf(page) > pages.findIndex((one) => one.id === todo);
  if (!pages.includes(page) || (todo !== 'verifier' && isBeyond && !open.draft.completedPages.includes(page.id))) {
    return redirect(internalDraftHref(open.draft.id, todo));
  }
  const answers = open.draft.completedPages.includes(page.id) ? open.answers : withKnown(open, page, agent);
  const notice =
    context.query.incomplet === undefined
      ? undefined
      : { title: say(context.locale, 'incompleteTitle'), body: say(context.locale, 'incomplete') };
  return renderPage(context, parts, open, page, { answers, ...(notice === undefined ? {} : { notice }) });
}

/** What the house knows of its agent, where the agent has not answered yet. */
function withKnown(open: OpenDraft, page: CompiledPage, agent: AgentPrincipal): Answers {
  const known = prefillAnswers(open.form, { account: { ...namesOf(agent), email: agent.email } }, open.inputs).answers;
  const { applicant } = open.procedure;
  const names = namesOf(agent);
  const said: Answers = {
    ...known,
    ...(applicant.givenNames === undefined ? {} : { [applicant.givenNames]: names.givenNames }),
    ...(applicant.familyName === undefined ? {} : { [applicant.familyName]: names.familyName }),
    ...(applicant.email === undefined ? {} : { [applicant.email]: agent.email }),
  };
  const merged = { ...open.answers };
  for (const { id } of page.fields) {
    const answer = said[id];
    if (merged[id] === undefined && answer !== undefined && answer !== '') merged[id] = answer;
  }
  return merged;
}

interface PageState {
  readonly answers: Answers;
  readonly raw?: RawInputs;
  readonly errors?: readonly FieldError[];
  readonly notice?: { readonly title: string; readonly body: string };
  readonly status?: number;
}

async function renderPage(
  context: RequestContext,
  parts: DossiersParts,
  open: OpenDraft,
  page: CompiledPage,
  state: PageState,
): Promise<Result> {
  const { locale } = context;
  const { form, draft, procedure, inputs, authority } = open;
  const pages = visiblePages(form, state.answers, inputs);
  const position = pages.findIndex((one) => one.id === page.id);
  const next = pages[position + 1];
  const before = previousPage(form, page.id, draft.answers, inputs);
  const heading = localize(page.definition.title, locale);
  const title = `${heading} – ${localize(procedure.title, locale)}`;
  const errors = state.errors ?? [];
  const back = context.query.retour === 'verifier' ? '?retour=verifier' : '';
  return pageResult(
    await agentPage(context, parts.site, {
      title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'internal',
      children: (
        <>
          <BackLink href={before === undefined ? internalHref : internalDraftHref(draft.id, before.id)} />
          <ErrorSummary errors={errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] }))} />
          {state.notice && (
            <Notification tone="important" title={state.notice.title}>
              <p class="govuk-body">{state.notice.body}</p>
            </Notification>
          )}
          <p class="govuk-caption-l">{localize(procedure.title, locale)}</p>
          <StepProgress
            current={position + 1}
            total={pages.length + 1}
            title={heading}
            nextTitle={next === undefined ? say(locale, 'check') : localize(next.definition.title, locale)}
          />
          {page.definition.intro && <RichText text={localize(page.definition.intro, locale)} headingLevel={2} />}
          <Form action={`${internalDraftHref(draft.id, page.id)}${back}`} csrf={context.csrfToken()} multipart>
            <input type="hidden" name="_mark" value={pageMark(page, withDocuments(form, draft.answers, []))} />
            <FormPageFields
              form={form}
              page={page}
              answers={state.answers}
              context={inputs}
              locale={locale}
              raw={state.raw}
              errors={errors}
              documentUrl={(id) => internalDraftHref(draft.id, `documents/${id}`)}
              suggestUrls={{
                address:
                  authority.communeCode === undefined ? '/api/adresses' : `/api/adresses?pres=${authority.communeCode}`,
                commune: '/api/communes',
              }}
              scriptHref={parts.site.assets.islands['form-page']}
            />
            <Button>{say(locale, 'continue')}</Button>
          </Form>
          <EraseForm context={context} draftId={draft.id} />
        </>
      ),
    }),
    { status: state.status ?? 200 },
  );
}

function EraseForm({ context, draftId }: { context: RequestContext; draftId: string }) {
  return (
    <Form action={internalDraftHref(draftId, 'effacer')} csrf={context.csrfToken()}>
      <Button tone="link">{say(context.locale, 'erase')}</Button>
    </Form>
  );
}

/** POST …/brouillons/:draft/:page */
export async function sendPage(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const open = await openDraft(context, parts, agent);
  const { authority, draft, form } = open;
  const { locale } = context;
  const page = pageOf(open, context);
  const intake = await takeFiles(context, parts.documents, authority.id, rulesOfPage(page), open.documents);
  const outcome = await parts.platform.database.transaction([authority.id], (tx) =>
    savePage(
      tx,
      { documents: parts.documents, identity: noIndex },
      {
        authorityId: authority.id,
        draftId: draft.id,
        owner: internalApplicant(parts.identity, agent),
        form,
        page,
        context: formContextOf(parts, authority, context.now),
        body: intake.body,
        mark: single(intake.body, '_mark'),
        later: false,
        received: intake.received,
        refusals: intake.refusals,
        now: context.now,
      },
    ),
  );
  const inputs = formContextOf(parts, authority, context.now, draftDocuments(outcome.documents));
  const after = { ...open, draft: outcome.draft, documents: outcome.documents, inputs };
  if (outcome.kind === 'shown-again') {
    const { parsed, reason } = outcome;
    return renderPage(context, parts, after, page, {
      answers: parsed.answers,
      raw: parsed.raw,
      errors: parsed.errors,
      status: reason === 'invalid' ? 422 : reason === 'changed-elsewhere' ? 409 : 200,
      ...(reason === 'changed-elsewhere'
        ? { notice: { title: say(locale, 'changedTitle'), body: say(locale, 'changed') } }
        : {}),
    });
  }
  const exit = exitFor(form, page.id, outcome.draft.answers, inputs);
  if (exit !== undefined) {
    const notice = {
      title: localize(exit.title, locale),
      body: `${localize(exit.body, locale)} ${say(locale, 'exitNothing')}`,
    };
    return renderPage(context, parts, after, page, { answers: outcome.draft.answers, notice, status: 422 });
  }
  const next = context.query.retour === 'verifier' ? undefined : nextPage(form, page.id, outcome.draft.answers, inputs);
  return redirect(internalDraftHref(draft.id, next?.id ?? 'verifier'));
}

/** GET …/brouillons/:draft/verifier */
export async function showCheck(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const open = await openDraft(context, parts, agent);
  const todo = stepToDo(open);
  const { draft, form, answers, inputs, procedure } = open;
  if (todo !== 'verifier') return redirect(`${internalDraftHref(draft.id, todo)}?incomplet=1`);
  const { locale } = context;
  const title = say(locale, 'check');
  const last = visiblePages(form, answers, inputs).at(-1);
  return pageResult(
    await agentPage(context, parts.site, {
      title: `${title} – ${localize(procedure.title, locale)}`,
      current: 'internal',
      children: (
        <>
          <BackLink href={internalDraftHref(draft.id, last?.id)} />
          <PageHeading title={title} caption={localize(procedure.title, locale)} />
          <SummarySections
            sections={summarize(form, answers, locale, { context: inputs })}
            locale={locale}
            changeHref={(id) => `${internalDraftHref(draft.id, id)}?retour=verifier`}
            documentHref={(id) => internalDraftHref(draft.id, `documents/${id}`)}
          />
          <Form csrf={context.csrfToken()}>
            <Button>{say(locale, 'send')}</Button>
          </Form>
          <EraseForm context={context} draftId={draft.id} />
        </>
      ),
    }),
  );
}

/** POST …/brouillons/:draft/verifier. A draft that was sent a moment ago leads to its dossier. */
export async function send(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const owner = internalApplicant(parts.identity, agent);
  const draftId = context.params.draft ?? '';
  let open: OpenDraft;
  try {
    open = await openDraft(context, parts, agent);
  } catch (error) {
    if (!(error instanceof DraftNotFoundError)) throw error;
    const filed = await parts.platform.database.read([agent.authorityId], (tx) =>
      findFiledDraft(tx, agent.authorityId, draftId, owner),
    );
    if (filed === undefined) throw error;
    return redirect(internalDossierHref(filed));
  }
  const { authority, draft } = open;
  const offered = await parts.catalogue.findAdopted(authority.id, draft.procedureId, { agents: true });
  if (offered === undefined) throw new NotFoundError('procedure-not-found');
  const outcome = await withFreshCode(() =>
    parts.platform.database.transaction([authority.id], async (tx) => {
      const filed = await submitDraft(
        tx,
        { ...parts, identity: noIndex },
        {
          draftId,
          owner,
          filing: {
            authority,
            procedure: open.procedure,
            procedureVersion: draft.procedureVersion,
            overridesRevision: draft.overridesRevision,
            form: open.form,
            workflow: open.workflow,
            teamAuthorityId: offered.teamAuthorityId,
            teamId: offered.teamId,
            visitorHash: undefined,
            account: { id: agent.agentId, pseudonym: owner.accountPseudonym, verifiedEmail: agent.email },
            channel: 'web',
            locale: context.locale,
            origin: context.origin,
            now: context.now,
          },
          contextWith: (documents) => formContextOf(parts, authority, context.now, documents),
        },
      );
      if (filed.kind !== 'filed') return filed;
      // The house knows who asks, whatever the form does.
      const named = await tx
        .updateTable('dossiers')
        .set((eb) => ({
          applicant_name: eb
            .case()
            .when('applicant_name', '=', '')
            .then(agent.name)
            .else(eb.ref('applicant_name'))
            .end(),
        }))
        .where('authority_id', '=', authority.id)
        .where('id', '=', filed.dossierId)
        .returning('code')
        .executeTakeFirstOrThrow();
      return { ...filed, code: named.code };
    }),
  );
  if (outcome.kind === 'incomplete') return redirect(`${internalDraftHref(draftId, outcome.pageId)}?incomplet=1`);
  context.setFlash(say(context.locale, 'sent', { code: formatTrackingCode('code' in outcome ? outcome.code : '') }));
  return redirect(internalDossierHref(outcome.dossierId));
}

/** POST …/brouillons/:draft/effacer */
export async function erase(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, draft } = await openDraft(context, parts, agent);
  await parts.platform.database.transaction([authority.id], (tx) =>
    eraseOwnDraft(tx, parts.documents, {
      authorityId: authority.id,
      draftId: draft.id,
      owner: internalApplicant(parts.identity, agent),
      now: context.now,
    }),
  );
  context.setFlash(say(context.locale, 'erased'));
  return redirect(internalHref);
}

/** GET …/brouillons/:draft/documents/:document */
export async function openDraftDocument(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, documents } = await openDraft(context, parts, agent);
  const document = documents.find((one) => one.id === context.params.document);
  if (document === undefined) throw new NotFoundError('document-not-found');
  return documentResult(document, await parts.documents.open(authority.id, document), { inline: true });
}

function pageOf({ form }: OpenDraft, context: RequestContext): CompiledPage {
  const page = form.pagesById.get(context.params.page ?? '');
  if (page === undefined) throw new NotFoundError('form-page-not-found');
  return page;
}
