import type { Locale } from '#platform/i18n/text.ts';
import { transferWords as say } from './messages.ts';

/** Below the acts of the workflow: what the law asks of every dossier that came to the wrong door. */
export function ForwardLink({ base, locale }: { base: string; locale: Locale }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`${base}/transmettre`}>
        {say(locale, 'forward.link')}
      </a>
    </p>
  );
}
