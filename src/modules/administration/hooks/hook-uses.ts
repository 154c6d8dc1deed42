import type { DescribedLibrary } from '#modules/catalogue/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';

/** The titles of the authority's procedures that call each hook, by the hook's name; both sorted. */
export function hookUses(described: DescribedLibrary, locale: Locale): ReadonlyMap<string, readonly string[]> {
  const titles = new Map<string, Set<string>>();
  for (const { own } of described.adoptions) {
    for (const { effects } of own.workflow.definition.transitions) {
      for (const effect of effects) {
        if (effect.effect !== 'webhook') continue;
        const known = titles.get(effect.hook) ?? new Set();
        titles.set(effect.hook, known.add(localize(own.procedure.title, locale)));
      }
    }
  }
  const sorted = [...titles].sort(([a], [b]) => a.localeCompare(b));
  return new Map(sorted.map(([name, set]) => [name, [...set].sort((a, b) => a.localeCompare(b, locale))]));
}
