import type { RenderedLetter } from '#modules/workflow/index.ts';

/** The words of a letter, as its reader will have them. */
export function LetterView({ letter }: { letter: RenderedLetter }) {
  return (
    <div class="pv-letter">
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
    </div>
  );
}
