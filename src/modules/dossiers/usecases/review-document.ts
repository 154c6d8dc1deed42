import type { Documents } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

export interface ReviewVerdict {
  readonly documentId: string;
  readonly verdict: 'accepted' | 'refused';
  /** Said to the applicant when the document is refused. */
  readonly reason?: string;
}

/**
 * Says whether a document of the applicant will do. The applicant sees the verdict and its reason.
 * @throws {DossierNotFoundError}
 * @throws {NotFoundError} `document-not-found`
 */
export async function reviewDocument(
  tx: Tx,
  deps: { readonly documents: Documents },
  act: AgentAct & ReviewVerdict,
): Promise<void> {
  const dossier = await lockForAgent(tx, act);
  const document = await deps.documents.find(tx, act.authorityId, act.documentId);
  if (document === undefined || document.dossierId !== act.dossierId || document.origin !== 'applicant') {
    throw new NotFoundError('document-not-found');
  }
  if (document.review === act.verdict && (document.reviewReason ?? undefined) === act.reason) return;
  await deps.documents.review(tx, act.authorityId, act.documentId, act.verdict, act.reason);
  await touchDossier(tx, dossier, act.now);
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'document-reviewed',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'public',
    data: {
      documentId: document.id,
      name: document.name,
      verdict: act.verdict,
      ...(act.reason === undefined ? {} : { reason: act.reason }),
    },
  });
}
