import type { ReceivedFile } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { findLeadingOwn } from '../merges/joined-to.tsx';
import { mayWrite } from './answer-request.ts';
import { applySystemEvent, type TransitionDeps } from './apply-transition.ts';
import { lockDossier } from './lock-dossier.ts';
import { recordEvent } from './record-event.ts';

/** What the applicant wrote by another way than the dossier's page. */
export interface ReceivedMessage {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly channel: 'email' | 'sms';
  /** Plain text; may be empty when documents say it all. */
  readonly body: string;
  /** What the message repeated of those before it, and signatures: kept, folded away. */
  readonly quoted?: string;
  /** The address that it came from, when it is not the dossier's. */
  readonly from?: string | undefined;
  readonly files: readonly ReceivedFile[];
  /** Files that could not be kept. */
  readonly setAside?: readonly { readonly name: string; readonly why: string }[];
  /** The agent who said that the message belongs here; nobody when its reference said so. */
  readonly joinedBy?: { readonly id: string; readonly name: string } | undefined;
  readonly origin: string;
  readonly now: Date;
}

/**
 * A message of the applicant joins the exchange, as one typed on the dossier's page would, and moves the dossier on if its
 * workflow waits for it. An agent may add one to a dossier that is over; nothing moves then.
 * What was written for a dossier that was joined to another of the same person goes to the one that goes on.
 * @returns the dossier that it is in; undefined when that one is over and nobody asked for it all the same: nothing was
 *   written
 */
export async function receiveMessage(
  tx: Tx,
  deps: TransitionDeps,
  message: ReceivedMessage,
): Promise<string | undefined> {
  const { authorityId, channel, now } = message;
  const named = await lockDossier(tx, authorityId, message.dossierId);
  const leadingId = await findLeadingOwn(tx, authorityId, named.id);
  const dossier = leadingId === undefined ? named : await lockDossier(tx, authorityId, leadingId);
  const dossierId = dossier.id;
  const open = mayWrite(dossier);
  if (!open && message.joinedBy === undefined) return undefined;
  const documents = await deps.documents.recordAll(
    tx,
    authorityId,
    message.files.map((received) => ({ received, options: { origin: 'applicant' as const, dossierId } })),
  );
  await recordEvent(tx, {
    authorityId,
    dossierId,
    at: now,
    kind: 'message',
    actor: { kind: 'applicant', name: dossier.applicant_name },
    channel,
    visibility: 'public',
    data: {
      from: 'applicant',
      body: message.body,
      ...(leadingId === undefined ? {} : { forJoined: named.code }),
      ...(message.quoted === undefined || message.quoted === '' ? {} : { quoted: message.quoted }),
      ...(message.from === undefined ? {} : { address: message.from }),
      ...(documents.length === 0 ? {} : { attachments: documents.map(({ id, name }) => ({ documentId: id, name })) }),
      ...(message.setAside === undefined || message.setAside.length === 0 ? {} : { setAside: message.setAside }),
      ...(message.joinedBy === undefined ? {} : { joinedBy: message.joinedBy.name }),
    },
  });
  await tx
    .updateTable('dossiers')
    .set({ last_applicant_act_at: now, updated_at: now, revision: dossier.revision + 1 })
    .where('authority_id', '=', authorityId)
    .where('id', '=', dossierId)
    .execute();
  if (open) {
    await applySystemEvent(tx, deps, {
      authorityId,
      dossierId,
      channel,
      origin: message.origin,
      on: 'applicant-answered',
    });
  }
  return dossierId;
}
