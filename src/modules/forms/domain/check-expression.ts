import type { ExpressionVariables } from './compiled-form.ts';

export interface ExpressionProblem {
  readonly message: string;
}
export declare function checkExpression(source: string, variables: ExpressionVariables, expected: 'bool' | 'string' | 'int'): ExpressionProblem[];
