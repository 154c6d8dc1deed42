import { effectReference } from './effect-reference.ts';
import { expressionReference } from './expression-reference.ts';
import { fieldReference } from './field-reference.ts';

/** The files of the reference, written from the code: their text by path. */
export function referenceFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/reference/fields.md', fieldReference()],
    ['docs/reference/expressions.md', expressionReference()],
    ['docs/reference/effects.md', effectReference()],
  ]);
}
