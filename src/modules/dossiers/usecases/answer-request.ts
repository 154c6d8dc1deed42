import type { StoredDocument } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { requestedDocumentId } from '../domain/requested-document-input.ts';
import { DossierNotFoundError } from '../errors.ts';
import { actorOf, type Follower, getOwnDossier } from '../queries/get-own-dossier.ts';
import { listRequestedDocuments } from '../queries/list-requested-documents.ts';
import { applySystemEvent, type TransitionDeps } from './apply-transition.ts';
import { attachDocuments, type ReceivedAt } from './attach-documents.ts';
import { type DossierRow, lockDossier } from './lock-dossier.ts';
import { recordEvent } from './record-event.ts';

export interface ApplicantMessage {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly follower: Follower;
  /** What was typed; may be empty when documents say it all. */
  readonly body: string;
  readonly received: readonly ReceivedAt[];
  /** Made by the page: the same message sent twice is kept once. */
  readonly messageKey: string;
  readonly origin: string;
  readonly now: Date;
  /** Who writes for the applicant, as the history says it: "Marie Dupont, France Services". */
  readonly onBehalf?: { readonly id: string; readonly name: string } | undefined;
}

/**
 * A message of the applicant to the service, with documents: a question, or the answer to what was asked, which then
 * moves the dossier on if its workflow waits for it.
 * @returns false when this very message had been received before
 */
export async function answerRequest(tx: Tx, deps: TransitionDeps, message: ApplicantMessage): Promise<boolean> {
  const { authorityId, dossierId, now } = message;
  await getOwnDossier(tx, message);
  const dossier = await lockDossier(tx, authorityId, dossierId);
  if (!mayWrite(dossier)) throw new DossierNotFoundError();
  if (await isRepeated(tx, message)) return false;
  const documents = await attachDocuments(tx, deps.documents, authorityId, { dossierId }, message.received);
  await recordMessage(tx, dossier, message, documents);
  const left = await answerRequested(tx, message, documents);
  await tx
    .updateTable('dossiers')
    .set({ last_applicant_act_at: now, updated_at: now, revision: dossier.revision + 1 })
    .where('authority_id', '=', authorityId)
    .where('id', '=', dossierId)
    .execute();
  // Part of what was asked for, without a word: the rest is still waited for.
  if (left > 0 && message.body === '') return true;
  await applySystemEvent(tx, deps, {
    authorityId,
    dossierId,
    channel: 'web',
    origin: message.origin,
    on: 'applicant-answered',
  });
  return true;
}

/** Ticks the requested documents that came. @returns how many are still missing */
async function answerRequested(
  tx: Tx,
  message: ApplicantMessage,
  documents: readonly StoredDocument[],
): Promise<number> {
  const { authorityId, dossierId, now } = message;
  for (const document of documents) {
    const id = requestedDocumentId(document.fieldId ?? '');
    if (id === undefined) continue;
    await tx
      .updateTable('requested_documents')
      .set({ document_id: document.id, answered_at: now })
      .where('authority_id', '=', authorityId)
      .where('dossier_id', '=', dossierId)
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
  }
  const requested = await listRequestedDocuments(tx, authorityId, dossierId);
  return requested.filter((one) => !one.answered).length;
}

/** A dossier that was withdrawn or closed is over: a new request says it better. */
export function mayWrite(dossier: Pick<DossierRow, 'phase'>): boolean {
  return dossier.phase !== 'closed' && dossier.phase !== 'withdrawn';
}

async function isRepeated(tx: Tx, message: ApplicantMessage): Promise<boolean> {
  if (message.messageKey === '') return false;
  const same = await tx
    .selectFrom('dossier_events')
    .select(['seq', 'data'])
    .where('authority_id', '=', message.authorityId)
    .where('dossier_id', '=', message.dossierId)
    .where('actor_kind', 'in', ['applicant', 'agent'])
    .execute();
  return same.some((event) => event.data.key === message.messageKey);
}

async function recordMessage(
  tx: Tx,
  dossier: DossierRow,
  message: ApplicantMessage,
  documents: readonly StoredDocument[],
): Promise<void> {
  const { authorityId, dossierId, messageKey, now } = message;
  const actor = actorOf(dossier, message.follower);
  const common = {
    authorityId,
    dossierId,
    at: now,
    actor:
      message.onBehalf === undefined
        ? { kind: 'applicant' as const, name: actor.name }
        : { kind: 'agent' as const, ...message.onBehalf },
    channel: 'web',
    visibility: 'public' as const,
  };
  const behalf = message.onBehalf === undefined ? actor.by : { onBehalf: message.onBehalf.name };
  const attachments = documents.map((document) => ({ documentId: document.id, name: document.name }));
  await recordEvent(tx, {
    ...common,
    kind: 'message',
    data: {
      from: 'applicant',
      ...behalf,
      body: message.body,
      ...(attachments.length === 0 ? {} : { attachments }),
      ...(messageKey === '' ? {} : { key: messageKey }),
    },
  });
  for (const attachment of attachments) {
    await recordEvent(tx, { ...common, kind: 'document-added', data: { ...attachment, ...behalf } });
  }
}
