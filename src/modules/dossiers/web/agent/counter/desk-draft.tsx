import { documentResult } from '#modules/documents/index.ts';
import {
  type Answers,
  type CompiledPage,
  exitFor,
  type FieldError,
  FormPageFields,
  nextPage,
  previousPage,
  type RawInputs,
  summarize,
  visiblePages,
} from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { StepProgress } from '#ui/components/step-progress.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { firstPageToDo, pageMark } from '../../../domain/draft.ts';
import { draftDocuments, withDocuments } from '../../../domain/file-answers.ts';
import { formContextOf } from '../../../domain/form-surroundings.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { DraftNotFoundError } from '../../../errors.ts';
import { eraseOwnDraft } from '../../../usecases/erase-draft.ts';
import { savePage } from '../../../usecases/save-page.ts';
import { withFreshCode } from '../../../usecases/submit-dossier.ts';
import { submitDraft } from '../../../usecases/submit-draft.ts';
import { SummarySections } from '../../citizen/summary-sections.tsx';
import { rulesOfPage, takeFiles } from '../../citizen/take-files.ts';
import { type DeskDraft, type DeskFiling, openDeskDraft } from './desk-filing.ts';
import { deskWords, longWords } from './messages.ts';

const wordsOf = ({ words }: Pick<DeskFiling, 'words'>) => words ?? deskWords;

function stepToDo({ form, draft, answers, inputs }: DeskDraft): string {
  return firstPageToDo(form, { ...draft, answers }, inputs)?.id ?? 'verifier';
}

/** GET {draft} */
export async function goOn(context: RequestContext, parts: DossiersParts, desk: DeskFiling): Promise<Result> {
  return redirect(desk.href(stepToDo(await openDeskDraft(context, parts, desk))));
}

/** GET {draft}/:page */
export async function showPage(context: RequestContext, parts: DossiersParts, desk: DeskFiling): Promise<Result> {
  const open = await openDeskDraft(context, parts, desk);
  const page = pageOf(open, context);
  const todo = stepToDo(open);
  const pages = visiblePages(open.form, open.answers, open.inputs);
  const isBeyond = pages.indexOf(page) > pages.findIndex((one) => one.id === todo);
  if (!pages.includes(page) || (todo !== 'verifier' && isBeyond && !open.draft.completedPages.includes(page.id))) {
    return redirect(desk.href(todo));
  }
  const say = wordsOf(desk);
  const notice =
    context.query.incomplet === undefined
      ? undefined
      : { title: say(context.locale, 'incompleteTitle'), body: say(context.locale, 'incomplete') };
  return renderPage(context, parts, open, page, {
    answers: open.draft.completedPages.includes(page.id)
      ? open.answers
      : { ...desk.known?.(page, open), ...open.answers },
    ...(notice === undefined ? {} : { notice }),
  });
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
  open: DeskDraft,
  page: CompiledPage,
  state: PageState,
): Promise<Result> {
  const { locale } = context;
  const { desk, form, draft, procedure, inputs } = open;
  const { authority } = desk;
  const say = wordsOf(desk);
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
      current: desk.current,
      children: (
        <>
          <BackLink href={before === undefined ? desk.listHref : desk.href(before.id)} />
          <ErrorSummary errors={errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] }))} />
          {state.notice && (
            <Notification tone="important" title={state.notice.title}>
              <p class="govuk-body">{state.notice.body}</p>
            </Notification>
          )}
          {desk.banner}
          <p class="govuk-caption-l">
            {localize(procedure.title, locale)} – {authority.name}
          </p>
          <StepProgress
            current={position + 1}
            total={pages.length + 1}
            title={heading}
            nextTitle={next === undefined ? say(locale, 'check') : localize(next.definition.title, locale)}
          />
          {page.definition.intro && <RichText text={localize(page.definition.intro, locale)} headingLevel={2} />}
          <Form action={`${desk.href(page.id)}${back}`} csrf={context.csrfToken()} multipart>
            <input type="hidden" name="_mark" value={pageMark(page, withDocuments(form, draft.answers, []))} />
            <FormPageFields
              form={form}
              page={page}
              answers={state.answers}
              context={inputs}
              locale={locale}
              raw={state.raw}
              errors={errors}
              documentUrl={(id) => desk.href(`documents/${id}`)}
              suggestUrls={{
                address:
                  authority.communeCode === undefined ? '/api/adresses' : `/api/adresses?pres=${authority.communeCode}`,
                commune: '/api/communes',
              }}
              scriptHref={parts.site.assets.islands['form-page']}
            />
            <Button>{say(locale, 'continue')}</Button>
          </Form>
          <Rest context={context} desk={desk} />
        </>
      ),
    }),
    { status: state.status ?? 200 },
  );
}

/** What else may be done with the draft. */
export function Rest({ context, desk }: { context: RequestContext; desk: DeskFiling }) {
  return (
    <>
      {desk.more}
      <Form action={desk.href('effacer')} csrf={context.csrfToken()}>
        <Button tone="link">{wordsOf(desk)(context.locale, 'erase')}</Button>
      </Form>
    </>
  );
}

/** POST {draft}/:page */
export async function sendPage(context: RequestContext, parts: DossiersParts, desk: DeskFiling): Promise<Result> {
  const open = await openDeskDraft(context, parts, desk);
  const { draft, form } = open;
  const { authority } = desk;
  const { locale } = context;
  const say = wordsOf(desk);
  const page = pageOf(open, context);
  const intake = await takeFiles(context, parts.documents, authority.id, rulesOfPage(page), open.documents);
  const outcome = await parts.platform.database.transaction(desk.scope, async (tx) => {
    await desk.check(tx, draft);
    return savePage(
      tx,
      { documents: parts.documents, identity: desk.identity },
      {
        authorityId: authority.id,
        draftId: draft.id,
        owner: desk.owner,
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
    );
  });
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
  return redirect(desk.href(next?.id ?? 'verifier'));
}

/** GET {draft}/verifier */
export async function showCheck(context: RequestContext, parts: DossiersParts, desk: DeskFiling): Promise<Result> {
  const open = await openDeskDraft(context, parts, desk);
  const todo = stepToDo(open);
  const { form, answers, inputs, procedure } = open;
  if (todo !== 'verifier') return redirect(`${desk.href(todo)}?incomplet=1`);
  const { locale } = context;
  const say = wordsOf(desk);
  const title = say(locale, 'check');
  const last = visiblePages(form, answers, inputs).at(-1);
  return pageResult(
    await agentPage(context, parts.site, {
      title: `${title} – ${localize(procedure.title, locale)}`,
      current: desk.current,
      children: (
        <>
          <BackLink href={desk.href(last?.id)} />
          <PageHeading title={title} caption={`${localize(procedure.title, locale)} – ${desk.authority.name}`} />
          {desk.banner}
          <SummarySections
            sections={summarize(form, answers, locale, { context: inputs })}
            locale={locale}
            changeHref={(id) => `${desk.href(id)}?retour=verifier`}
            documentHref={(id) => desk.href(`documents/${id}`)}
          />
          <p class="govuk-body">{say(locale, 'readBack')}</p>
          <Form csrf={context.csrfToken()}>
            <AcknowledgementChoice open={open} locale={locale} />
            <Button>{say(locale, 'send')}</Button>
          </Form>
          <Rest context={context} desk={desk} />
        </>
      ),
    }),
  );
}

/** How the acknowledgement may reach the person, by what they gave. */
function acknowledgementWays({ desk, procedure, answers }: DeskDraft): {
  readonly email: string;
  readonly phone: string;
} {
  const text = (field: string | undefined) => {
    const answer = field === undefined ? undefined : answers[field];
    return typeof answer === 'string' ? answer : '';
  };
  if (desk.choosesAcknowledgement !== true) return { email: '', phone: '' };
  return { email: text(procedure.applicant.email), phone: text(procedure.applicant.phone) };
}

function AcknowledgementChoice({ open, locale }: { open: DeskDraft; locale: Locale }) {
  const { email, phone } = acknowledgementWays(open);
  // Paper alone is no choice.
  if (email === '' && phone === '') return null;
  const paper = open.desk.filing.channel === 'letter' ? 'acknowledge.paperLetter' : 'acknowledge.paper';
  return (
    <Radios
      id="acknowledge"
      label={longWords(locale, 'acknowledge')}
      value={email === '' ? 'sms' : 'email'}
      options={[
        ...(email === '' ? [] : [{ value: 'email', label: longWords(locale, 'acknowledge.email', { email }) }]),
        ...(phone === '' ? [] : [{ value: 'sms', label: longWords(locale, 'acknowledge.sms', { phone }) }]),
        { value: 'paper', label: longWords(locale, paper) },
      ]}
    />
  );
}

/** POST {draft}/verifier. A draft that was sent a moment ago leads to its dossier. */
export async function send(context: RequestContext, parts: DossiersParts, desk: DeskFiling): Promise<Result> {
  const draftId = context.params.draft ?? '';
  const { authority } = desk;
  let open: DeskDraft;
  try {
    open = await openDeskDraft(context, parts, desk);
  } catch (error) {
    if (!(error instanceof DraftNotFoundError)) throw error;
    const filed = await parts.platform.database.read(desk.scope, (tx) => desk.findFiled(tx, draftId));
    if (filed === undefined) throw error;
    return redirect(desk.dossierHref(filed));
  }
  const { draft } = open;
  const offered = await parts.catalogue.findAdopted(authority.id, draft.procedureId, { agents: true });
  if (offered === undefined) throw new NotFoundError('procedure-not-found');
  const { filed: outcome, told } = await withFreshCode(() =>
    parts.platform.database.transaction(desk.scope, async (tx) => {
      await desk.check(tx, draft);
      const filed = await submitDraft(
        tx,
        { ...parts, identity: desk.identity },
        {
          draftId,
          owner: desk.owner,
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
            ...desk.filing,
            acknowledgeBy: (['email', 'sms', 'paper'] as const).find(
              (way) => way === single(context.body, 'acknowledge'),
            ),
            locale: draft.locale,
            origin: context.origin,
            now: context.now,
          },
          contextWith: (documents) => formContextOf(parts, authority, context.now, documents),
        },
      );
      if (filed.kind !== 'filed') return { filed, told: undefined };
      return { filed, told: await desk.filed?.(tx, { dossierId: filed.dossierId, draftId }) };
    }),
  );
  if (outcome.kind === 'incomplete') return redirect(`${desk.href(outcome.pageId)}?incomplet=1`);
  context.setFlash(wordsOf(desk)(context.locale, 'sent', told));
  return redirect(desk.dossierHref(outcome.dossierId));
}

/** POST {draft}/effacer */
export async function erase(context: RequestContext, parts: DossiersParts, desk: DeskFiling): Promise<Result> {
  const { draft } = await openDeskDraft(context, parts, desk);
  await parts.platform.database.transaction(desk.scope, (tx) =>
    eraseOwnDraft(tx, parts.documents, {
      authorityId: desk.authority.id,
      draftId: draft.id,
      owner: desk.owner,
      now: context.now,
    }),
  );
  context.setFlash(wordsOf(desk)(context.locale, 'erased'));
  return redirect(desk.listHref);
}

/** GET {draft}/documents/:document */
export async function openDraftDocument(
  context: RequestContext,
  parts: DossiersParts,
  desk: DeskFiling,
): Promise<Result> {
  const { documents } = await openDeskDraft(context, parts, desk);
  const document = documents.find((one) => one.id === context.params.document);
  if (document === undefined) throw new NotFoundError('document-not-found');
  return documentResult(document, await parts.documents.open(desk.authority.id, document), { inline: true });
}

function pageOf({ form }: DeskDraft, context: RequestContext): CompiledPage {
  const page = form.pagesById.get(context.params.page ?? '');
  if (page === undefined) throw new NotFoundError('form-page-not-found');
  return page;
}
