import type { Locale } from '#platform/i18n/text.ts';
import { noteTemplateWords as say } from './messages.ts';

/** The way from a dossier to a note begun with a template. */
export function NoteTemplateLink({ base, locale }: { base: string; locale: Locale }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`${base}/notes/nouvelle`}>
        {say(locale, 'use')}
      </a>
    </p>
  );
}
