import type { JobKind } from '#platform/jobs/jobs.ts';
import type { AccountMailIds } from '../domain/account-mails.ts';

/** Names only: what a queue holds is no personal data. */
export interface SendMessageData {
  readonly authorityId: string;
  readonly messageId: string;
}

export interface SendAccountMailData extends AccountMailIds {
  readonly mailId: string;
  readonly kind: string;
}

export const sendMessageKind: JobKind<SendMessageData> = { name: 'send-message' };
export const sendAccountMailKind: JobKind<SendAccountMailData> = { name: 'send-account-email' };

/** Attempts after the first: with the back-off of the queue, a mail server may be down for about four hours. */
export const sendRetries = 10;
