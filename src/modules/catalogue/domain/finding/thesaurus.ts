import { frenchStem } from './stems.ts';
import { contentWords } from './words.ts';

/** Expressions that residents use for one another, ready to be recognised in a need. */
export interface Thesaurus {
  /** For the roots of a need, the roots of the other expressions of the sets that it names. */
  expand(stems: readonly string[]): ReadonlySet<string>;
}

export function createThesaurus(sets: readonly (readonly string[])[]): Thesaurus {
  const expressions: { stems: readonly string[]; others: readonly string[] }[] = [];
  const byFirstStem = new Map<string, number[]>();
  for (const set of sets) {
    const stemmed = set.map((expression) => contentWords(expression).map(frenchStem));
    for (const [index, stems] of stemmed.entries()) {
      const first = stems[0];
      if (first === undefined) continue;
      const others = [...new Set(stemmed.filter((_other, at) => at !== index).flat())].filter(
        (stem) => !stems.includes(stem),
      );
      byFirstStem.set(first, [...(byFirstStem.get(first) ?? []), expressions.length]);
      expressions.push({ stems, others });
    }
  }
  return {
    expand(stems) {
      const present = new Set(stems);
      const found = new Set<string>();
      for (const stem of present) {
        for (const at of byFirstStem.get(stem) ?? []) {
          const expression = expressions[at];
          if (expression?.stems.every((part) => present.has(part))) {
            for (const other of expression.others) if (!present.has(other)) found.add(other);
          }
        }
      }
      return found;
    },
  };
}
