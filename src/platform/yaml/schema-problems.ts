import type { z } from 'zod';

interface PathProblem {
  readonly path: string;
  readonly message: string;
}

/** `pages[0].fields` from `['pages', 0, 'fields']`. */
function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${String(key)}`),
    '',
  );
}

export function nameOfPath(path: string): string {
  return path === '' ? 'whole file' : path;
}

/**
 * What a schema refuses, each at its path. Of the several shapes that a part may have, the one that it comes nearest to
 * is told: the error that lies deepest, then the one with the fewest faults.
 */
export function readIssues(error: z.ZodError): PathProblem[] {
  return error.issues.flatMap((issue) => unfold(issue, []));
}

type Issue = z.ZodError['issues'][number];

function unfold(issue: Issue, above: readonly PropertyKey[]): PathProblem[] {
  const keys = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.map((issues) => issues.flatMap((one) => unfold(one as Issue, keys)));
    const [nearest] = branches
      .filter((branch) => branch.length > 0)
      .sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
    if (nearest !== undefined) return nearest;
  }
  const expected = shapesExpected(issue);
  if (expected.length > 0) return [{ path: pathOf(keys), message: oneOf(expected) }];
  return [{ path: pathOf(keys), message: inWords(issue) }];
}

/** Of what tells its shape by a key (`type: text`), the values that the key may have; none for any other issue. */
export function shapesExpected(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code !== 'invalid_union' || issue.errors.length > 0 || !('options' in issue)) return [];
  return Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function oneOf(values: readonly unknown[]): string {
  return `One of ${values.map((value) => `"${String(value)}"`).join(', ')} is expected`;
}

function depthOf(branch: readonly PathProblem[]): number {
  return Math.max(...branch.map(({ path }) => path.split(/[.[]/).length));
}

function inWords(issue: Issue): string {
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.map((key) => `"${key}"`).join(', ')} is not a key that is known here`;
  if (issue.code === 'invalid_type') return `${article(issue.expected)} is expected here`;
  if (issue.code === 'invalid_value') return oneOf(issue.values);
  return issue.message;
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `An ${expected}` : `A ${expected}`;
}
