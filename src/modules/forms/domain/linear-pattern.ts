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

/** Why a pattern cannot be used, or undefined. */
export function patternProblem(source: string): string | undefined {
  try {
    linearPattern(source);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
