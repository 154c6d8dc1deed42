import { DataNotice, delayInWords, type Procedure, procedureSourceSchema } from '#modules/catalogue/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { JsonObject } from '../domain/json.ts';
import { legalMessages as say } from '../messages/legal-messages.ts';

const { legal: legalSchema, silence: silenceSchema } = procedureSourceSchema.shape;

/** The notices that the answers make, as residents read them; a word of what is missing otherwise. */
export function LegalPreview(props: { values: JsonObject; locale: Locale; authority: string }) {
  const { values, locale } = props;
  const legal = legalSchema.safeParse(values.legal);
  const silence = silenceSchema.safeParse(values.silence);
  return (
    <section aria-labelledby="notice">
      <h2 class="govuk-heading-m" id="notice">
        {say(locale, 'preview')}
      </h2>
      {legal.success && silence.success ? (
        <div class="pv-letter">
          <DataNotice
            procedure={{ legal: legal.data }}
            locale={locale}
            rightsHref={`/${props.authority}/confidentialite`}
          />
          <p class="govuk-body">{silenceInWords(silence.data, locale)}</p>
        </div>
      ) : (
        <p class="govuk-body">{say(locale, 'preview.later')}</p>
      )}
    </section>
  );
}

function silenceInWords({ rule, delay, article }: Procedure['silence'], locale: Locale): string {
  const words = say(locale, `preview.${rule}`, { delay: delayInWords(delay, locale) });
  return article === undefined ? words : `${words} (${article})`;
}
