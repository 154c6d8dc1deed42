import { delayInWords } from '#modules/catalogue/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { type ExplainedDossier, explainDate } from '../domain/explain-date.ts';
import { clockWords } from '../messages.ts';

/** "Pourquoi cette date ?": the reasoning behind a delay, folded away, each step with its article. */
export function DateReasons({ given, locale }: { given: ExplainedDossier; locale: Locale }) {
  return (
    <Details summary={clockWords(locale, 'why.title')}>
      <p>{clockWords(locale, 'why.intro')}</p>
      <ol class="govuk-list govuk-list--number">
        {explainDate(given).map((step) => {
          const dates = Object.entries(step.dates).map(([name, day]) => [name, formatDate(day, locale)]);
          const delay = step.delay === undefined ? {} : { delay: delayInWords(step.delay, locale) };
          return (
            <li key={`${step.kind}-${Object.values(step.dates).join('-')}`}>
              {clockWords(locale, `step.${step.kind}`, { ...Object.fromEntries(dates), ...delay })}
              {step.article !== '' && (
                <>
                  {' '}
                  <span class="pv-muted">{step.article}</span>
                </>
              )}
            </li>
          );
        })}
      </ol>
    </Details>
  );
}
