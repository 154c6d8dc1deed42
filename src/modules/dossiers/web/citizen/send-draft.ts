import type { Authority } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import type { Draft } from '../../domain/draft.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { withFreshCode } from '../../usecases/submit-dossier.ts';
import { submitDraft } from '../../usecases/submit-draft.ts';
import { dossierPath, draftPath, formContext } from './counter.ts';
import { filingOf } from './filing.ts';
import { accountOf, grantAccess, ownerOf } from './visitor.ts';

/** Files a draft and leads to its receipt; leads back to the page that is not ready otherwise. */
export async function sendDraft(
  context: RequestContext,
  parts: DossiersParts,
  authority: Authority,
  draft: Pick<Draft, 'authorityId' | 'id' | 'procedureId' | 'procedureVersion' | 'overridesRevision'>,
): Promise<Result> {
  const offered = await parts.catalogue.findAdopted(authority.id, draft.procedureId, { agents: true });
  if (offered === undefined) throw new NotFoundError('procedure-not-found');
  const version = await parts.catalogue.getVersionOf(draft);
  const filing = await filingOf(context, parts, offered, {
    ...version,
    version: draft.procedureVersion,
    overridesRevision: draft.overridesRevision,
  });
  const outcome = await withFreshCode(() =>
    parts.platform.database.transaction([authority.id], (tx) =>
      submitDraft(tx, parts, {
        draftId: draft.id,
        owner: ownerOf(context, parts, authority.id),
        filing,
        contextWith: (documents) => formContext(context, parts, authority, documents),
      }),
    ),
  );
  if (outcome.kind === 'incomplete') {
    return redirect(`${draftPath(authority, draft.id, outcome.pageId)}?incomplet=1`);
  }
  const { dossierId } = outcome;
  if (accountOf(context, parts, authority.id) === undefined)
    grantAccess(context, parts, { authorityId: authority.id, dossierId });
  return redirect(dossierPath(authority, dossierId, 'recu'));
}
