import { z } from 'zod';
import { localizedTextSchema } from '#platform/i18n/text.ts';
import { optionListIdSchema } from './form-schema.ts';
import { comparable } from './text-cleaning.ts';

/** Above, a list is searched instead of being poured into the page. */
export const maxShownOptions = 300;
/** Above, a list is refused: it is data of an application of its own, asked by a connector. */
export const maxListOptions = 20_000;

/** One line of a list. Values may have the letters of codes (INSEE, NAF) besides those of options. */
const listOptionSchema = z.strictObject({
  value: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/),
  label: localizedTextSchema,
});

/** A file `library/lists/<id>.yaml`. */
export const choiceListSchema = z.strictObject({
  list: optionListIdSchema,
  title: localizedTextSchema,
  options: z
    .array(listOptionSchema)
    .min(2)
    .max(maxListOptions, `A list has at most ${maxListOptions} options: split it, or ask a connector`)
    .superRefine((options, context) => {
      const seen = new Set<string>();
      for (const [index, { value }] of options.entries()) {
        if (seen.has(value))
          context.addIssue({
            code: 'custom',
            path: [index, 'value'],
            message: `two options have the value "${value}"`,
          });
        seen.add(value);
      }
    }),
});
export type ChoiceList = z.infer<typeof choiceListSchema>;

export type ChoiceLists = ReadonlyMap<string, ChoiceList>;

let registered: ChoiceLists = new Map();

/** The lists of the library, for the forms that are compiled without being given others. Replaces those there were. */
export function registerChoiceLists(lists: ChoiceLists): void {
  registered = lists;
}

export function registeredChoiceLists(): ChoiceLists {
  return registered;
}

type ListOption = ChoiceList['options'][number];

/** Folded labels by list, made once: the search of ten thousand lines then takes less than a millisecond. */
const foldedLabels = new WeakMap<readonly ListOption[], readonly (readonly string[])[]>();

function foldedOf(options: readonly ListOption[]): readonly (readonly string[])[] {
  const known = foldedLabels.get(options);
  if (known !== undefined) return known;
  const folded = options.map(({ value, label }) => [
    ...new Set([label.fr, label.en ?? label.fr, value].map(comparable)),
  ]);
  foldedLabels.set(options, folded);
  return folded;
}

/** Options that have each word typed, at the beginning of one of theirs; those that begin with the text come first. */
export function searchOptions<O extends ListOption>(options: readonly O[], typed: string, limit = 8): O[] {
  const text = comparable(typed.slice(0, 120));
  if (text === '') return [];
  const words = text.split(' ');
  const folded = foldedOf(options);
  const first: O[] = [];
  const others: O[] = [];
  for (const [index, option] of options.entries()) {
    const labels = folded[index] ?? [];
    if (labels.some((label) => label.startsWith(text))) first.push(option);
    else if (others.length < limit && labels.some((label) => words.every((word) => ` ${label}`.includes(` ${word}`))))
      others.push(option);
    if (first.length >= limit) break;
  }
  return [...first, ...others].slice(0, limit);
}

/** The option of that label or value, whatever the accents and the capitals; undefined when two have it. */
export function findTypedOption<O extends ListOption>(options: readonly O[], typed: string): O | undefined {
  const text = comparable(typed);
  const folded = foldedOf(options);
  const same = options.filter((_, index) => folded[index]?.includes(text));
  return same.length === 1 ? same[0] : undefined;
}
