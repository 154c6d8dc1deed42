import type { Answer } from './answers.ts';
import { isIsoDate } from './civil-date.ts';
import { type Expression, type ExpressionScope, evaluate } from './expressions.ts';
import type { FieldOf } from './form-schema.ts';

/** The value of a computed field, in the shape that it says; undefined when it cannot be worked out yet. */
export function computeAnswer(
  { as }: Pick<FieldOf<'computed'>, 'as'>,
  value: Expression,
  scope: ExpressionScope,
): Answer | undefined {
  const result = evaluate(value, scope);
  switch (as) {
    case 'number':
      return typeof result === 'number' && Number.isFinite(result) ? result : undefined;
    case 'money':
      return typeof result === 'number' && Number.isFinite(result) ? Math.round(result) : undefined;
    case 'yes-no':
      return typeof result === 'boolean' ? result : undefined;
    case 'date':
      return isIsoDate(result) ? result : undefined;
    default:
      return typeof result === 'string' && result !== '' ? result : undefined;
  }
}

/** The type that a computed field's expression must give. */
export function expectedTypeOf({ as }: Pick<FieldOf<'computed'>, 'as'>): 'string' | 'number' | 'bool' {
  if (as === 'yes-no') return 'bool';
  return as === 'text' || as === 'date' ? 'string' : 'number';
}
