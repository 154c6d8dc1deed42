import { RE2JS, RE2JSException } from 're2js';

/** Patterns are few (those of procedures), but a constraint may build one: the cache is bounded. */
const maxCached = 500;
const maxPatternLength = 500;
/** Instructions of the compiled pattern: `a{1000}` has a thousand. */
const maxPatternSize = 4000;
const cache = new Map<string, RE2JS>();

/**
 * A regular expression of RE2 syntax, matched in time proportional to the text: patterns are written by
 * administrators and texts by anybody, so that a backtracking engine could be stalled by one request.
 * @throws {RE2JSException} for a pattern that RE2 does not know (look-around, back-references).
 */
export function linearPattern(source: string): RE2JS {
  const known = cache.get(source);
  if (known !== undefined) return known;
  if (source.length > maxPatternLength) throw new RE2JSException('Pattern too long');
  const pattern = RE2JS.compile(source);
  if (pattern.programSize() > maxPatternSize) throw new RE2JSException('Pattern with too many repetitions');
  if (cache.size >= maxCached) cache.clear();
  cache.set(source, pattern);
  return pattern;
}

/** True when the whole text follows the pattern. */
export function matchesWhole(source: string, text: string): boolean {
  return linearPattern(source).matches(text);
}

/** What matching an answer of that length may take: less than a tenth of a second at the very most. */
const maxPatternWork = 200_000;
/** The same of all the patterns of a form together. */
export const maxFormPatternWork = 3_000_000;

/** What matching a text of that length may take, in instructions of the pattern; 0 for a pattern that is refused. */
export function patternWork(source: string, length: number): number {
  try {
    return linearPattern(source).programSize() * length;
  } catch {
    return 0;
  }
}

/** Why a pattern cannot be used, for answers of at most that length when they are known; or undefined. */
export function patternProblem(source: string, length = 0): string | undefined {
  try {
    linearPattern(source);
    return patternWork(source, length) > maxPatternWork
      ? `Pattern too heavy for answers of ${length} characters`
      : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
