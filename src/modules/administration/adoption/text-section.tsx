import { type LocalizedText, localize } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { libraryWords } from './library-words.ts';
import { say } from './messages.ts';
import { textKeys } from './read-choices.ts';
import { errorOf, type SectionProps, typedOr } from './shown-adoption.ts';

/** The authority's own words, each with those of the library. */
export function TextSection({ context: { locale }, shown }: SectionProps) {
  const { overrides, library } = shown.adoption;
  const original = (text: LocalizedText) => say(locale, 'one.library', { text: libraryWords(localize(text, locale)) });
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'section.texts')}</h2>
      {textKeys.map((key) => (
        <Textarea
          key={key}
          id={key}
          rows={key === 'description' ? 8 : key === 'title' ? 1 : 3}
          label={say(locale, `text.${key}`)}
          hint={original(library.procedure[key])}
          value={typedOr(shown, key, overrides[key]?.fr)}
          error={errorOf(shown, key)}
        />
      ))}
      <Textarea
        id="needs"
        rows={4}
        label={say(locale, 'text.needs')}
        {...(library.procedure.needs.length === 0
          ? {}
          : {
              hint: say(locale, 'one.library', {
                text: libraryWords(library.procedure.needs.map((need) => localize(need, locale)).join('\u00a0; ')),
              }),
            })}
        value={typedOr(shown, 'needs', overrides.needs?.map((need) => need.fr).join('\n'))}
        error={errorOf(shown, 'needs')}
      />
      <Details summary={say(locale, 'section.english')}>
        {textKeys.map((key) => (
          <Textarea
            key={key}
            id={`${key}-en`}
            rows={2}
            label={say(locale, `text.${key}`)}
            value={typedOr(shown, `${key}-en`, overrides[key]?.en)}
            error={errorOf(shown, `${key}-en`)}
          />
        ))}
      </Details>
    </>
  );
}
