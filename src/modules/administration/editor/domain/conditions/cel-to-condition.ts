import { compileExpression, type Expression } from '#modules/forms/index.ts';
import {
  type Clause,
  type ClauseGroup,
  type Condition,
  type ConditionField,
  isSound,
  normalized,
} from './condition.ts';

type Fields = ReadonlyMap<string, ConditionField>;
type Node = Expression['ast'];

/** The condition that the builder shows for an expression; undefined for one that takes more than the builder can say. */
export function celToCondition(source: string, fields: Fields): Condition | undefined {
  let ast: Node;
  try {
    ast = compileExpression(source).ast;
  } catch {
    return undefined;
  }
  const single = clauseOf(ast, fields);
  if (single !== undefined) return { join: 'all', items: [single] };
  const top = groupOf(
    ast,
    fields,
    (node) => clauseOf(node, fields) ?? groupOf(node, fields, (inner) => clauseOf(inner, fields)),
  );
  return top === undefined ? undefined : normalized(top);
}

function groupOf<T extends Clause | ClauseGroup>(
  node: Node,
  fields: Fields,
  read: (node: Node) => T | undefined,
): { join: 'all' | 'any'; items: T[] } | undefined {
  if (node.op !== '&&' && node.op !== '||') return undefined;
  const parts = withoutNeedlessGuards(chainOf(node, node.op, fields), node.op);
  const items = parts.map(read);
  if (items.some((item) => item === undefined)) return undefined;
  return { join: node.op === '&&' ? 'all' : 'any', items: items as T[] };
}

/** `a && b && c` is parsed as `(a && b) && c`; what is one clause by itself stays whole. */
function chainOf(node: Node, op: '&&' | '||', fields: Fields): Node[] {
  if (node.op !== op || guardedOf(node, fields) !== undefined) return [node];
  const [left, right] = node.args;
  return [...chainOf(left, op, fields), right];
}

/** In `x != null && x > 3 && …` written by hand, the first part is only there for the second. */
function withoutNeedlessGuards(parts: readonly Node[], op: '&&' | '||'): Node[] {
  if (op === '||') return [...parts];
  return parts.filter((part, index) => {
    const guarded = nullTest(part, '!=');
    const next = parts[index + 1];
    return guarded === undefined || next === undefined || subjectOf(next) !== guarded;
  });
}

/** The field of a comparison that a guard belongs to: an order, a content, an age. */
function subjectOf(node: Node): string | undefined {
  switch (node.op) {
    case '>':
    case '<':
    case '>=':
    case '<=': {
      const [left] = node.args;
      if (left.op === 'id') return left.args;
      return ageOf(left);
    }
    case 'in':
      return node.args[1].op === 'id' ? node.args[1].args : undefined;
    case 'rcall':
      return containsCall(node)?.field;
    default:
      return undefined;
  }
}

function clauseOf(node: Node, fields: Fields): Clause | undefined {
  const clause = guardedOf(node, fields) ?? plainOf(node, fields);
  return clause !== undefined && isSound(clause, fields.get(clause.field)) ? clause : undefined;
}

/** `x != null && …` and `x == null || !(…)`, the two ways of a clause of two comparisons. */
function guardedOf(node: Node, fields: Fields): Clause | undefined {
  if (node.op === '&&') {
    const [left, right] = node.args;
    const field = nullTest(left, '!=');
    if (field === undefined || subjectOf(right) !== field) return undefined;
    const clause = plainOf(right, fields);
    return clause !== undefined && isSound(clause, fields.get(field)) ? clause : undefined;
  }
  if (node.op !== '||') return undefined;
  const [left, right] = node.args;
  const field = nullTest(left, '==');
  if (field === undefined || right.op !== '!_' || subjectOf(right.args) !== field) return undefined;
  const clause = plainOf(right.args, fields);
  return clause?.operator === 'contains' ? { ...clause, operator: 'contains-not' } : undefined;
}

function nullTest(node: Node, op: '==' | '!='): string | undefined {
  if (node.op !== op) return undefined;
  const [left, right] = node.args;
  return left.op === 'id' && right.op === 'value' && right.args === null ? left.args : undefined;
}

const byComparison = {
  '==': 'is',
  '!=': 'is-not',
  '>': 'more',
  '<': 'less',
  '>=': 'at-least',
  '<=': 'at-most',
} as const;

function plainOf(node: Node, fields: Fields): Clause | undefined {
  switch (node.op) {
    case 'id':
      return { field: node.args, operator: 'is', values: ['yes'] };
    case '!_':
      return negated(node.args, fields);
    case '==':
    case '!=':
    case '>':
    case '<':
    case '>=':
    case '<=':
      return comparison(node.op, node.args, fields);
    case 'in':
      return membership(node.args, fields);
    case 'rcall': {
      const call = containsCall(node);
      return call === undefined || fields.get(call.field)?.kind !== 'text'
        ? undefined
        : { field: call.field, operator: 'contains', values: [call.text] };
    }
    default:
      return undefined;
  }
}

function negated(node: Node, fields: Fields): Clause | undefined {
  if (node.op === 'id') return { field: node.args, operator: 'is', values: ['no'] };
  if (node.op !== 'in') return undefined;
  const inside = membership(node.args, fields);
  return inside?.operator === 'one-of' ? { ...inside, operator: 'none-of' } : undefined;
}

function comparison(
  op: keyof typeof byComparison,
  [left, right]: readonly [Node, Node],
  fields: Fields,
): Clause | undefined {
  const aged = ageOf(left);
  if (aged !== undefined) {
    const years = literalOf(right);
    if (years === undefined || typeof years.value !== 'bigint') return undefined;
    if (op === '>=') return { field: aged, operator: 'age-at-least', values: [String(years.value)] };
    return op === '<' ? { field: aged, operator: 'age-under', values: [String(years.value)] } : undefined;
  }
  if (left.op !== 'id') return undefined;
  const field = left.args;
  if (right.op === 'value' && right.args === null) {
    if (op === '==') return { field, operator: 'empty', values: [] };
    return op === '!=' ? { field, operator: 'filled', values: [] } : undefined;
  }
  const value = valueText(right, fields.get(field));
  return value === undefined ? undefined : { field, operator: byComparison[op], values: [value] };
}

function membership([item, list]: readonly [Node, Node], fields: Fields): Clause | undefined {
  if (list.op === 'id') {
    const value = literalOf(item);
    return typeof value?.value === 'string' && fields.get(list.args)?.kind === 'list'
      ? { field: list.args, operator: 'contains', values: [value.value] }
      : undefined;
  }
  if (item.op !== 'id' || list.op !== 'list') return undefined;
  const values = list.args.map((one) => valueText(one, fields.get(item.args)));
  if (values.some((value) => value === undefined)) return undefined;
  return { field: item.args, operator: 'one-of', values: values as string[] };
}

/** The date whose age is asked: `age(birth_date)`. */
function ageOf(node: Node): string | undefined {
  if (node.op !== 'call' || node.args[0] !== 'age') return undefined;
  const [subject] = node.args[1];
  return subject?.op === 'id' && node.args[1].length === 1 ? subject.args : undefined;
}

function containsCall(node: Node): { field: string; text: string } | undefined {
  if (node.op !== 'rcall') return undefined;
  const [name, receiver, given] = node.args;
  const text = given[0] === undefined ? undefined : literalOf(given[0]);
  if (name !== 'contains' || receiver.op !== 'id' || given.length !== 1 || typeof text?.value !== 'string')
    return undefined;
  return { field: receiver.args, text: text.value };
}

function literalOf(node: Node): { value: unknown } | undefined {
  if (node.op === 'value') return { value: node.args };
  if (node.op !== '-_' || node.args.op !== 'value') return undefined;
  const { args } = node.args;
  if (typeof args === 'bigint') return { value: -args };
  return typeof args === 'number' ? { value: -args } : undefined;
}

/** The text that the builder keeps for a literal, when it is of the kind that the field answers. */
function valueText(node: Node, field: ConditionField | undefined): string | undefined {
  if (field?.kind === 'date' && node.op === 'id' && node.args === 'today') return 'today';
  const literal = literalOf(node);
  if (literal === undefined || field === undefined) return undefined;
  const { value } = literal;
  if (field.kind === 'yes-no') return typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined;
  if (field.kind === 'number' || field.kind === 'money') {
    return typeof value === 'bigint' || typeof value === 'number' ? String(value) : undefined;
  }
  return typeof value === 'string' && value !== 'today' ? value : undefined;
}
