import type { RenderedLetter } from '#modules/workflow/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { letterWords as say } from './messages.ts';

/** The letters of an act, to be read before they leave: as text on the page, and as the PDF that will be sent. */
export function LetterPreviews({
  letters,
  lang,
  locale,
}: {
  letters: readonly { readonly template: string; readonly text: RenderedLetter }[];
  /** Of the letters. */
  lang: Locale;
  locale: Locale;
}) {
  if (letters.length === 0) return null;
  return (
    <>
      <h3 class="govuk-heading-s">{say(locale, 'preview.title')}</h3>
      {letters.map(({ template, text }) => (
        <div key={template}>
          <Details summary={say(locale, 'preview.text', { title: text.title })}>
            <div lang={lang} class="pv-letter">
              <LetterText letter={text} />
            </div>
          </Details>
          <p>
            <Button tone="secondary" name="apercu" value={`pdf:${template}`} formNoValidate>
              {say(locale, 'preview.pdf')}
              {letters.length > 1 && <span class="govuk-visually-hidden"> ({text.title})</span>}
            </Button>
          </p>
        </div>
      ))}
      <p class="govuk-hint">{say(locale, 'preview.pdfHint')}</p>
    </>
  );
}

/** The words of a letter, as its reader will have them. */
export function LetterText({ letter }: { letter: RenderedLetter }) {
  return (
    <>
      <p class="govuk-body govuk-!-font-weight-bold">{letter.title}</p>
      {letter.body.map((block, index) =>
        'paragraph' in block ? (
          <p class="govuk-body" key={index}>
            {block.paragraph}
          </p>
        ) : (
          <ul class="govuk-list govuk-list--bullet" key={index}>
            {block.list.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        ),
      )}
      <p class="govuk-body">{letter.signatory}</p>
    </>
  );
}
