import { Environment } from '@marcbachmann/cel-js';
import type { ExpressionVariables, VariableType } from './expression-variables.ts';
import { compileExpression, linearSource, withFormFunctions } from './expressions.ts';

export interface ExpressionProblem {
  readonly message: string;
}

export type ExpectedType = 'bool' | 'string' | 'int' | 'double' | 'any';

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
    return [{ message: `Not a valid expression: ${firstLine(error)}` }];
  }
  const result = environmentOf(variables).check(linearSource(source));
  if (!result.valid) return [{ message: inWords(result.error) }];
  if (expected === 'any' || result.type === 'dyn' || result.type === expected) return [];
  if (expected === 'double' && result.type === 'int') return [];
  return [{ message: `Gives ${result.type ?? 'nothing'}, but ${expected} is expected` }];
}

function environmentOf(variables: ExpressionVariables): Environment {
  const known = environments.get(variables);
  if (known !== undefined) return known;
  const environment = typedEnvironment(variables);
  environments.set(variables, environment);
  return environment;
}

function typedEnvironment(variables: ExpressionVariables): Environment {
  const environment = withFormFunctions(new Environment({ homogeneousAggregateLiterals: true }), () => '');
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

function inWords(error: unknown): string {
  const message = firstLine(error);
  const unknownName = /^Unknown variable: (.+)$/.exec(message);
  if (unknownName !== null) return `Unknown name "${unknownName[1]}"`;
  const unknownKey = /^No such key: (.+)$/.exec(message);
  if (unknownKey !== null) return `Unknown key "${unknownKey[1]}"`;
  const overload = /^no such overload: (.+)$/.exec(message);
  if (overload !== null) return `These types do not go together: ${overload[1]}`;
  return message.replaceAll('matchesLinear', 'matches');
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
