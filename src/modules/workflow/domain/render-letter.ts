import { type Locale, localize } from '#platform/i18n/text.ts';
import type { LetterTemplate } from './letter-schema.ts';
import { renderTemplate, type TemplateVariables } from './render-template.ts';

/** A letter with its variables in place. */
export interface RenderedLetter {
  readonly title: string;
  readonly body: readonly ({ readonly paragraph: string } | { readonly list: readonly string[] })[];
  readonly signatory: string;
}

/** Puts the variables of a letter in place; a paragraph that then holds nothing is left out, as is an empty list. */
export function renderLetter(template: LetterTemplate, variables: TemplateVariables, locale: Locale): RenderedLetter {
  return {
    title: renderTemplate(localize(template.title, locale), variables),
    body: template.paragraphs.flatMap((paragraph) => blocksOf(renderTemplate(localize(paragraph, locale), variables))),
    signatory: renderTemplate(localize(template.signatory, locale), variables),
  };
}

function blocksOf(text: string): RenderedLetter['body'] {
  const blocks: ({ paragraph: string } | { list: string[] })[] = [];
  for (const line of text.split('\n')) {
    const item = /^\s*- (.*)$/.exec(line)?.[1]?.trim();
    const last = blocks.at(-1);
    if (item !== undefined) {
      if (last !== undefined && 'list' in last) last.list.push(item);
      else blocks.push({ list: [item] });
    } else if (line.trim() !== '') {
      blocks.push({ paragraph: line.trim() });
    }
  }
  return blocks;
}
