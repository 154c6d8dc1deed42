/** What comes in by e-mail and SMS: mailboxes that are fetched, messages that become requests or join them. */

export { createInbound, type Inbound } from './create-inbound.ts';
export type { InboundParts } from './inbound-parts.ts';
export {
  type MailboxAccess,
  MailboxError,
  type MailboxErrorCode,
  type MailboxMessage,
  type MailboxOpener,
  type OpenMailbox,
} from './mailbox.ts';
export { mailboxSecretHolder } from './queries/mailboxes.ts';
