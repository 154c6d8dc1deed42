import type { ASTNode } from '@marcbachmann/cel-js';
import { unknownFunction } from './cel-words.ts';
import {
  EvaluationProblem,
  type FunctionSurroundings,
  findExpressionFunction,
  requireInt,
} from './expression-functions.ts';

/**
 * Runs the tree of an expression with a count of its steps: an expression is written by an administrator, its texts and
 * lists by anybody, and neither may hold the process up. A step is about a tenth of a microsecond.
 */
export const stepsPerExpression = 300_000;

/** What all the expressions of one walk through a form may cost together: some tenths of a second at the very most. */
export const stepsPerWalk = 3_000_000;

/** A text longer than this is not built. */
const longestText = 100_000;
/** A list longer than this is not built. */
const longestList = 2000;

/** The expression cost more than `stepsPerExpression`: its value is not known. */
export class CostlyExpressionError extends Error {
  constructor() {
    super('The expression costs too much');
    this.name = 'CostlyExpressionError';
  }
}

/** The values of one evaluation. */
export interface EvaluationScope {
  get(name: string): unknown;
  /** The words of a field's answer, as summaries say it; undefined when there is none. */
  label?(name: string): string | undefined;
  /** Counts the steps of all that is evaluated with it: see `stepsPerWalk`. */
  readonly spent?: SpentSteps | undefined;
}

/** The steps that evaluations have taken together. */
export interface SpentSteps {
  steps: number;
}

/** What one evaluation carries. */
class Evaluation implements FunctionSurroundings {
  readonly scope: EvaluationScope;
  readonly today: string;
  readonly #together: SpentSteps | undefined;
  readonly locals: { readonly name: string; value: unknown }[] = [];
  steps = 0;

  constructor(scope: EvaluationScope) {
    this.scope = scope;
    this.#together = scope.spent;
    const today = scope.get('today');
    this.today = typeof today === 'string' ? today : '';
  }

  spend(steps: number): void {
    this.steps += steps;
    if (this.#together !== undefined) this.#together.steps += steps;
    if (this.steps > stepsPerExpression || (this.#together?.steps ?? 0) > stepsPerWalk)
      throw new CostlyExpressionError();
  }

  read(name: string): unknown {
    for (let index = this.locals.length - 1; index >= 0; index -= 1) {
      const local = this.locals[index];
      if (local?.name === name) return local.value;
    }
    return this.scope.get(name) ?? null;
  }
}

type Step = (evaluation: Evaluation) => unknown;

/** An expression ready to be run. */
export interface Program {
  run(scope: EvaluationScope): { readonly value: unknown; readonly steps: number };
}

/** @throws {EvaluationProblem} for what this language leaves out of CEL */
export function programOf(ast: ASTNode): Program {
  const step = compile(ast);
  return {
    run(scope) {
      const evaluation = new Evaluation(scope);
      return { value: step(evaluation), steps: Math.ceil(evaluation.steps) };
    },
  };
}

function compile(node: ASTNode): Step {
  const step = compileNode(node);
  return (evaluation) => {
    evaluation.spend(1);
    return step(evaluation);
  };
}

function compileNode(node: ASTNode): Step {
  switch (node.op) {
    case 'value': {
      const value = node.args;
      if (typeof value === 'object' && value !== null)
        throw new EvaluationProblem('Bytes and unsigned numbers are not known');
      return () => value;
    }
    case 'id': {
      const name = node.args;
      return (evaluation) => evaluation.read(name);
    }
    case '.': {
      const receiver = compile(node.args[0]);
      const key = node.args[1];
      return (evaluation) => keyOf(receiver(evaluation), key);
    }
    case '[]': {
      const [receiver, index] = node.args.map(compile) as [Step, Step];
      return (evaluation) => itemOf(receiver(evaluation), index(evaluation));
    }
    case '.?':
    case '[?]':
      throw new EvaluationProblem('Optional access is not known: write has(a.b) first');
    case '!_': {
      const operand = compile(node.args);
      return (evaluation) => !truth(operand(evaluation));
    }
    case '-_': {
      const operand = compile(node.args);
      return (evaluation) => negative(operand(evaluation));
    }
    case '?:': {
      const [condition, yes, no] = node.args.map(compile) as [Step, Step, Step];
      return (evaluation) => (truth(condition(evaluation)) ? yes(evaluation) : no(evaluation));
    }
    case '&&':
    case '||':
      return logical(node.op === '||', compile(node.args[0]), compile(node.args[1]));
    case 'list':
      return listOf(node.args.map(compile));
    case 'map':
      return recordOf(node.args.map(([key, value]) => [compile(key), compile(value)] as const));
    case 'call':
      return call(node.args[0], node.args[1]);
    case 'rcall':
      return method(node.args[0], node.args[1], node.args[2]);
    default: {
      const [left, right] = [compile(node.args[0]), compile(node.args[1])];
      const operate = operators[node.op];
      return (evaluation) => operate(left(evaluation), right(evaluation), evaluation);
    }
  }
}

function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new EvaluationProblem('Neither true nor false');
}

function negative(value: unknown): unknown {
  if (typeof value === 'bigint') return requireInt(-value);
  if (typeof value === 'number') return -value;
  throw new EvaluationProblem('Not a number');
}

/** As in CEL, what cannot be told is of no weight when the other side decides by itself. */
function logical(decisive: boolean, left: Step, right: Step): Step {
  return (evaluation) => {
    let undecided: EvaluationProblem | undefined;
    try {
      if (truth(left(evaluation)) === decisive) return decisive;
    } catch (error) {
      if (!(error instanceof EvaluationProblem)) throw error;
      undecided = error;
    }
    if (truth(right(evaluation)) === decisive) return decisive;
    if (undecided !== undefined) throw undecided;
    return !decisive;
  };
}

function keyOf(receiver: unknown, key: string): unknown {
  if (isRecord(receiver) && Object.hasOwn(receiver, key)) return Reflect.get(receiver, key) ?? null;
  throw new EvaluationProblem(`No such key: ${key}`);
}

function itemOf(receiver: unknown, index: unknown): unknown {
  if (typeof index === 'string') return keyOf(receiver, index);
  const position = typeof index === 'bigint' ? Number(index) : index;
  if (Array.isArray(receiver) && typeof position === 'number' && position >= 0 && position < receiver.length)
    return receiver[position] ?? null;
  throw new EvaluationProblem('Outside the list');
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(items: readonly Step[]): Step {
  return (evaluation) => items.map((item) => item(evaluation));
}

function recordOf(entries: readonly (readonly [Step, Step])[]): Step {
  return (evaluation) =>
    Object.fromEntries(entries.map(([key, value]) => [String(key(evaluation)), value(evaluation)] as const));
}

type Operator = Extract<ASTNode['op'], '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | 'in'>;

const operators: Readonly<Record<Operator, (left: unknown, right: unknown, evaluation: Evaluation) => unknown>> = {
  '==': (left, right, evaluation) => isSame(left, right, evaluation),
  '!=': (left, right, evaluation) => !isSame(left, right, evaluation),
  '<': (left, right) => order(left, right) < 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>': (left, right) => order(left, right) > 0,
  '>=': (left, right) => order(left, right) >= 0,
  '+': add,
  '-': (left, right) =>
    arithmetic(
      left,
      right,
      (a, b) => a - b,
      (a, b) => a - b,
    ),
  '*': (left, right) =>
    arithmetic(
      left,
      right,
      (a, b) => a * b,
      (a, b) => a * b,
    ),
  '/': (left, right) => arithmetic(left, right, divide, (a, b) => a / b),
  '%': (left, right) => arithmetic(left, right, remainder, (a, b) => a % b),
  in: isIn,
};

function divide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new EvaluationProblem('Division by zero');
  return a / b;
}

function remainder(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new EvaluationProblem('Division by zero');
  return a % b;
}

function arithmetic(
  left: unknown,
  right: unknown,
  whole: (a: bigint, b: bigint) => bigint,
  decimal: (a: number, b: number) => number,
): unknown {
  if (typeof left === 'bigint' && typeof right === 'bigint') return requireInt(whole(left, right));
  if (isNumber(left) && isNumber(right)) return decimal(Number(left), Number(right));
  throw new EvaluationProblem('Not numbers');
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function add(left: unknown, right: unknown, evaluation: Evaluation): unknown {
  if (typeof left === 'string' && typeof right === 'string') {
    const length = left.length + right.length;
    if (length > longestText) throw new CostlyExpressionError();
    evaluation.spend(length / 200);
    return left + right;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length + right.length > longestList) throw new CostlyExpressionError();
    evaluation.spend(left.length + right.length);
    return [...left, ...right];
  }
  return arithmetic(
    left,
    right,
    (a, b) => a + b,
    (a, b) => a + b,
  );
}

function order(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (isNumber(left) && isNumber(right)) return left < right ? -1 : left > right ? 1 : 0;
  throw new EvaluationProblem('Cannot be compared');
}

function isSame(left: unknown, right: unknown, evaluation: Evaluation): boolean {
  if (left === right) return true;
  // A whole number equals a decimal one of the same value.
  if (isNumber(left) && isNumber(right)) return Number(left) === Number(right);
  if (Array.isArray(left) && Array.isArray(right)) {
    evaluation.spend(left.length);
    return left.length === right.length && left.every((item, index) => isSame(item, right[index], evaluation));
  }
  if (isRecord(left) && isRecord(right)) {
    const keys = Object.keys(left);
    evaluation.spend(keys.length);
    return (
      keys.length === Object.keys(right).length &&
      keys.every(
        (key) => Object.hasOwn(right, key) && isSame(Reflect.get(left, key), Reflect.get(right, key), evaluation),
      )
    );
  }
  return false;
}

function isIn(item: unknown, container: unknown, evaluation: Evaluation): boolean {
  if (Array.isArray(container)) {
    evaluation.spend(container.length);
    return container.some((one) => isSame(one, item, evaluation));
  }
  if (isRecord(container) && typeof item === 'string') return Object.hasOwn(container, item);
  throw new EvaluationProblem('Not a list');
}

function call(name: string, args: readonly ASTNode[]): Step {
  if (name === 'has') return has(args);
  if (name === 'label') return label(args);
  return functionCall(name, false, args);
}

/** `has(address.citycode)`: false for an unanswered address as for one without a code. */
function has([argument]: readonly ASTNode[]): Step {
  if (argument?.op !== '.') throw new EvaluationProblem('Write has(field.part)');
  const receiver = compile(argument.args[0]);
  const key = argument.args[1];
  return (evaluation) => {
    const value = receiver(evaluation);
    return isRecord(value) && Object.hasOwn(value, key) && Reflect.get(value, key) != null;
  };
}

function label([argument]: readonly ASTNode[]): Step {
  if (argument?.op !== 'id') throw new EvaluationProblem('Write label(field)');
  const name = argument.args;
  return (evaluation) => {
    const words = evaluation.scope.label?.(name);
    if (words === undefined) throw new EvaluationProblem('Not answered');
    evaluation.spend(1 + words.length / 50);
    return words;
  };
}

function functionCall(name: string, isMethod: boolean, args: readonly ASTNode[]): Step {
  const known = findExpressionFunction(name, isMethod);
  if (known === undefined) throw new EvaluationProblem(unknownFunction(name));
  const steps = args.map(compile);
  return (evaluation) =>
    known.run(
      steps.map((step) => step(evaluation)),
      evaluation,
    );
}

type Loop = (list: readonly unknown[], body: (item: unknown) => readonly unknown[], evaluation: Evaluation) => unknown;

/** What loops do with the body's value for each item. */
const loops: Readonly<Record<string, Loop>> = {
  all: (list, body) => quantified(list, body, false),
  exists: (list, body) => quantified(list, body, true),
  exists_one: (list, body) => list.filter((item) => truth(body(item)[0])).length === 1,
  filter: (list, body) => list.filter((item) => truth(body(item)[0])),
  map: (list, body) => list.map((item) => body(item)[0]),
};

const mapWhere: Loop = (list, body) => list.flatMap((item) => body(item));

export function isLoop(name: string): boolean {
  return Object.hasOwn(loops, name);
}

function quantified(list: readonly unknown[], body: (item: unknown) => readonly unknown[], decisive: boolean): boolean {
  let undecided: EvaluationProblem | undefined;
  for (const item of list) {
    try {
      if (truth(body(item)[0]) === decisive) return decisive;
    } catch (error) {
      if (!(error instanceof EvaluationProblem)) throw error;
      undecided = error;
    }
  }
  if (undecided !== undefined) throw undecided;
  return !decisive;
}

function method(name: string, receiver: ASTNode, args: readonly ASTNode[]): Step {
  const [variable, ...bodies] = args;
  const loop = loops[name];
  if (!isLoop(name) || loop === undefined) return functionCall(name, true, [receiver, ...args]);
  if (variable?.op !== 'id' || bodies.length === 0 || bodies.length > (name === 'map' ? 2 : 1))
    throw new EvaluationProblem(`Write list.${name}(item, condition)`);
  const over = compile(receiver);
  const steps = bodies.map(compile);
  const [first, second] = steps;
  const isFiltered = second !== undefined;
  return (evaluation) => {
    const list = over(evaluation);
    if (!Array.isArray(list)) throw new EvaluationProblem('Not a list');
    const local = { name: variable.args, value: null as unknown };
    evaluation.locals.push(local);
    try {
      const body = (item: unknown): readonly unknown[] => {
        local.value = item;
        evaluation.spend(1);
        const value = first?.(evaluation);
        if (!isFiltered) return [value];
        return truth(value) ? [second(evaluation)] : [];
      };
      return (isFiltered ? mapWhere : loop)(list, body, evaluation);
    } finally {
      evaluation.locals.pop();
    }
  };
}
