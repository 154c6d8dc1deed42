import type { Locale } from '#platform/i18n/text.ts';
import type { ProblemPlace } from '../domain/check-content.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { namesOfParts } from '../domain/names-of-parts.ts';
import { editorMessages as say } from '../messages/editor-messages.ts';

/** Where a problem is mended, by the names that the administrator gave. */
export function placeInWords(place: ProblemPlace, content: DraftContent, locale: Locale): string {
  const named = (id: string) => namesOfParts(content, locale)(id) ?? id;
  switch (place.in) {
    case 'page':
      return say(locale, 'place.page', { name: named(place.page) });
    case 'field':
      return say(locale, 'place.field', { name: named(place.field) });
    case 'states':
    case 'transitions':
    case 'messages':
    case 'letters':
      return say(locale, `place.${place.in}`, { name: named(place.id) });
    default:
      return say(locale, `step.${place.in}`);
  }
}
