import type { DossiersParts } from '#modules/dossiers/index.ts';
import type { MailboxOpener } from './mailbox.ts';

/** What the intake of messages needs, made once. */
export interface InboundParts extends DossiersParts {
  readonly openMailbox: MailboxOpener;
}
