import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { sendMessageKind } from '../jobs/job-kinds.ts';

export interface NewMessage {
  readonly authorityId: string;
  readonly dossierId?: string | undefined;
  readonly medium: 'email' | 'sms';
  /** An e-mail address or a phone number. */
  readonly recipient: string;
  /** Of an e-mail; one line. */
  readonly subject?: string;
  /** Plain text, whole: see `composeEmail`. */
  readonly body: string;
  /** Documents of the authority that go with an e-mail. */
  readonly attachments?: readonly { readonly documentId: string; readonly name: string }[];
}

/**
 * Writes the message and the job that sends it, in the transaction of the act: undone with it.
 * @returns the id of the message, which is also its Message-ID
 */
export async function queueMessage(
  platform: Pick<Platform, 'jobs' | 'clock'>,
  tx: Tx,
  message: NewMessage,
): Promise<string> {
  const now = platform.clock.now().epochMilliseconds;
  const id = newId(now);
  await tx
    .insertInto('outgoing_messages')
    .values({
      authority_id: message.authorityId,
      id,
      dossier_id: message.dossierId ?? null,
      medium: message.medium,
      recipient: message.recipient,
      subject: oneLine(message.subject ?? ''),
      body: message.body,
      attachments: JSON.stringify(message.attachments ?? []),
      created_at: new Date(now),
    })
    .execute();
  await platform.jobs.enqueue(tx, sendMessageKind, { authorityId: message.authorityId, messageId: id });
  return id;
}

/** A subject is one line: a line break in a name that a person typed must not become a header. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 250);
}
