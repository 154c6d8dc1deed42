import type { ReceivedFile } from '#modules/documents/index.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { MailFacts } from './domain/mail-facts.ts';
import type { SetAside } from './reading/gather-mail.ts';

export type Verdict = Tables['received_messages']['verdict'];

/** A message read, before anything is decided of it. */
export interface IncomingMessage {
  readonly facts: MailFacts;
  readonly body: string;
  readonly quoted: string;
  readonly files: readonly ReceivedFile[];
  readonly setAside: readonly SetAside[];
  /** The first bytes as they came. */
  readonly start: string;
  readonly identity: Buffer;
  /** It was not read whole, and why. */
  readonly unread?: 'too-large' | 'unreadable' | undefined;
}
