import { buffer } from 'node:stream/consumers';
import type { Selectable } from 'kysely';
import type { Documents } from '#modules/documents/index.ts';
import type { Tables } from '#platform/database/tables.ts';
import { AppError } from '#platform/errors/app-error.ts';
import { MailError } from '#platform/mail/mail-error.ts';
import type { OutgoingMail } from '#platform/mail/mail-transport.ts';
import type { Platform } from '#platform/platform.ts';
import { invitingAnswers } from '../domain/compose-email.ts';
import { findReplyThread, type ReplyThread } from '../reply-threads.ts';
import { type SendMessageData, sendRetries } from './job-kinds.ts';

type Message = Selectable<Tables['outgoing_messages']>;

/**
 * Sends a queued message once. A crash between the server's "yes" and our mark sends it again under the same
 * Message-ID: a message may come twice, never not at all.
 * @throws the error of this attempt when another one may do
 */
export async function sendMessage(platform: Platform, documents: Documents, data: SendMessageData): Promise<void> {
  const message = await claim(platform, data);
  if (message === undefined) return;
  try {
    if (message.medium === 'sms') {
      await platform.mail.sendSms({ id: message.id, to: message.recipient, text: message.body });
    } else {
      await platform.mail.sendMail(await mailOf(platform, documents, message));
    }
  } catch (error) {
    const givenUp = (error instanceof MailError && error.permanent) || message.attempts > sendRetries;
    await markFailure(platform, message, error, givenUp);
    if (givenUp) return;
    throw error;
  }
  await platform.database.transaction([message.authority_id], async (tx) => {
    await tx
      .updateTable('outgoing_messages')
      .set({ state: 'sent', sent_at: sentAt(platform), last_error: null })
      .where('authority_id', '=', message.authority_id)
      .where('id', '=', message.id)
      .execute();
  });
}

function sentAt(platform: Pick<Platform, 'clock'>): Date {
  return new Date(platform.clock.now().epochMilliseconds);
}

/** Counts the attempt before it is made, so that one that kills the process counts too. */
async function claim(platform: Platform, data: SendMessageData): Promise<Message | undefined> {
  return platform.database.transaction([data.authorityId], (tx) =>
    tx
      .updateTable('outgoing_messages')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('authority_id', '=', data.authorityId)
      .where('id', '=', data.messageId)
      .where('state', '=', 'queued')
      .returningAll()
      .executeTakeFirst(),
  );
}

async function mailOf(platform: Platform, documents: Documents, message: Message): Promise<OutgoingMail> {
  const attached = await platform.database.transaction([message.authority_id], async (tx) => {
    const found = [];
    for (const { documentId, name } of message.attachments) {
      const document = await documents.find(tx, message.authority_id, documentId);
      // A document erased meanwhile is no reason to keep the news from the person.
      if (document !== undefined) found.push({ document, name });
    }
    return found;
  });
  const attachments = [];
  for (const { document, name } of attached) {
    const content = await buffer(await documents.open(message.authority_id, document));
    attachments.push({ name, mediaType: document.mediaType, content });
  }
  const thread = await threadOf(platform, message);
  return {
    id: message.id,
    to: message.recipient,
    subject: thread?.mark === undefined ? message.subject : `${message.subject} ${thread.mark}`,
    text: thread?.replyTo === undefined ? message.body : invitingAnswers(message.body),
    attachments,
    ...(thread === undefined ? {} : { thread: { replyTo: thread.replyTo, references: thread.references } }),
  };
}

/** Asked when the message leaves: the mailbox may have been set since it was written. */
async function threadOf(platform: Platform, message: Message): Promise<ReplyThread | undefined> {
  const { authority_id: authorityId, dossier_id: dossierId } = message;
  if (dossierId === null) return undefined;
  return platform.database.transaction([authorityId], (tx) =>
    findReplyThread(tx, { authorityId, dossierId, recipient: message.recipient }),
  );
}

async function markFailure(platform: Platform, message: Message, error: unknown, givenUp: boolean): Promise<void> {
  const code = error instanceof AppError ? error.code : 'unexpected';
  await platform.database.transaction([message.authority_id], async (tx) => {
    await tx
      .updateTable('outgoing_messages')
      .set({ last_error: code, ...(givenUp ? { state: 'failed' as const } : {}) })
      .where('authority_id', '=', message.authority_id)
      .where('id', '=', message.id)
      .execute();
  });
  if (givenUp) platform.log.warn({ code, message: message.id }, 'message given up');
}
