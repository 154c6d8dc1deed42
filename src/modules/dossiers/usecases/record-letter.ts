import { formatDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { dossierMessages as say } from '../messages.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

/**
 * Tells in the dossier's history that a letter of the register joined it; its scans follow as documents.
 * `receivedOn` is `YYYY-MM-DD`, `number` as in the register.
 * @throws {DossierNotFoundError} when the agent's teams do not process it
 */
export async function recordLetterOfDossier(
  tx: Tx,
  act: AgentAct,
  letter: { readonly number: string; readonly receivedOn: string },
): Promise<void> {
  const words = (locale: Locale) =>
    say(locale, 'history.letterJoined', { date: formatDate(letter.receivedOn, locale), number: letter.number });
  const dossier = await lockForAgent(tx, act);
  await touchDossier(tx, dossier, act.now);
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'letter-joined',
    actor: agentActor(act.agent),
    channel: 'letter',
    visibility: 'public',
    data: {
      number: letter.number,
      words: { fr: words('fr'), en: words('en') },
    },
  });
}
