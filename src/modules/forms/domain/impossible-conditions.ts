import type { ASTNode } from '@marcbachmann/cel-js';
import { isIsoDate, resolveDateBound } from './civil-date.ts';
import { type Program, programOf } from './evaluate-expression.ts';
import { EvaluationProblem } from './expression-functions.ts';
import type { Field, SimpleField } from './form-schema.ts';

/** What a condition can come to, whatever is answered. */
export type Outcome = 'never' | 'always' | 'depends';

/** Outcomes of one part, as bits: it may hold, fail, or not be told. */
const holds = 1;
const fails = 2;
const untold = 4;
const anything = holds | fails | untold;

/** Beyond so many combinations of answers nothing is said. */
const maxCombinations = 4096;
/** Values of a field that are all tried when the way it is used is not understood. */
const maxWholeDomain = 12;
/** Any day does: conditions that also name a date are not tried with it. */
const sampleDay = '2026-06-15';

/**
 * Tries a condition with all the answers that make a difference: the options and the limits that it names, and one of
 * the others. `never` and `always` are certain; what is not understood counts as able to go either way.
 */
export function outcomeOf(ast: ASTNode, fieldOf: (name: string) => Field | undefined): Outcome {
  const domains = domainsOf(ast, fieldOf);
  if (domains === undefined) return 'depends';
  const trial = new Trial(domains);
  let seen = 0;
  for (const values of combinations(domains)) {
    seen |= trial.outcomes(ast, values);
    if (seen !== holds && (seen & holds) !== 0) return 'depends';
  }
  return (seen & holds) === 0 ? 'never' : seen === holds ? 'always' : 'depends';
}

/** Values to try, by name of variable, or by `age(name)`. */
type Domains = ReadonlyMap<string, readonly unknown[]>;

function* combinations(domains: Domains): Generator<ReadonlyMap<string, unknown>> {
  const entries = [...domains];
  const positions = entries.map(() => 0);
  for (;;) {
    yield new Map(entries.map(([name, values], index) => [name, values[positions[index] ?? 0]]));
    let index = 0;
    while (index < entries.length) {
      const next = (positions[index] ?? 0) + 1;
      positions[index] = next;
      if (next < (entries[index]?.[1].length ?? 0)) break;
      positions[index] = 0;
      index += 1;
    }
    if (index === entries.length) return;
  }
}

class Trial {
  readonly #domains: Domains;
  readonly #programs = new Map<ASTNode, Program | undefined>();

  constructor(domains: Domains) {
    this.#domains = domains;
  }

  outcomes(node: ASTNode, values: ReadonlyMap<string, unknown>): number {
    const program = this.#programFor(node);
    if (program !== undefined) return run(program, values);
    switch (node.op) {
      case '!_': {
        const inner = this.outcomes(node.args, values);
        return (inner & untold) | (inner & holds ? fails : 0) | (inner & fails ? holds : 0);
      }
      case '&&':
        return combined(this.outcomes(node.args[0], values), this.outcomes(node.args[1], values), fails);
      case '||':
        return combined(this.outcomes(node.args[0], values), this.outcomes(node.args[1], values), holds);
      default:
        return anything;
    }
  }

  /** A part whose every variable has values to try is simply run. */
  #programFor(node: ASTNode): Program | undefined {
    if (!this.#programs.has(node)) {
      const names = namesIn(node);
      const known = names !== undefined && [...names].every((name) => this.#domains.has(name));
      this.#programs.set(node, known ? programOf(withAges(node)) : undefined);
    }
    return this.#programs.get(node);
  }
}

function run(program: Program, values: ReadonlyMap<string, unknown>): number {
  try {
    const { value } = program.run(values);
    return value === true ? holds : value === false ? fails : untold;
  } catch (error) {
    if (error instanceof EvaluationProblem) return untold;
    throw error;
  }
}

/** `decisive` is what one side imposes whatever the other says. */
function combined(left: number, right: number, decisive: number): number {
  const other = decisive === holds ? fails : holds;
  let result = (left | right) & decisive;
  if (left & other && right & other) result |= other;
  if ((left & untold && right & ~decisive) || (right & untold && left & ~decisive)) result |= untold;
  return result;
}

/** Names of variables and of ages that a part reads; undefined when it has loops. */
function namesIn(node: ASTNode): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  return collectNames(node, names) ? names : undefined;
}

function collectNames(node: ASTNode, names: Set<string>): boolean {
  const age = ageOf(node);
  if (age !== undefined) {
    names.add(age);
    return true;
  }
  if (node.op === 'id') {
    names.add(node.args);
    return true;
  }
  if (node.op === 'rcall' || node.op === 'call') return false;
  return childrenOf(node).every((child) => collectNames(child, names));
}

/** `age(birth)` is tried as a number of its own. */
function ageOf(node: ASTNode): string | undefined {
  if (node.op !== 'call' || node.args[0] !== 'age') return undefined;
  const [birth] = node.args[1];
  return birth?.op === 'id' ? `age(${birth.args})` : undefined;
}

/** The part with its ages read as variables. */
function withAges(node: ASTNode): ASTNode {
  const age = ageOf(node);
  if (age !== undefined) return { ...node, op: 'id', args: age } as ASTNode;
  switch (node.op) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '&&':
    case '||':
    case 'in':
      return { ...node, op: node.op, args: node.args.map(withAges) } as ASTNode;
    case '!_':
      return { ...node, op: node.op, args: withAges(node.args) } as ASTNode;
    default:
      return node;
  }
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case '!_':
    case '-_':
      return [node.args];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    default:
      return node.args;
  }
}

/** How the condition uses a variable. */
interface Use {
  readonly literals: Set<unknown>;
  withToday: boolean;
  /** In a way that samples do not stand for: a pattern, a part of an address. */
  otherwise: boolean;
}

function usesIn(ast: ASTNode): Map<string, Use> {
  const uses = new Map<string, Use>();
  const useOf = (name: string): Use => {
    const known = uses.get(name) ?? { literals: new Set(), withToday: false, otherwise: false };
    uses.set(name, known);
    return known;
  };
  const nameOf = (node: ASTNode) => ageOf(node) ?? (node.op === 'id' ? node.args : undefined);
  const visit = (node: ASTNode): void => {
    const name = nameOf(node);
    if (name !== undefined) {
      useOf(name);
      return;
    }
    if (['==', '!=', '<', '<=', '>', '>=', 'in'].includes(node.op)) {
      const [left, right] = node.args as readonly [ASTNode, ASTNode];
      const [first, second] = [nameOf(left), nameOf(right)];
      const literals = literalsOf(first === undefined ? left : right);
      const variable = first ?? second;
      if (variable !== undefined && literals !== undefined) {
        for (const literal of literals) useOf(variable).literals.add(literal);
        return;
      }
      if (variable !== undefined && (first === 'today' || second === 'today')) {
        const compared = first === 'today' ? second : first;
        if (compared !== undefined) useOf(compared).withToday = true;
        useOf('today');
        return;
      }
      for (const side of [first, second]) if (side !== undefined) useOf(side).otherwise = true;
    }
    for (const child of childrenOf(node)) {
      const inner = nameOf(child);
      if (inner !== undefined && !['&&', '||', '!_', '?:'].includes(node.op)) useOf(inner).otherwise = true;
      visit(child);
    }
  };
  visit(ast);
  return uses;
}

function literalsOf(node: ASTNode): readonly unknown[] | undefined {
  if (node.op === 'value') return [node.args];
  if (node.op !== 'list' || !node.args.every((item) => item.op === 'value')) return undefined;
  return node.args.map((item) => item.args);
}

function domainsOf(ast: ASTNode, fieldOf: (name: string) => Field | undefined): Domains | undefined {
  const uses = usesIn(ast);
  const domains = new Map<string, readonly unknown[]>();
  let combined = 1;
  for (const [name, use] of uses) {
    const domain = name === 'today' ? undefined : domainOf(name, use, fieldOf);
    if (domain === undefined) continue;
    combined *= domain.length;
    if (combined > maxCombinations) return undefined;
    domains.set(name, domain);
  }
  const compared = [...uses].filter(([, use]) => use.withToday);
  const isRelative = compared.every(([, use]) => [...use.literals].every((literal) => literal === null));
  if (uses.has('today') && uses.get('today')?.otherwise !== true && isRelative) domains.set('today', [sampleDay]);
  return domains;
}

function domainOf(
  name: string,
  use: Use,
  fieldOf: (name: string) => Field | undefined,
): readonly unknown[] | undefined {
  const birth = /^age\((.+)\)$/.exec(name)?.[1];
  if (birth !== undefined) return agesOf(fieldOf(birth), use);
  const field = fieldOf(name);
  if (field === undefined || field.type === 'group' || field.type === 'table') return undefined;
  switch (field.type) {
    case 'yes-no':
      return [null, true, false];
    case 'consent':
    case 'declaration':
      return [null, true];
    case 'choice':
      return choicesOf(field, use);
    case 'choices':
    case 'ranked':
      return use.otherwise || use.literals.size > 4 ? undefined : subsetsOf([...use.literals]);
    case 'number':
    case 'money':
      return use.otherwise
        ? undefined
        : numbersAround(use, field.min, field.max, field.type === 'money' || field.integer);
    case 'date':
      return use.otherwise ? undefined : datesAround(use, field);
    case 'text':
    case 'country':
      return use.otherwise || [...use.literals].some((one) => one !== null && typeof one !== 'string')
        ? undefined
        : [null, ...textsAround(use)];
    default:
      return undefined;
  }
}

function choicesOf(field: Extract<SimpleField, { type: 'choice' }>, use: Use): readonly unknown[] | undefined {
  if (field.list !== undefined && field.options.length === 0) return undefined;
  const all = field.options.map((option) => option.value);
  if (all.length <= maxWholeDomain) return [null, ...all];
  if (use.otherwise) return undefined;
  const other = all.find((value) => !use.literals.has(value));
  return [null, ...all.filter((value) => use.literals.has(value)), ...(other === undefined ? [] : [other])];
}

function subsetsOf(values: readonly unknown[]): readonly unknown[] {
  const named = values.filter((value) => value !== null);
  let subsets: (readonly unknown[])[] = [[]];
  for (const value of named) subsets = subsets.concat(subsets.map((subset) => [...subset, value]));
  return [null, ...subsets];
}

/** Each text that is named, and others before, between and after them. */
function textsAround(use: Use): readonly string[] {
  const named = [...use.literals].filter((one): one is string => typeof one === 'string');
  return ['\u0001', ...named.flatMap((one) => [one, `${one}\u0001`])];
}

function numbersAround(
  use: Use,
  min: number | undefined,
  max: number | undefined,
  whole: boolean,
): readonly unknown[] | undefined {
  const named = [...use.literals].filter((one) => one !== null);
  if (!named.every((one): one is number | bigint => typeof one === 'bigint' || typeof one === 'number'))
    return undefined;
  const limits = [...named.map(Number), ...(min === undefined ? [] : [min]), ...(max === undefined ? [] : [max])];
  if (limits.length === 0) limits.push(0);
  const step = whole ? 1 : 0.5;
  const between = limits.flatMap((one) => limits.map((other) => (one + other) / 2));
  const candidates = new Set([...limits.flatMap((one) => [one - step, one, one + step]), ...between]);
  const possible = [...candidates].filter(
    (one) =>
      (min === undefined || one >= min) && (max === undefined || one <= max) && (!whole || Number.isInteger(one)),
  );
  return [null, ...possible.map((one) => (whole ? BigInt(one) : one))];
}

/** With `today`, bounds that move with it count; with dates that are named, bounds that are dates count. */
function datesAround(use: Use, field: Extract<SimpleField, { type: 'date' }>): readonly unknown[] | undefined {
  const named = [...use.literals].filter((one) => one !== null);
  if (!named.every((one): one is string => isIsoDate(one))) return undefined;
  if (use.withToday && named.length > 0) return undefined;
  const isCounted = (bound: string) => (use.withToday ? !isIsoDate(bound) : isIsoDate(bound));
  const resolved = (bound: string | undefined) =>
    bound !== undefined && isCounted(bound) ? resolveDateBound(bound, sampleDay) : undefined;
  const min = resolved(field.min);
  const max = resolved(field.max) ?? (field.birth && use.withToday ? sampleDay : undefined);
  const limits = [...named, ...(use.withToday ? [sampleDay] : []), ...[min, max].filter((one) => one !== undefined)];
  const candidates = new Set(
    limits.flatMap((one) => ['today-1d', 'today', 'today+1d'].map((by) => resolveDateBound(by, one))),
  );
  if (limits.length === 0) candidates.add(sampleDay);
  const possible = [...candidates].filter(
    (one) => one !== undefined && (min === undefined || one >= min) && (max === undefined || one <= max),
  );
  return [null, ...possible];
}

/** Full years, as the bounds of the birth date allow. */
function agesOf(field: Field | undefined, use: Use): readonly unknown[] | undefined {
  if (field?.type !== 'date' || use.otherwise) return undefined;
  const yearsAgo = (bound: string | undefined) => {
    if (bound === 'today') return 0;
    const years = /^today-(\d+)y$/.exec(bound ?? '')?.[1];
    return years === undefined ? undefined : Number(years);
  };
  const min = yearsAgo(field.max) ?? (field.birth ? 0 : undefined);
  const max = yearsAgo(field.min);
  // Whose birth is not answered has no age: comparing it cannot be told.
  return numbersAround(use, min, max, true)?.map((age) => age ?? 'unknown');
}
