import { entriesOf, isBlock, pagesOf } from '../draft-content.ts';
import { type Json, type JsonObject, localOf, shownText, textOf } from '../json.ts';

/** The fields of a block of the library. */
export type BlockFields = (block: string) => readonly JsonObject[];

/** In both languages, French for what English lacks. */
export function bothOf(text: Json | undefined, otherwise: string): { fr: string; en: string } {
  const fr = localOf(text, 'fr') || otherwise;
  return { fr, en: shownText(text, 'en') || fr };
}

interface Named {
  readonly label: { readonly fr: string; readonly en: string };
}

/** The title of the page that asks each field, by the field's name. */
export function pageTitles(source: JsonObject, blockFields: BlockFields): ReadonlyMap<string, Named['label']> {
  return new Map(
    pagesOf(source).flatMap((page) =>
      entriesOf(page)
        .flatMap((entry) => (isBlock(entry) ? blockFields(textOf(entry.use)) : [entry]))
        .map((field) => [textOf(field.id), bothOf(page.title, textOf(page.id))] as const),
    ),
  );
}

/**
 * The same, where none is called as another: two "Nom de famille" are told apart by the title of their page, else by a
 * number.
 * @param fieldOf the name of the field that each comes from
 */
export function namedApart<T extends Named>(
  named: readonly T[],
  fieldOf: (one: T) => string,
  pages: ReadonlyMap<string, Named['label']>,
): T[] {
  const withPages = relabelled(named, (one, label) => {
    const page = pages.get(fieldOf(one));
    return page === undefined ? label : { fr: `${label.fr} (${page.fr})`, en: `${label.en} (${page.en})` };
  });
  const met = new Map<string, number>();
  return relabelled(withPages, (_, label) => {
    const number = (met.get(label.fr) ?? 0) + 1;
    met.set(label.fr, number);
    return number === 1 ? label : { fr: `${label.fr} (${number})`, en: `${label.en} (${number})` };
  });
}

/** Changes the labels that several have. */
function relabelled<T extends Named>(
  named: readonly T[],
  change: (one: T, label: Named['label']) => Named['label'],
): T[] {
  const count = new Map<string, number>();
  for (const { label } of named) count.set(label.fr, (count.get(label.fr) ?? 0) + 1);
  return named.map((one) => ((count.get(one.label.fr) ?? 0) < 2 ? one : { ...one, label: change(one, one.label) }));
}
