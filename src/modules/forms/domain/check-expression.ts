import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { celFaultOf, celWords } from './cel-words.ts';
import type { ExpressionVariables, VariableType } from './expression-variables.ts';
import { compileExpression, InvalidExpressionError, offsetOf, withFormFunctions } from './expressions.ts';
import { patternProblem } from './linear-pattern.ts';
import { nearestName } from './nearest-name.ts';

export interface ExpressionProblem {
  readonly message: string;
  /** Where in the expression's text, when it is known. */
  readonly offset?: number;
}

export type ExpectedType = 'bool' | 'string' | 'int' | 'double' | 'number' | 'any';

const environments = new WeakMap<ExpressionVariables, Environment>();

/**
 * What is wrong with an expression, in words for its author: not CEL, too long, an unknown name, types that do not go
 * together, another type than expected. Any variable may be compared with null, since it may be unanswered.
 * The environment is kept by identity of `variables`: hand in the same object for the expressions of one form.
 */
export function checkExpression(
  source: string,
  variables: ExpressionVariables,
  expected: ExpectedType = 'bool',
): ExpressionProblem[] {
  try {
    compileExpression(source);
  } catch (error) {
    const offset = error instanceof InvalidExpressionError ? error.offset : undefined;
    return [at(error instanceof Error ? error.message : String(error), offset)];
  }
  const result = environmentOf(variables).check(source);
  if (!result.valid) return [at(inWords(result.error, source, variables), offsetOf(result.error))];
  const { ast } = compileExpression(source);
  const literals = [...checkSummedColumns(ast, variables), ...checkPatterns(ast)];
  if (literals.length > 0) return literals;
  if (expected === 'any' || result.type === 'dyn' || result.type === expected) return [];
  if ((expected === 'double' || expected === 'number') && result.type === 'int') return [];
  if (expected === 'number' && result.type === 'double') return [];
  return [{ message: `Gives ${result.type ?? 'nothing'}, but ${expected} is expected` }];
}

function at(message: string, offset: number | undefined): ExpressionProblem {
  return offset === undefined ? { message } : { message, offset };
}

function environmentOf(variables: ExpressionVariables): Environment {
  const known = environments.get(variables);
  if (known !== undefined) return known;
  const environment = typedEnvironment(variables);
  environments.set(variables, environment);
  return environment;
}

function typedEnvironment(variables: ExpressionVariables): Environment {
  const environment = withFormFunctions(new Environment({ homogeneousAggregateLiterals: true }));
  environment.registerOperator('int == double', (left: unknown, right: unknown) => Number(left) === Number(right));
  const types = new TypeNames(environment);
  for (const simple of ['int', 'double', 'string', 'bool']) types.makeNullable(simple);
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, types.nameOf(type));
  return environment;
}

/** Registers record types under names of their own, once per shape, and lets every type be compared with null. */
class TypeNames {
  readonly #environment: Environment;
  readonly #records = new Map<string, string>();
  readonly #nullable = new Set<string>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  nameOf(type: VariableType): string {
    if (typeof type === 'string') return this.makeNullable(type);
    if ('record' in type) return this.makeNullable(this.#recordName(type.record));
    return this.makeNullable(`list<${this.#recordName(type.listOf)}>`);
  }

  makeNullable(type: string): string {
    if (type === 'dyn' || this.#nullable.has(type)) return type;
    this.#nullable.add(type);
    this.#environment.registerOperator(`${type} == null`, () => false);
    return type;
  }

  #recordName(shape: ExpressionVariables): string {
    const key = JSON.stringify(shape);
    const known = this.#records.get(key);
    if (known !== undefined) return known;
    const fields = Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, this.nameOf(type)]));
    const name = `Record${this.#records.size + 1}`;
    this.#records.set(key, name);
    this.#environment.registerType(name, { fields });
    this.makeNullable(name);
    return name;
  }
}

function inWords(error: unknown, source: string, variables: ExpressionVariables): string {
  const fault = celFaultOf(error);
  if (fault === undefined) return error instanceof Error ? error.message : String(error);
  const name = /: (.+)$/.exec(fault.summary)?.[1];
  if (fault.code === 'unknown_variable' && name !== undefined)
    return `Unknown name "${name}"${orNearest(name, Object.keys(variables))}`;
  if (fault.code === 'no_such_key' && name !== undefined)
    return `Unknown key "${name}"${orNearest(name, keysOf(variables))}`;
  return celWords(fault, source);
}

function orNearest(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
}

const countable: ReadonlySet<string> = new Set(['int', 'double', 'dyn']);

/** `sum(group, "column")`: CEL takes any text for the column, which would add up to nothing. */
function checkSummedColumns(ast: ASTNode, variables: ExpressionVariables): ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  for (const node of callsOf(ast, 'sum')) {
    if (node.op !== 'call') continue;
    const [rows, column] = node.args[1];
    if (rows?.op !== 'id' || column?.op !== 'value' || typeof column.args !== 'string') continue;
    const type = Object.hasOwn(variables, rows.args) ? variables[rows.args] : undefined;
    if (type === undefined || typeof type === 'string' || !('listOf' in type)) continue;
    const name = column.args;
    const known = Object.hasOwn(type.listOf, name) ? type.listOf[name] : undefined;
    if (known === undefined) {
      const nearest = orNearest(name, Object.keys(type.listOf));
      problems.push(at(`The rows of "${rows.args}" have no "${name}"${nearest}`, offsetOf({ node: column })));
    } else if (typeof known !== 'string' || !countable.has(known)) {
      problems.push(
        at(`"${name}" of "${rows.args}" is not a number: it cannot be added up`, offsetOf({ node: column })),
      );
    }
  }
  return problems;
}

/** `text.matches("…")`: a pattern that RE2 does not know, or that would take long, would never match anything. */
function checkPatterns(ast: ASTNode): ExpressionProblem[] {
  return callsOf(ast, 'matches').flatMap((node) => {
    const pattern = node.op === 'call' ? node.args[1][0] : node.args[2][0];
    if (pattern?.op !== 'value' || typeof pattern.args !== 'string') return [];
    const problem = patternProblem(pattern.args);
    return problem === undefined ? [] : [at(`Pattern refused: ${problem}`, offsetOf({ node: pattern }))];
  });
}

type Call = Extract<ASTNode, { op: 'call' | 'rcall' }>;

/** The calls of a function or of a method, wherever they stand in an expression. */
function callsOf(root: unknown, name: string): Call[] {
  const found: Call[] = [];
  const pending: unknown[] = [root];
  for (let node = pending.pop(); node !== undefined || pending.length > 0; node = pending.pop()) {
    if (Array.isArray(node)) pending.push(...node);
    else if (isNode(node)) {
      if ((node.op === 'call' || node.op === 'rcall') && node.args[0] === name) found.push(node);
      pending.push(node.args);
    }
  }
  return found;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

/** The keys of all the records: which of them was meant cannot be told from the message. */
function keysOf(variables: ExpressionVariables): string[] {
  return Object.values(variables).flatMap((type) => {
    if (typeof type === 'string') return [];
    const shape = 'record' in type ? type.record : type.listOf;
    return [...Object.keys(shape), ...keysOf(shape)];
  });
}
