import type { Documents, StoredDocument } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from '../usecases/lock-for-agent.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { checklistWords as say } from './messages.ts';
import { listRequestedRows, type RequestedRow } from './read-checklist.ts';

/** What a file that came by itself (by mail, with a message) may be: a document that was asked for and has not come. */
export interface TickChoice {
  readonly open: readonly RequestedRow[];
  /** The documents of the applicant that answer nothing that was asked for yet. */
  readonly documents: ReadonlySet<string>;
  /** One document is asked for and one file came: it is most likely that one. */
  readonly proposed: { readonly requestId: string; readonly documentId: string } | undefined;
}

export function tickChoiceOf(
  requested: readonly RequestedRow[],
  documents: readonly Pick<StoredDocument, 'id' | 'origin' | 'fieldId' | 'review'>[],
): TickChoice {
  const open = requested.filter((one) => one.documentId === null);
  const ticked = new Set(requested.flatMap((one) => one.documentId ?? []));
  const loose = documents.filter(
    ({ id, origin, fieldId, review }) =>
      origin === 'applicant' &&
      (fieldId === null || fieldId === 'documents') &&
      review === 'to-review' &&
      !ticked.has(id),
  );
  const [request, document] = [open[0], loose[0]];
  return {
    open,
    documents: new Set(open.length === 0 ? [] : loose.map(({ id }) => id)),
    proposed:
      open.length === 1 && loose.length === 1 && request !== undefined && document !== undefined
        ? { requestId: request.id, documentId: document.id }
        : undefined,
  };
}

/**
 * Says that a file which came by itself is one of the documents asked for. Said twice, it is said once.
 * @returns false when that document had come meanwhile
 * @throws {DossierNotFoundError} @throws {NotFoundError} `document-not-found`
 */
export async function tickRequested(
  tx: Tx,
  deps: { readonly documents: Documents },
  act: AgentAct & { readonly documentId: string; readonly requestId: string },
): Promise<boolean> {
  const dossier = await lockForAgent(tx, act);
  const { authorityId, dossierId, documentId, requestId, now } = act;
  const requested = await listRequestedRows(tx, authorityId, dossierId);
  const request = requested.find(({ id }) => id === requestId);
  if (request?.documentId === documentId) return true;
  const document = await deps.documents.find(tx, authorityId, documentId);
  const ofDossier = await deps.documents.listOfDossier(tx, authorityId, dossierId);
  if (document === undefined || !tickChoiceOf(requested, ofDossier).documents.has(documentId))
    throw new NotFoundError('document-not-found');
  if (request === undefined || request.documentId !== null) return false;
  await tx
    .updateTable('requested_documents')
    .set({ document_id: documentId, answered_at: now })
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('id', '=', requestId)
    .execute();
  await touchDossier(tx, dossier, now);
  const words = (locale: 'fr' | 'en') =>
    say(locale, 'tickEvent', { name: document.name, label: request.label[locale] ?? request.label.fr });
  await recordEvent(tx, {
    authorityId,
    dossierId,
    at: now,
    kind: 'document-matched',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'public',
    data: { requestId, words: { fr: words('fr'), en: words('en') } },
  });
  return true;
}
