import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { celFaultOf, celWords, tooLong } from './cel-words.ts';
import { CostlyExpressionError, type EvaluationScope, isLoop, type Program, programOf } from './evaluate-expression.ts';
import { EvaluationProblem, listExpressionFunctions } from './expression-functions.ts';

/** A parsed expression and the names of the variables that it reads. */
export interface Expression {
  readonly source: string;
  readonly variables: readonly string[];
  /** The parsed tree, for what reads conditions without running them. */
  readonly ast: ASTNode;
  /** @throws {EvaluationProblem} on null comparisons, overflow…; use `holds` or `evaluate`. */
  run(scope: ExpressionScope): unknown;
  /** How many steps an evaluation takes, for tests of what it may cost. */
  stepsFor(scope: ExpressionScope): number;
}

/** Values of variables; a variable that is absent is null. */
export type ExpressionScope = EvaluationScope;

/** The bounds of one expression: an evaluation costs a few microseconds, and never more than some milliseconds. */
const expressionLimits = {
  length: 2000,
  nodes: 400,
  depth: 40,
  listElements: 200,
  /** Loops (`exists`, `all`, `map`, `filter`) inside one another. */
  nestedLoops: 2,
  loops: 8,
} as const;

export class InvalidExpressionError extends Error {
  /** Where in the expression's text, when it is known. */
  readonly offset: number | undefined;

  constructor(message: string, offset?: number) {
    super(message);
    this.name = 'InvalidExpressionError';
    this.offset = offset;
  }
}

/** Where an expression stops being CEL: the offset of the place in its text, when it is known. */
export function offsetOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const range: unknown = 'range' in error ? error.range : 'node' in error ? error.node : undefined;
  if (typeof range !== 'object' || range === null || !('start' in range)) return undefined;
  return typeof range.start === 'number' ? range.start : undefined;
}

const mixedOperators = ['+', '-', '*', '/'];

/** The functions and operators that expressions know besides CEL's own, for the checking of types: nothing is run. */
export function withFormFunctions(environment: Environment): Environment {
  for (const operator of mixedOperators) {
    environment.registerOperator(`int ${operator} double: double`, () => 0);
    environment.registerOperator(`double ${operator} int: double`, () => 0);
  }
  environment.registerFunction('label(dyn): string', () => '');
  for (const one of listExpressionFunctions()) {
    if (one.ofCel) continue;
    for (const signature of one.signatures) environment.registerFunction(signature, () => null);
  }
  return environment;
}

/** Only its parser is used: expressions are run by `evaluate-expression.ts`, which counts their steps. */
const parser = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  limits: {
    maxAstNodes: expressionLimits.nodes,
    maxDepth: expressionLimits.depth,
    maxListElements: expressionLimits.listElements,
    maxMapEntries: 50,
    maxCallArguments: 8,
  },
});

const maxCached = 5000;
const cache = new Map<string, Expression>();

/**
 * Parses an expression once; later calls with the same text get the same object.
 * @throws {InvalidExpressionError} for a text that is not CEL or goes beyond `expressionLimits`.
 */
export function compileExpression(source: string): Expression {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const compiled = parseExpression(source);
  if (cache.size >= maxCached) cache.clear();
  cache.set(source, compiled);
  return compiled;
}

function parseExpression(source: string): Expression {
  if (source.length > expressionLimits.length) throw new InvalidExpressionError(tooLong);
  const ast = parseSource(source);
  const shape = readShape(ast);
  if (shape.loops > expressionLimits.loops || shape.nestedLoops > expressionLimits.nestedLoops) {
    throw new InvalidExpressionError('The expression has too many loops');
  }
  const program = programFor(ast);
  return {
    source,
    variables: [...shape.variables],
    ast,
    run: (scope) => program.run(scope).value,
    stepsFor: (scope) => program.run(scope).steps,
  };
}

function programFor(ast: ASTNode): Program {
  try {
    return programOf(ast);
  } catch (error) {
    throw new InvalidExpressionError(firstLine(error), offsetOf(error));
  }
}

function parseSource(source: string): ASTNode {
  try {
    return parser.parse(source).ast;
  } catch (error) {
    const fault = celFaultOf(error);
    throw new InvalidExpressionError(fault === undefined ? tooLong : celWords(fault, source), fault?.start);
  }
}

interface ExpressionShape {
  readonly variables: Set<string>;
  loops: number;
  nestedLoops: number;
}

function readShape(ast: ASTNode): ExpressionShape {
  const shape: ExpressionShape = { variables: new Set(), loops: 0, nestedLoops: 0 };
  visit(ast, new Set(), 0, shape);
  return shape;
}

/** The variables that a part of an expression reads. */
export function variablesOf(node: ASTNode): string[] {
  return [...readShape(node).variables];
}

function visit(node: ASTNode, bound: ReadonlySet<string>, loopDepth: number, shape: ExpressionShape): void {
  switch (node.op) {
    case 'value':
      return;
    case 'id':
      if (!bound.has(node.args)) shape.variables.add(node.args);
      return;
    case '.':
    case '.?':
      visit(node.args[0], bound, loopDepth, shape);
      return;
    case '!_':
    case '-_':
      visit(node.args, bound, loopDepth, shape);
      return;
    case 'call':
      for (const argument of node.args[1]) visit(argument, bound, loopDepth, shape);
      return;
    case 'map':
      for (const [key, value] of node.args) {
        visit(key, bound, loopDepth, shape);
        visit(value, bound, loopDepth, shape);
      }
      return;
    case 'rcall':
      visitMethod(node.args, bound, loopDepth, shape);
      return;
    default:
      for (const argument of node.args) visit(argument, bound, loopDepth, shape);
  }
}

function visitMethod(
  [name, receiver, args]: [string, ASTNode, ASTNode[]],
  bound: ReadonlySet<string>,
  loopDepth: number,
  shape: ExpressionShape,
): void {
  visit(receiver, bound, loopDepth, shape);
  const [variable, ...body] = args;
  if (!isLoop(name) || variable?.op !== 'id') {
    for (const argument of args) visit(argument, bound, loopDepth, shape);
    return;
  }
  shape.loops += 1;
  shape.nestedLoops = Math.max(shape.nestedLoops, loopDepth + 1);
  const inner = new Set([...bound, variable.args]);
  for (const argument of body) visit(argument, inner, loopDepth + 1, shape);
}

/** What a check says: `undecided` when it compares with something that has not been answered. */
export type Verdict = 'holds' | 'fails' | 'undecided';

/** Told of each expression that went over its share of steps; set once by what starts the process, to be logged. */
let tellCostly: (source: string) => void = () => {};

export function onCostlyExpression(listener: (source: string) => void): void {
  tellCostly = listener;
}

const unknown = Symbol('unknown');

/** The value, or `unknown` when it cannot be told; a fault of ours is thrown. */
function attempt(expression: Expression | string, scope: ExpressionScope): unknown {
  const compiled = typeof expression === 'string' ? compileExpression(expression) : expression;
  try {
    return compiled.run(scope);
  } catch (error) {
    if (error instanceof CostlyExpressionError) {
      tellCostly(compiled.source);
      return unknown;
    }
    if (error instanceof EvaluationProblem || isPatternError(error)) return unknown;
    throw error;
  }
}

function isPatternError(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('RE2JS');
}

/**
 * Runs a check. What cannot be told while a variable is null has nothing to compare with yet; what costs too much is
 * not held against the person either.
 */
export function judge(expression: Expression, scope: ExpressionScope): Verdict {
  try {
    return expression.run(scope) === true ? 'holds' : 'fails';
  } catch (error) {
    if (error instanceof CostlyExpressionError) {
      tellCostly(expression.source);
      return 'undecided';
    }
    return expression.variables.some((name) => (scope.get(name) ?? null) === null) ? 'undecided' : 'fails';
  }
}

/** True when the condition is true; false when it is false, or cannot be told (a comparison with an unanswered field). */
export function holds(expression: Expression | string, scope: ExpressionScope): boolean {
  return attempt(expression, scope) === true;
}

/** The value as JavaScript (integers as numbers), or null when it cannot be told. */
export function evaluate(expression: Expression | string, scope: ExpressionScope): unknown {
  const value = attempt(expression, scope);
  if (value === unknown) return null;
  return typeof value === 'bigint' ? Number(value) : value;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
