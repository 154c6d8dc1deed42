import { authorityInWords, capitalized, type Holder } from '#modules/directory/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { say } from '../messages.ts';

/** "La mairie de Vernon", "l’agglomération", "l’État (France Titres)". */
export function holderInWords(holder: Holder, locale: Locale): string {
  return holder.authority === undefined
    ? localize(holder.relay.body, locale)
    : authorityInWords(holder.authority, locale);
}

/** Who answers, and why that body: a sentence that can be unfolded. */
export function WhoAnswers({
  holder,
  locale,
  holderRule,
}: {
  holder: Holder;
  locale: Locale;
  holderRule?: string | undefined;
}) {
  const competence = localize(holder.competence.name, locale);
  return (
    <>
      <p class="govuk-body">
        {say(locale, 'results.in-charge', { body: capitalized(holderInWords(holder, locale)), competence })}
      </p>
      <Details summary={say(locale, 'results.why')}>
        <p class="govuk-body">{localize(holder.reason, locale)}</p>
        {holderRule && <p class="govuk-body">{holderRule}</p>}
        {holder.competence.article && <p class="govuk-body-s pv-muted">{holder.competence.article}</p>}
      </Details>
    </>
  );
}
