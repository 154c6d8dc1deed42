import type { Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import {
  type Answers,
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
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { firstPageToDo, isOnePage } from '../../domain/draft.ts';
import { draftDocuments } from '../../domain/file-answers.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { type DraftWithDocuments, lockOwnDraftWithDocuments } from '../../queries/get-own-draft.ts';
import { type SavePageOutcome, savePage } from '../../usecases/save-page.ts';
import { withBodyData } from './acting.tsx';
import { draftPath, formContext, getCounter, type OpenDraft, openDraft, opened } from './counter.ts';
import type { AskedExchanges } from './exchanges.ts';
import { renderExitPage } from './exit-page.tsx';
import { renderFormPage } from './form-view.tsx';
import { withOwnData } from './own-contacts.ts';
import { prefillSource } from './prefill-source.ts';
import { sendDraft } from './send-draft.ts';
import { bringsFiles, type Intake, readTyped, rulesOfPage, takeFiles } from './take-files.ts';
import { accountOf, ownerOf } from './visitor.ts';

/** Where one was: the first page that is not done, or the check of the answers. */
export async function goOnWithDraft(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const open = await openDraft(context, parts);
  return redirect(draftPath(open.authority, open.draft.id, stepToDo(open)));
}

export function stepToDo({ draft, form, inputs, answers }: OpenDraft): string {
  const todo = firstPageToDo(form, { ...draft, answers }, inputs);
  return todo?.id ?? (isOnePage(form) ? (form.pages[0]?.id ?? '') : 'verifier');
}

/** One page of a draft, with what is kept of it. */
export async function showDraftPage(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const open = await openDraft(context, parts);
  const { authority, draft, form, procedure, inputs, answers } = open;
  const page = pageOf(form, context);
  const pages = visiblePages(form, answers, inputs);
  const todo = stepToDo(open);
  const isBeyond = pages.findIndex((one) => one.id === page.id) > pages.findIndex((one) => one.id === todo);
  // A page that does not apply, or that comes before its time, leads to the one that is to be filled in.
  if (!pages.includes(page) || (todo !== 'verifier' && isBeyond && !draft.completedPages.includes(page.id))) {
    return redirect(draftPath(authority, draft.id, todo));
  }
  const filled = draft.completedPages.includes(page.id)
    ? { answers, sources: {}, failed: [], offers: [] }
    : await prefilled(context, parts, open, page);
  return pageResult(
    await renderFormPage(context, parts, {
      authority,
      procedure,
      form,
      page,
      answers: filled.answers,
      prefilled: filled.sources,
      offers: filled.offers,
      kept: draft.answers,
      formContext: inputs,
      action: pageAction(context, authority, draft.id, page),
      backHref: backHref(context, open, page, answers, inputs),
      notice: context.query.incomplet === undefined ? toFillInByHand(context, filled.failed) : toComplete(context),
      draftHref: draftPath(authority, draft.id),
    }),
  );
}

/** Saves one page, and leads on. */
export async function sendDraftPage(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const saved = bringsFiles(context) ? await saveWithFiles(context, parts) : await saveTyped(context, parts);
  return afterSaving(context, parts, saved);
}

/** Files are written while they arrive, for the owner of the draft alone: it is read before, and locked after. */
async function saveWithFiles(context: RequestContext, parts: DossiersParts): Promise<SavedPage> {
  const open = await openDraft(context, parts);
  const page = pageOf(open.form, context);
  const intake = await takeFiles(context, parts.documents, open.authority.id, rulesOfPage(page), open.documents);
  const save = await savingOf(context, parts, open, page, intake);
  const outcome = await parts.platform.database.transaction([open.authority.id], save);
  return { ...open, page, outcome, later: isForLater(intake) };
}

/** Without files all is known before the draft is read: one transaction reads it, locked, and writes it. */
async function saveTyped(context: RequestContext, parts: DossiersParts): Promise<SavedPage> {
  const authority = await getCounter(context, parts);
  const owner = ownerOf(context, parts, authority.id);
  const intake = { body: await readTyped(context), received: [], sentAgain: [], refusals: [] };
  return parts.platform.database.transaction([authority.id], async (tx) => {
    const request = { authorityId: authority.id, draftId: context.params.draft ?? '', owner, now: context.now };
    const locked = await lockOwnDraftWithDocuments(tx, parts.documents, request);
    const open = await opened(context, parts, authority, locked);
    const page = pageOf(open.form, context);
    const save = await savingOf(context, parts, open, page, intake, locked);
    return { ...open, page, outcome: await save(tx), later: isForLater(intake) };
  });
}

async function savingOf(
  context: RequestContext,
  parts: DossiersParts,
  { authority, draft, form, procedure }: OpenDraft,
  page: CompiledPage,
  intake: Intake,
  locked?: DraftWithDocuments,
): Promise<(tx: Tx) => Promise<SavePageOutcome>> {
  const request = {
    authorityId: authority.id,
    draftId: draft.id,
    owner: ownerOf(context, parts, authority.id),
    locked,
    account: accountOf(context, parts, authority.id),
    form,
    page,
    context: await withOwnData(
      context,
      parts,
      { authorityId: authority.id, procedure, form, page },
      formContext(context, parts, authority),
    ),
    body: intake.body,
    mark: single(intake.body, '_mark'),
    later: isForLater(intake),
    received: intake.received,
    refusals: intake.refusals,
    now: context.now,
    last: true,
  };
  return (tx) => savePage(tx, parts, request);
}

function isForLater({ body }: Intake): boolean {
  return single(body, '_later') !== '';
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
  if (isOnePage(form)) {
    const kept = draftPath(authority, draft.id, page.id);
    return (
      (await parts.site.announcements.refuseFiling(context, parts.site, kept)) ??
      sendDraft(context, parts, authority, draft.id)
    );
  }
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
    backHref: backHref(context, { ...saved, draft }, page, draft.answers, inputs),
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
  { authority, draft, form, procedure }: Pick<OpenDraft, 'authority' | 'draft' | 'form' | 'procedure'>,
  page: CompiledPage,
  answers: Answers,
  inputs: FormContext,
): string {
  if (context.query.retour === 'verifier') return draftPath(authority, draft.id, 'verifier');
  const before = previousPage(form, page.id, answers, inputs);
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
): Promise<Prefilled & Pick<AskedConnectors, 'failed'> & Pick<AskedExchanges, 'offers'>> {
  const { answers, inputs } = open;
  const source = await prefillSource(context, parts, { ...open, page });
  const known = await withBodyData(context, parts, open, inputs, prefillAnswers(open.form, source, inputs));
  const sources: Record<string, PrefillOrigin> = {};
  let merged = answers;
  for (const { id } of page.fields) {
    const answer = known.answers[id];
    const source = known.sources[id];
    if (answer === undefined || source === undefined || answers[id] !== undefined) continue;
    // The answers themselves when there is nothing to add: the form has been gone through for them already.
    if (merged === answers) merged = { ...answers };
    merged[id] = answer;
    sources[id] = source;
  }
  return { answers: merged, sources, failed: source.failed, offers: source.offers ?? [] };
}
