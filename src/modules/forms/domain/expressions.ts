import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { daysBetween, fullYears } from './civil-date.ts';
import { linearPattern } from './linear-pattern.ts';

/** A parsed expression and the names of the variables that it reads. */
export interface Expression {
  readonly source: string;
  readonly variables: readonly string[];
  /** The parsed tree, for what reads conditions without running them. */
  readonly ast: ASTNode;
  /** @throws on null comparisons, overflow…; use `holds` or `evaluate`. */
  run(values: Readonly<Record<string, unknown>>): unknown;
}

/** Values of variables; a variable that is absent is null. */
export interface ExpressionScope {
  get(name: string): unknown;
}

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
  constructor(message: string) {
    super(message);
    this.name = 'InvalidExpressionError';
  }
}

const mixedArithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** The functions and operators that expressions know besides CEL's own. `todayOf` gives the day for `age`. */
export function withFormFunctions(environment: Environment, todayOf: () => string): Environment {
  for (const [operator, compute] of Object.entries(mixedArithmetic)) {
    const mixed = (left: unknown, right: unknown) => compute(Number(left), Number(right));
    environment.registerOperator(`int ${operator} double: double`, mixed);
    environment.registerOperator(`double ${operator} int: double`, mixed);
  }
  return environment
    .registerFunction('age(string): int', (birth: string) => requireInteger(fullYears(birth, todayOf()), birth))
    .registerFunction('days(string, string): int', (from: string, to: string) =>
      requireInteger(daysBetween(from, to), `${from}, ${to}`),
    )
    .registerFunction(`string.${linearMatches}(string): bool`, (text: string, pattern: string) =>
      linearPattern(pattern).matcher(text).find(),
    );
}

function requireInteger(value: number | undefined, given: string): bigint {
  if (value === undefined) throw new InvalidExpressionError(`Not a date: ${given}`);
  return BigInt(value);
}

/** CEL's own `matches` runs JavaScript's backtracking engine, and cannot be overridden: calls to it are renamed. */
const linearMatches = 'matchesLinear';

/** The day of the evaluation under way: `age(birth)` has one argument. Evaluation is synchronous. */
let currentDay = '';

const environment = withFormFunctions(
  new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: expressionLimits.nodes,
      maxDepth: expressionLimits.depth,
      maxListElements: expressionLimits.listElements,
      maxMapEntries: 50,
      maxCallArguments: 8,
    },
  }),
  () => currentDay,
);

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
  if (source.length > expressionLimits.length) throw new InvalidExpressionError('The expression is too long');
  const ast = parseSource(source).ast;
  const shape = readShape(ast);
  if (shape.loops > expressionLimits.loops || shape.nestedLoops > expressionLimits.nestedLoops) {
    throw new InvalidExpressionError('The expression has too many loops');
  }
  if (shape.unboundedLoop) throw new InvalidExpressionError('A loop goes over an answer or a list, nothing computed');
  const program = parseSource(withLinearMatches(source, shape.matches));
  return {
    source,
    variables: [...shape.variables],
    ast,
    run: (values) => {
      const { today } = values;
      currentDay = typeof today === 'string' ? today : '';
      return program(values);
    },
  };
}

function parseSource(source: string) {
  try {
    return environment.parse(source);
  } catch (error) {
    throw new InvalidExpressionError(firstLine(error));
  }
}

/** The text of the expression in which `matches` is the linear-time one. */
export function linearSource(source: string): string {
  return withLinearMatches(source, readShape(parseSource(source).ast).matches);
}

function withLinearMatches(source: string, calls: readonly { readonly from: number; readonly to: number }[]): string {
  let rewritten = source;
  for (const { from, to } of [...calls].sort((a, b) => b.from - a.from)) {
    const call = rewritten.slice(from, to);
    const name = /^[\s)]*\.\s*matches(?=\s*\()/.exec(call);
    if (name === null) throw new InvalidExpressionError('Write .matches("…") without comments inside');
    const renamed = `${name[0].slice(0, -'matches'.length)}${linearMatches}`;
    rewritten = rewritten.slice(0, from) + renamed + rewritten.slice(from + name[0].length);
  }
  return rewritten;
}

interface ExpressionShape {
  readonly variables: Set<string>;
  readonly matches: { from: number; to: number }[];
  /** A loop over what is not an answer or a list written out, such as the letters of a text. */
  unboundedLoop: boolean;
  loops: number;
  nestedLoops: number;
}

const loopMacros = new Set(['all', 'exists', 'exists_one', 'map', 'filter', 'sortBy']);

function readShape(ast: ASTNode): ExpressionShape {
  const shape: ExpressionShape = { variables: new Set(), matches: [], unboundedLoop: false, loops: 0, nestedLoops: 0 };
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
      visitMethod(node.args, { from: node.args[1].range.end, to: node.range.end }, bound, loopDepth, shape);
      return;
    default:
      for (const argument of node.args) visit(argument, bound, loopDepth, shape);
  }
}

function visitMethod(
  [name, receiver, args]: [string, ASTNode, ASTNode[]],
  range: { from: number; to: number },
  bound: ReadonlySet<string>,
  loopDepth: number,
  shape: ExpressionShape,
): void {
  visit(receiver, bound, loopDepth, shape);
  if (name === 'matches') shape.matches.push(range);
  const [variable, ...body] = args;
  if (!loopMacros.has(name) || variable?.op !== 'id') {
    for (const argument of args) visit(argument, bound, loopDepth, shape);
    return;
  }
  shape.loops += 1;
  shape.unboundedLoop ||= !isShortList(receiver);
  shape.nestedLoops = Math.max(shape.nestedLoops, loopDepth + 1);
  const inner = new Set([...bound, variable.args]);
  for (const argument of body) visit(argument, inner, loopDepth + 1, shape);
}

/** Answers hold short lists (rows, options); a list computed from a text can be as long as the text. */
function isShortList(node: ASTNode): boolean {
  switch (node.op) {
    case 'id':
    case '.':
    case '[]':
    case 'list':
      return true;
    case 'rcall':
      return loopMacros.has(node.args[0]) && isShortList(node.args[1]);
    default:
      return false;
  }
}

/** What a check says: `undecided` when it compares with something that has not been answered. */
export type Verdict = 'holds' | 'fails' | 'undecided';

/** Runs a check; an error while a variable is null means that there is nothing to compare with yet. */
export function judge(expression: Expression, scope: ExpressionScope): Verdict {
  const values = valuesOf(expression, scope);
  try {
    return expression.run(values) === true ? 'holds' : 'fails';
  } catch {
    return Object.values(values).includes(null) ? 'undecided' : 'fails';
  }
}

/** True when the condition is true; false when it is false, or cannot be told (a comparison with an unanswered field). */
export function holds(expression: Expression | string, scope: ExpressionScope): boolean {
  const compiled = typeof expression === 'string' ? compileExpression(expression) : expression;
  try {
    return compiled.run(valuesOf(compiled, scope)) === true;
  } catch {
    return false;
  }
}

/** The value as JavaScript (integers as numbers), or null when it cannot be told. */
export function evaluate(expression: Expression | string, scope: ExpressionScope): unknown {
  const compiled = typeof expression === 'string' ? compileExpression(expression) : expression;
  try {
    const value = compiled.run(valuesOf(compiled, scope));
    return typeof value === 'bigint' ? Number(value) : value;
  } catch {
    return null;
  }
}

function valuesOf(expression: Expression, scope: ExpressionScope): Record<string, unknown> {
  const values: Record<string, unknown> = { today: scope.get('today') ?? '' };
  for (const name of expression.variables) values[name] = scope.get(name) ?? null;
  return values;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
