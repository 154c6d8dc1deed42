/**
 * A sentence of the checks, for somebody who writes no code. `{1}` is what the pattern found, `{t1}` the same as the
 * name of a type, in words.
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
