import type { Tx } from '#platform/database/database.ts';
import type { MailThread } from '#platform/mail/mail-transport.ts';

/** How the answer to an e-mail of a dossier finds its way back. */
export interface ReplyThread extends MailThread {
  /** What the subject ends with, so that the answer is known by it: `[#…]`. */
  readonly mark?: string | undefined;
}

export type ReplyThreadFinder = (
  tx: Tx,
  about: { readonly authorityId: string; readonly dossierId: string; readonly recipient: string },
) => Promise<ReplyThread | undefined>;

let finder: ReplyThreadFinder | undefined;

/** Said once at start by the module that reads the answers; the last one holds. */
export function registerReplyThreads(find: ReplyThreadFinder): void {
  finder = find;
}

export const findReplyThread: ReplyThreadFinder = async (tx, about) => finder?.(tx, about);
