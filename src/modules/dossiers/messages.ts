import { defineMessages } from '#platform/i18n/messages.ts';
import { acknowledgementMessages } from './messages/acknowledgement.ts';
import { actingMessages } from './messages/acting.ts';
import { filingMessages } from './messages/filing.ts';
import { followMessages } from './messages/follow.ts';
import { householdMessages } from './messages/household.ts';

/** What residents read in this module; what agents read is in `agent-messages.ts`. */
export const dossierMessages = defineMessages({
  ...filingMessages,
  ...acknowledgementMessages,
  ...followMessages,
  ...householdMessages,
  ...actingMessages,
});
