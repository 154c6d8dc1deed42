import type { Authority } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DraftNotFoundError } from '../../errors.ts';
import { lockOwnDraftWithDocuments } from '../../queries/get-own-draft.ts';
import { withFreshCode } from '../../usecases/submit-dossier.ts';
import { findFiledDraft, type SubmitDraftOutcome, submitDraft } from '../../usecases/submit-draft.ts';
import { dossierPath, draftPath, formContext } from './counter.ts';
import { filingOf } from './filing.ts';
import { accountOf, grantAccess, ownerOf } from './visitor.ts';

/**
 * Files a draft and leads to its receipt; leads back to the page that is not ready otherwise. A draft that was sent a
 * moment ago leads to the receipt that it then got.
 * @throws {DraftNotFoundError} @throws {DraftExpiredError}
 */
export async function sendDraft(
  context: RequestContext,
  parts: DossiersParts,
  authority: Authority,
  draftId: string,
): Promise<Result> {
  const outcome = await submitOrFind(context, parts, authority, draftId);
  if (outcome.kind === 'incomplete') {
    return redirect(`${draftPath(authority, draftId, outcome.pageId)}?incomplet=1`);
  }
  const { dossierId } = outcome;
  if (accountOf(context, parts, authority.id) === undefined)
    grantAccess(context, parts, { authorityId: authority.id, dossierId });
  return redirect(dossierPath(authority, dossierId, 'recu'));
}

function submitOrFind(
  context: RequestContext,
  parts: DossiersParts,
  authority: Authority,
  draftId: string,
): Promise<SubmitDraftOutcome> {
  const owner = ownerOf(context, parts, authority.id);
  return withFreshCode(() =>
    parts.platform.database.transaction([authority.id], async (tx) => {
      const request = { authorityId: authority.id, draftId, owner, now: context.now };
      const locked = await lockOwnDraftWithDocuments(tx, parts.documents, request).catch(async (error: unknown) => {
        const filed =
          error instanceof DraftNotFoundError ? await findFiledDraft(tx, authority.id, draftId, owner) : undefined;
        if (filed === undefined) throw error;
        return filed;
      });
      if (typeof locked === 'string') return { kind: 'filed', dossierId: locked };
      const { procedureId, procedureVersion, overridesRevision } = locked.draft;
      const offered = await parts.catalogue.findAdopted(authority.id, procedureId, { agents: true });
      if (offered === undefined) throw new NotFoundError('procedure-not-found');
      const { procedure, form, workflow } = await parts.catalogue.getVersionOf(locked.draft);
      const version = { procedure, form, workflow, version: procedureVersion, overridesRevision };
      return submitDraft(tx, parts, {
        draftId,
        owner,
        locked,
        filing: await filingOf(context, parts, offered, version),
        contextWith: (documents) => formContext(context, parts, authority, documents),
      });
    }),
  );
}
