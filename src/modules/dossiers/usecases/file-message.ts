import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { ReceivedFile } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { formContextOf } from '../domain/form-surroundings.ts';
import { answersOfMessage, type MessageSender, messageFieldOf } from '../domain/message-answers.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import type { Filing } from './filing.ts';
import { recordEvent } from './record-event.ts';
import { submitDossier } from './submit-dossier.ts';

export type FileMessageParts = Pick<
  DossiersParts,
  'platform' | 'directory' | 'identity' | 'catalogue' | 'documents' | 'seals' | 'communes' | 'territory'
>;

export interface FiledMessage {
  readonly offered: AdoptedProcedure;
  readonly channel: 'email' | 'sms';
  readonly sender: MessageSender;
  readonly subject: string;
  readonly body: string;
  readonly quoted: string;
  readonly files: readonly ReceivedFile[];
  readonly setAside: readonly { readonly name: string; readonly why: string }[];
  /** The agent who made a request of it; nobody when its mailbox does. */
  readonly filedBy?: Filing['filedBy'];
  /** The message's own: filing it twice files it once. */
  readonly submissionKey: string;
  /** When the message reached the authority: delays run from it. */
  readonly receivedAt: Date;
  readonly origin: string;
  readonly now: Date;
}

/** Whether a message can become a request of this procedure: it has a field for what people write freely. */
export function takesMessages({ form, open }: Pick<AdoptedProcedure, 'form' | 'open'>): boolean {
  return open && messageFieldOf(form) !== undefined;
}

/**
 * Files a message as a request of a procedure. The form's other questions stay empty: an agent asks for what is missing,
 * and the message is whole in the exchange whatever the form can hold.
 * @returns the dossier's id
 */
export async function fileMessage(tx: Tx, parts: FileMessageParts, message: FiledMessage): Promise<string> {
  const { offered, channel, now } = message;
  const { authority } = offered;
  const text = [message.subject, message.body].filter((part) => part !== '').join('\n\n');
  const { answers, whole } = answersOfMessage(offered, message.sender, text);
  const { dossierId, repeated } = await submitDossier(tx, parts, {
    authority,
    procedure: offered.procedure,
    procedureVersion: offered.version,
    overridesRevision: offered.overridesRevision,
    form: offered.form,
    workflow: offered.workflow,
    teamAuthorityId: offered.teamAuthorityId,
    teamId: offered.teamId,
    answers,
    context: formContextOf(parts, authority, now),
    submissionKey: message.submissionKey,
    visitorHash: undefined,
    channel,
    filedBy: message.filedBy,
    locale: 'fr',
    origin: message.origin,
    now,
    receivedAt: message.receivedAt,
  });
  if (repeated) return dossierId;
  const documents = await parts.documents.recordAll(
    tx,
    authority.id,
    message.files.map((received) => ({ received, options: { origin: 'applicant' as const, dossierId } })),
  );
  if (whole && message.quoted === '' && documents.length === 0 && message.setAside.length === 0) return dossierId;
  await recordEvent(tx, {
    authorityId: authority.id,
    dossierId,
    at: now,
    kind: 'message',
    actor: { kind: 'applicant', name: message.sender.name },
    channel,
    visibility: 'public',
    data: {
      from: 'applicant',
      subject: message.subject,
      body: message.body,
      ...(message.quoted === '' ? {} : { quoted: message.quoted }),
      ...(documents.length === 0 ? {} : { attachments: documents.map(({ id, name }) => ({ documentId: id, name })) }),
      ...(message.setAside.length === 0 ? {} : { setAside: message.setAside }),
    },
  });
  return dossierId;
}
