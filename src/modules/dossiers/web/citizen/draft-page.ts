import type { Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import {
  type AskedConnectors,
  type CompiledForm,
  type CompiledPage,
  exitFor,
  type FormContext,
  nextPage,
  type Prefilled,
  type PrefillOrigin,
  prefillAnswers,
  previousPage,
  visiblePages,
} from '#modules/forms/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { type Draft, firstPageToDo, isOnePage } from '../../domain/draft.ts';
import { draftDocuments, withDocuments } from '../../domain/file-answers.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { type SavePageOutcome, savePage } from '../../usecases/save-page.ts';
import { withBodyData } from './acting.tsx';
import { draftPath, formContext, type OpenDraft, openDraft } from './counter.ts';
import { renderExitPage } from './exit-page.tsx';
import { renderFormPage } from './form-view.tsx';
import { withHousehold } from './household.tsx';
import { prefillSource } from './prefill-source.ts';
import { sendDraft } from './send-draft.ts';
import { rulesOfPage, takeFiles } from './take-files.ts';
import { accountOf, ownerOf } from './visitor.ts';

/** Where one was: the first page that is not done, or the check of the answers. */
export async function goOnWithDraft(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const open = await openDraft(context, parts);
  return redirect(draftPath(open.authority, open.draft.id, stepToDo(context, parts, open)));
}

export function stepToDo(context: RequestContext, parts: DossiersParts, open: OpenDraft): string {
  const { authority, draft, documents, form } = open;
  const inputs = formContext(context, parts, authority, draftDocuments(documents));
  const current = { ...draft, answers: withDocuments(form, draft.answers, documents) };
  const todo = firstPageToDo(form, current, inputs);
  return todo?.id ?? (isOnePage(form) ? (form.pages[0]?.id ?? '') : 'verifier');
}

/** One page of a draft, with what is kept of it. */
export async function showDraftPage(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const open = await openDraft(context, parts);
  const { authority, draft, documents, form, procedure } = open;
  const page = pageOf(form, context);
  const inputs = formContext(context, parts, authority, draftDocuments(documents));
  const answers = withDocuments(form, draft.answers, documents);
  const pages = visiblePages(form, answers, inputs);
  const todo = stepToDo(context, parts, open);
  const isBeyond = pages.findIndex((one) => one.id === page.id) > pages.findIndex((one) => one.id === todo);
  // A page that does not apply, or that comes before its time, leads to the one that is to be filled in.
  if (!pages.includes(page) || (todo !== 'verifier' && isBeyond && !draft.completedPages.includes(page.id))) {
    return redirect(draftPath(authority, draft.id, todo));
  }
  const filled = draft.completedPages.includes(page.id)
    ? { answers, sources: {}, failed: [] }
    : await prefilled(context, parts, open, page, answers);
  return pageResult(
    await renderFormPage(context, parts, {
      authority,
      procedure,
      form,
      page,
      answers: filled.answers,
      prefilled: filled.sources,
      kept: draft.answers,
      formContext: inputs,
      action: pageAction(context, authority, draft.id, page),
      backHref: backHref(context, open, draft, page, inputs),
      notice: context.query.incomplet === undefined ? toFillInByHand(context, filled.failed) : toComplete(context),
      draftHref: draftPath(authority, draft.id),
    }),
  );
}

/** Saves one page, and leads on. */
export async function sendDraftPage(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const open = await openDraft(context, parts);
  const { authority, draft, form } = open;
  const page = pageOf(form, context);
  const intake = await takeFiles(context, parts.documents, authority.id, rulesOfPage(page), open.documents);
  const later = single(intake.body, '_later') !== '';
  const inputs = await withHousehold(context, parts, authority.id, form, formContext(context, parts, authority));
  const outcome = await parts.platform.database.transaction([authority.id], (tx) =>
    savePage(tx, parts, {
      authorityId: authority.id,
      draftId: draft.id,
      owner: ownerOf(context, parts, authority.id),
      account: accountOf(context, parts, authority.id),
      form,
      page,
      context: inputs,
      body: intake.body,
      mark: single(intake.body, '_mark'),
      later,
      received: intake.received,
      refusals: intake.refusals,
      now: context.now,
    }),
  );
  return afterSaving(context, parts, { ...open, page, outcome, later });
}

export interface SavedPage {
  readonly authority: Authority;
  readonly procedure: Procedure;
  readonly form: CompiledForm;
  readonly page: CompiledPage;
  readonly outcome: SavePageOutcome;
  readonly later: boolean;
}

/** The page again, "not the right door", the next page, or the filing of a form of one page. */
export async function afterSaving(context: RequestContext, parts: DossiersParts, saved: SavedPage): Promise<Result> {
  const { authority, form, page, outcome } = saved;
  const { draft, documents } = outcome;
  if (outcome.kind === 'shown-again') return showAgain(context, parts, saved, outcome);
  if (saved.later) return redirect(draftPath(authority, draft.id, 'plus-tard'));
  const inputs = formContext(context, parts, authority, draftDocuments(documents));
  const exit = exitFor(form, page.id, draft.answers, inputs);
  if (exit !== undefined) {
    const backHref = draftPath(authority, draft.id, page.id);
    return pageResult(await renderExitPage(context, parts, { ...saved, exit, answers: draft.answers, backHref }));
  }
  if (isOnePage(form)) return sendDraft(context, parts, authority, draft);
  const next = context.query.retour === 'verifier' ? undefined : nextPage(form, page.id, draft.answers, inputs);
  return redirect(draftPath(authority, draft.id, next?.id ?? 'verifier'));
}

async function showAgain(
  context: RequestContext,
  parts: DossiersParts,
  saved: SavedPage,
  outcome: Extract<SavePageOutcome, { kind: 'shown-again' }>,
): Promise<Result> {
  const { authority, page } = saved;
  const { draft, documents, parsed, reason } = outcome;
  const { locale } = context;
  const inputs = formContext(context, parts, authority, draftDocuments(documents));
  const document = await renderFormPage(context, parts, {
    ...saved,
    answers: parsed.answers,
    raw: parsed.raw,
    errors: parsed.errors,
    // What is kept now: sending once more is done knowingly, and replaces it.
    kept: draft.answers,
    formContext: inputs,
    action: pageAction(context, authority, draft.id, page),
    backHref: backHref(context, saved, draft, page, inputs),
    draftHref: draftPath(authority, draft.id),
    notice:
      reason === 'changed-elsewhere'
        ? { title: say(locale, 'form.changedTitle'), body: say(locale, 'form.changed') }
        : undefined,
  });
  return pageResult(document, { status: reason === 'invalid' ? 422 : reason === 'changed-elsewhere' ? 409 : 200 });
}

/** A connector did not answer: what it would have filled in is left to the person. */
function toFillInByHand({ locale }: RequestContext, failed: AskedConnectors['failed']) {
  if (failed.length === 0) return undefined;
  return { title: say(locale, 'form.byHandTitle'), body: failed.map((sentence) => sentence[locale]).join(' ') };
}

function toComplete({ locale }: RequestContext) {
  return { title: say(locale, 'check.incompleteTitle'), body: say(locale, 'check.incomplete') };
}

function pageOf(form: CompiledForm, context: RequestContext): CompiledPage {
  const page = form.pagesById.get(context.params.page ?? '');
  if (page === undefined) throw new NotFoundError('form-page-not-found');
  return page;
}

function pageAction(context: RequestContext, authority: Authority, draftId: string, page: CompiledPage): string {
  return draftPath(authority, draftId, page.id) + (context.query.retour === 'verifier' ? '?retour=verifier' : '');
}

function backHref(
  context: RequestContext,
  { authority, form, procedure }: Pick<OpenDraft, 'authority' | 'form' | 'procedure'>,
  draft: Draft,
  page: CompiledPage,
  inputs: FormContext,
): string {
  if (context.query.retour === 'verifier') return draftPath(authority, draft.id, 'verifier');
  const before = previousPage(form, page.id, draft.answers, inputs);
  return before === undefined
    ? `/${authority.slug}/demarches/${procedure.slug}`
    : draftPath(authority, draft.id, before.id);
}

/** What the account says, where the person has not answered yet. */
async function prefilled(
  context: RequestContext,
  parts: DossiersParts,
  open: OpenDraft,
  page: CompiledPage,
  answers: OpenDraft['draft']['answers'],
): Promise<Prefilled & Pick<AskedConnectors, 'failed'>> {
  const inputs = formContext(context, parts, open.authority, draftDocuments(open.documents));
  const source = await prefillSource(context, parts, { ...open, page, answers });
  const known = await withBodyData(context, parts, open, inputs, prefillAnswers(open.form, source, inputs));
  const merged = { ...answers };
  const sources: Record<string, PrefillOrigin> = {};
  for (const { id } of page.fields) {
    const answer = known.answers[id];
    const source = known.sources[id];
    if (answer === undefined || source === undefined || merged[id] !== undefined) continue;
    merged[id] = answer;
    sources[id] = source;
  }
  return { answers: merged, sources, failed: source.failed };
}
