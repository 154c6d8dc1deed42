import type { Locale } from '#platform/i18n/text.ts';
import { inboxWords } from '../web/agent/inbox-messages.ts';

/**
 * Who else has the dossier open: filled in by the page itself while it is open. Without script the list of dossiers says
 * it, and an act on what a colleague has changed is refused in any case.
 */
export function PresencePanel({ base, locale }: { base: string; locale: Locale }) {
  return (
    <p role="status" class="pv-presence" data-presence-url={`${base}/presence`} hidden>
      {inboxWords(locale, 'presenceTitle')}
    </p>
  );
}
