import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import {
  type CompiledPage,
  exitFor,
  type FormContext,
  keepShownAnswers,
  type ParsedPage,
  parsePage,
  prefillAnswers,
  visiblePages,
} from '#modules/forms/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { isOnePage } from '../../domain/draft.ts';
import { newSubmissionKey, readSubmissionKey } from '../../domain/visitor-proofs.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { type SavePageOutcome, savePage, withRefusals } from '../../usecases/save-page.ts';
import { startDraft, startFilledDraft } from '../../usecases/start-draft.ts';
import { submitDossier, withFreshCode } from '../../usecases/submit-dossier.ts';
import { type SubmitDraftOutcome, submitDraft } from '../../usecases/submit-draft.ts';
import { withBodyData } from './acting.tsx';
import { renderClosedPage } from './closed-page.tsx';
import { dossierPath, formContext, getOffered } from './counter.ts';
import { afterSaving } from './draft-page.ts';
import { renderExitPage } from './exit-page.tsx';
import { filingOf } from './filing.ts';
import { type FormView, renderFormPage } from './form-view.tsx';
import { withOwnData } from './own-contacts.ts';
import { prefillSource } from './prefill-source.ts';
import { type Intake, rulesOfPage, takeFiles } from './take-files.ts';
import { accountOf, grantAccess, ownerOf } from './visitor.ts';

/** The hidden key of a first page, which each visitor gets anew. */
export const submissionKeyName = 'submission-key';

/** The key for a page that was made for somebody else. */
export async function keyOfStart(context: RequestContext, parts: DossiersParts): Promise<string> {
  const { authority, procedure } = await getOffered(context, parts);
  return newSubmissionKey(parts.platform.config, context.ensureVisitor(), authority.id, procedure.procedure);
}

/** The first page of a form. Somebody who only looks leaves nothing behind: no row is written. */
export async function showStart(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const offered = await getOffered(context, parts);
  if (!offered.open) return pageResult(await renderClosedPage(context, parts, offered));
  const inputs = formContext(context, parts, offered.authority);
  const view = firstView(context, parts, offered, inputs);
  const source = await prefillSource(context, parts, { ...offered, page: view.page, answers: {} });
  const known = prefillAnswers(offered.form, source, inputs);
  const { answers, sources } = await withBodyData(context, parts, offered, inputs, known);
  return pageResult(
    await renderFormPage(context, parts, {
      ...view,
      answers,
      prefilled: sources,
      offers: source.offers,
    }),
  );
}

/**
 * The first page, sent. A form of one page is filed at once; a longer one becomes a draft when its first page holds.
 * Files are kept in a draft in both cases, since the browser will not send them again by itself; so is everything while
 * maintenance mode keeps requests from being filed.
 */
export async function sendStart(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const offered = await getOffered(context, parts);
  if (!offered.open) return pageResult(await renderClosedPage(context, parts, offered), { status: 409 });
  const { authority, form, procedure } = offered;
  const bare = formContext(context, parts, authority);
  const first = firstView(context, parts, offered, bare);
  const inputs = await withOwnData(
    context,
    parts,
    { authorityId: authority.id, procedure, form, page: first.page },
    bare,
  );
  const view = { ...first, formContext: inputs };
  const { page } = view;
  const intake = await takeFiles(context, parts.documents, authority.id, rulesOfPage(page), []);
  const key = single(intake.body, '_idempotency');
  const keyId = readSubmissionKey(parts.platform.config, context.visitorHash, authority.id, procedure.procedure, key);
  const parsed = parsePage(form, page.id, intake.body, { ...inputs, answers: {} });
  if (keyId === undefined) return showAgain(context, parts, view, parsed, intake, 'form.sendAgain');

  if (intake.received.length > 0) return keepAndGoOn(context, parts, offered, { page, intake, keyId, inputs });
  const later = single(intake.body, '_later') !== '' && !isOnePage(form);
  const errors = withRefusals(parsed.errors, intake.refusals);
  const mustShow = parsed.action !== undefined || (errors.length > 0 && !later);
  if (mustShow) return showAgain(context, parts, { ...view, submissionKey: key }, { ...parsed, errors }, intake);
  const exit = exitFor(form, page.id, parsed.answers, inputs);
  if (exit !== undefined)
    return pageResult(
      await renderExitPage(context, parts, { ...offered, exit, answers: parsed.answers, backHref: view.action }),
    );
  const isKept = !isOnePage(form) || (await parts.site.announcements.isFilingClosed());
  if (isKept) return keepAndGoOn(context, parts, offered, { page, intake, keyId, inputs, parsed });
  return fileAtOnce(context, parts, offered, parsed, inputs, keyId);
}

function firstView(
  context: RequestContext,
  parts: DossiersParts,
  offered: AdoptedProcedure,
  inputs: FormContext,
): Omit<FormView, 'page'> & { page: CompiledPage } {
  const { authority, procedure, form } = offered;
  const page = visiblePages(form, {}, inputs)[0] ?? form.pages[0];
  if (page === undefined) throw new Error('A form has a page');
  const start = `/${authority.slug}/demarches/${procedure.slug}`;
  return {
    authority,
    procedure,
    form,
    page,
    answers: {},
    formContext: inputs,
    action: `${start}/commencer`,
    backHref: start,
    submissionKey:
      context.late(submissionKeyName) ??
      newSubmissionKey(parts.platform.config, context.ensureVisitor(), authority.id, procedure.procedure),
  };
}

async function showAgain(
  context: RequestContext,
  parts: DossiersParts,
  view: FormView,
  parsed: ParsedPage,
  intake: Intake,
  notice?: 'form.sendAgain',
): Promise<Result> {
  const errors = withRefusals(parsed.errors, intake.refusals);
  const document = await renderFormPage(context, parts, {
    ...view,
    answers: parsed.answers,
    raw: parsed.raw,
    errors,
    notice: notice && { title: say(context.locale, 'form.sendAgainTitle'), body: say(context.locale, notice) },
  });
  return pageResult(document, { status: parsed.action === undefined ? 422 : 200 });
}

/** One page, no file: nothing is written but the dossier itself. */
async function fileAtOnce(
  context: RequestContext,
  parts: DossiersParts,
  offered: AdoptedProcedure,
  parsed: ParsedPage,
  inputs: FormContext,
  submissionKey: string,
): Promise<Result> {
  const { authority } = offered;
  const filing = {
    ...(await filingOf(context, parts, offered)),
    answers: keepShownAnswers(offered.form, parsed.answers, inputs),
    context: inputs,
    submissionKey,
  };
  const { dossierId } = await withFreshCode(() =>
    parts.platform.database.transaction([authority.id], (tx) => submitDossier(tx, parts, filing)),
  );
  if (filing.account === undefined) grantAccess(context, parts, { authorityId: authority.id, dossierId });
  return redirect(dossierPath(authority, dossierId, 'recu'));
}

interface Kept {
  readonly outcome: SavePageOutcome;
  readonly submitted?: SubmitDraftOutcome;
}

/** Keeps what was sent as a draft; a form of one page whose page holds is filed in the same act. */
async function keepAndGoOn(
  context: RequestContext,
  parts: DossiersParts,
  offered: AdoptedProcedure,
  sent: {
    page: CompiledPage;
    intake: Intake;
    keyId: string;
    inputs: FormContext;
    /** The page as it was read, when nothing forbids to keep it as it is. */
    parsed?: ParsedPage;
  },
): Promise<Result> {
  const { authority, form, procedure } = offered;
  const { page, intake } = sent;
  const owner = { ...ownerOf(context, parts, authority.id), visitorHash: context.ensureVisitor() };
  const later = single(intake.body, '_later') !== '';
  const begun = {
    id: sent.keyId,
    authorityId: authority.id,
    procedureId: procedure.procedure,
    procedureVersion: offered.version,
    overridesRevision: offered.overridesRevision,
    visitorHash: owner.visitorHash,
    account: accountOf(context, parts, authority.id),
    locale: context.locale,
    now: context.now,
  };
  const filedAtOnce = isOnePage(form) && !(await parts.site.announcements.isFilingClosed());
  const filing = filedAtOnce ? await filingOf(context, parts, offered) : undefined;
  const done = await withFreshCode(() =>
    parts.platform.database.transaction([authority.id], async (tx): Promise<Kept> => {
      if (sent.parsed !== undefined) {
        const first = { pageId: page.id, answers: sent.parsed.answers, later };
        const draft = await startFilledDraft(tx, parts.identity, begun, first);
        if (draft !== undefined) return { outcome: { kind: 'saved', draft, documents: [] } };
      }
      const draftId = await startDraft(tx, parts.identity, { ...begun, reuseFiled: isOnePage(form) });
      const outcome = await savePage(tx, parts, {
        authorityId: authority.id,
        draftId,
        owner,
        form,
        page,
        context: sent.inputs,
        body: intake.body,
        mark: '',
        later,
        received: intake.received,
        refusals: intake.refusals,
        now: context.now,
      });
      if (outcome.kind !== 'saved' || filing === undefined) return { outcome };
      const submitted = await submitDraft(tx, parts, {
        draftId,
        owner,
        filing,
        contextWith: (documents) => ({ ...sent.inputs, documents }),
      });
      return { outcome, submitted };
    }),
  );
  if (done.submitted?.kind === 'filed') {
    const { dossierId } = done.submitted;
    if (begun.account === undefined) grantAccess(context, parts, { authorityId: authority.id, dossierId });
    return redirect(dossierPath(authority, dossierId, 'recu'));
  }
  return afterSaving(context, parts, { ...offered, page, outcome: done.outcome, later });
}
