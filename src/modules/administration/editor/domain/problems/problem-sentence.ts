/**
 * A sentence of the checks, for somebody who writes no code. `{1}` is what the pattern found; of the same, `{t1}` is a
 * type in words, `{n1}` the name of a field, a page, a state or an act, `{e1}` that of an effect, `{p1}` of a phase,
 * `{o1}` of an event, `{f1}` of a type of field.
 */
export interface ProblemSentence {
  readonly pattern: RegExp;
  readonly fr: string;
  readonly en: string;
}

/** A table of sentences, each written `[pattern, French, English]`. */
export function sentences(table: readonly (readonly [pattern: RegExp, fr: string, en: string])[]): ProblemSentence[] {
  return table.map(([pattern, fr, en]) => ({ pattern, fr, en }));
}
