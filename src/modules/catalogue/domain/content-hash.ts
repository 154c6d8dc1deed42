import { sha256 } from '#platform/crypto/digests.ts';
import type { LibraryProcedure } from './library.ts';

/**
 * What identifies the content of a procedure and its workflow, whatever the number of the version: two files with the
 * same hash behave the same.
 */
export function contentHash({ procedure, workflow }: Pick<LibraryProcedure, 'procedure' | 'workflow'>): string {
  return sha256(
    canonicalJson([
      { ...procedure, version: 0 },
      { ...workflow, version: 0 },
    ]),
  ).toString('hex');
}

/**
 * JSON with its keys in order, and without what is undefined, false or an empty list: a property that the format gains with
 * such a default changes no hash.
 */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner)
        .filter(([, item]) => item !== false && !(Array.isArray(item) && item.length === 0))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
}
