/** A parsed expression and the names of the variables that it reads. */
export interface Expression {
  readonly source: string;
  readonly variables: readonly string[];
  /** @throws on null comparisons, overflow…; use `holds` or `evaluate`. */
  run(values: Readonly<Record<string, unknown>>): unknown;
}

/** Values of variables; a variable that is absent is null. */
export interface ExpressionScope {
  get(name: string): unknown;
}
export declare function compileExpression(source: string): Expression;
export declare function evaluate(expression: Expression | string, scope: ExpressionScope): unknown;
export declare function holds(expression: Expression | string, scope: ExpressionScope): boolean;
