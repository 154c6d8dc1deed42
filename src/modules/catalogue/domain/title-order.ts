import type { Locale } from '#platform/i18n/text.ts';
import type { Procedure } from './procedure-schema.ts';

const collators: Readonly<Record<Locale, Intl.Collator>> = {
  fr: new Intl.Collator('fr'),
  en: new Intl.Collator('en'),
};

export function compareTitles(a: string, b: string, locale: Locale): number {
  return collators[locale].compare(a, b);
}

const ordered = new WeakMap<readonly Procedure[], readonly Procedure[]>();

/**
 * A list of the library by its French titles, sorted once for each list: what each of thousands of portals makes of it is
 * then nearly in order, and sorting it costs little.
 */
export function byFrenchTitle(procedures: readonly Procedure[]): readonly Procedure[] {
  let list = ordered.get(procedures);
  if (list === undefined) {
    list = [...procedures].sort((a, b) => compareTitles(a.title.fr, b.title.fr, 'fr'));
    ordered.set(procedures, list);
  }
  return list;
}
