import { checkExpression, type ExpressionProblem } from './check-expression.ts';
import type { CompiledForm } from './compiled-form.ts';
import { compileExpression } from './expressions.ts';
import { outcomeOf } from './impossible-conditions.ts';
import { unknownOptions } from './named-options.ts';

/**
 * What is wrong with a condition over the answers of a whole form (urgency, a workflow's guard): besides its names and
 * types, options that do not exist and a condition that can only come to one thing.
 */
export function checkConditionOf(form: CompiledForm, source: string): ExpressionProblem[] {
  const problems = checkExpression(source, form.variables);
  if (problems.length > 0) return problems;
  const { ast } = compileExpression(source);
  const fieldOf = (name: string) => form.fieldsById.get(name)?.definition;
  const unknown = unknownOptions(ast, fieldOf);
  if (unknown.length > 0) return unknown;
  const outcome = outcomeOf(ast, fieldOf);
  if (outcome === 'never') return [{ message: 'This condition can never hold' }];
  return outcome === 'always' ? [{ message: 'This condition always holds: leave it out' }] : [];
}
