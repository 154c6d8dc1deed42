import type { Locale } from '#platform/i18n/text.ts';
import { choiceWords as say } from './choice-messages.ts';
import type { LetterWay } from './letter-choice.ts';

interface Props {
  readonly way: LetterWay;
  /** The path of the dossier's page. */
  readonly base: string;
  readonly locale: Locale;
}

/** How the applicant receives letters, on their own page. */
export function ApplicantLetterChoice({ way, base, locale }: Props) {
  return (
    <section aria-labelledby="courriers">
      <h2 class="govuk-heading-m" id="courriers">
        {say(locale, 'panel.title')}
      </h2>
      <p class="govuk-body">
        {say(locale, `panel.${way}`)} <ChangeLink base={base} locale={locale} />
      </p>
    </section>
  );
}

/** The same on the agent's page. */
export function AgentLetterChoice({ way, base, locale }: Props) {
  return (
    <p class="govuk-body">
      {say(locale, `agentPanel.${way}`)} <ChangeLink base={base} locale={locale} />
    </p>
  );
}

function ChangeLink({ base, locale }: Pick<Props, 'base' | 'locale'>) {
  return (
    <a class="govuk-link" href={`${base}/courriers`}>
      {say(locale, 'change')}
      <span class="govuk-visually-hidden"> {say(locale, 'change.what')}</span>
    </a>
  );
}
