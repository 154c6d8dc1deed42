import type { Readable } from 'node:stream';
import { AppError } from '#platform/errors/app-error.ts';

/** How a mailbox is reached. */
export interface MailboxAccess {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (993), `starttls` after the greeting (143), `none`: in a demonstration only. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string;
  readonly secret: string;
  /** The server may be one of the house's own network. */
  readonly allowPrivate: boolean;
}

export interface MailboxMessage {
  readonly uid: number;
  /** Bytes of the whole message. */
  readonly size: number;
  readonly receivedAt: Date;
}

/** The inbox of a mailbox, open. */
export interface OpenMailbox {
  /** UIDs mean something together with this alone (RFC 9051, 2.3.1.1). */
  readonly uidValidity: string;
  /** Messages above a UID, the oldest first. */
  list(above: number, most: number): Promise<MailboxMessage[]>;
  /** The message as it came. The stream must be read to its end or destroyed. */
  open(uid: number): Promise<Readable>;
  /** The header alone. */
  header(uid: number): Promise<Buffer>;
  /** @returns whether the server did it */
  move(uid: number, folder: string): Promise<boolean>;
  hasFolder(folder: string): Promise<boolean>;
  close(): Promise<void>;
}

/** @throws {MailboxError} */
export type MailboxOpener = (access: MailboxAccess) => Promise<OpenMailbox>;

/** What is wrong with a mailbox; each has its sentence. None holds the server's own words, which quote accounts. */
export type MailboxErrorCode =
  | 'mailbox-host-unknown'
  | 'mailbox-host-private'
  | 'mailbox-unreachable'
  | 'mailbox-timeout'
  | 'mailbox-certificate'
  | 'mailbox-no-encryption'
  | 'mailbox-credentials'
  | 'mailbox-no-inbox'
  | 'mailbox-no-folder'
  | 'mailbox-interrupted'
  | 'mailbox-failed';

export class MailboxError extends AppError {
  declare readonly code: MailboxErrorCode;

  constructor(code: MailboxErrorCode, cause?: unknown) {
    super('unavailable', code, { cause });
  }
}
