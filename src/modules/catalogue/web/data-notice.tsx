import { capitalized } from '#modules/directory/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { delayInWords } from '../domain/delay-words.ts';
import type { Procedure } from '../domain/procedure-schema.ts';
import { say } from '../messages.ts';

/** How long a procedure's data are kept, in words. */
export function retentionInWords(procedure: Pick<Procedure, 'legal'>, locale: Locale): string {
  const { months, afterwards } = procedure.legal.retention;
  const duration = months >= 24 && months % 12 === 0 ? `${months / 12}y` : `${months}m`;
  return say(locale, 'data.retention-words', {
    duration: capitalized(delayInWords(duration, locale)),
    afterwards: localize(afterwards, locale),
  });
}

/** What the law wants said with each form (RGPD, art. 13): purpose, basis, recipients, retention, consequence, rights. */
export function DataNotice({
  procedure,
  locale,
  rightsHref,
}: {
  procedure: Pick<Procedure, 'legal'>;
  locale: Locale;
  rightsHref: string;
}) {
  const { legal } = procedure;
  return (
    <>
      <SummaryList
        rows={[
          { term: say(locale, 'data.purpose'), value: localize(legal.purpose, locale) },
          { term: say(locale, 'data.basis'), value: localize(legal.basis, locale) },
          { term: say(locale, 'data.recipients'), value: localize(legal.recipients, locale) },
          { term: say(locale, 'data.retention'), value: retentionInWords(procedure, locale) },
          ...(legal.consequence === undefined
            ? []
            : [{ term: say(locale, 'data.consequence'), value: localize(legal.consequence, locale) }]),
        ]}
      />
      <p class="govuk-body">{say(locale, 'data.rights-body')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={rightsHref}>
          {say(locale, 'data.more')}
        </a>
      </p>
    </>
  );
}
