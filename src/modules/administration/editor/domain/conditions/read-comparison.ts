import type { Expression } from '#modules/forms/index.ts';
import type { Clause, ConditionField, ConditionFields } from './condition.ts';
import { type Measure, measureOperator } from './operators.ts';

export type ExpressionNode = Expression['ast'];
type Node = ExpressionNode;

/** The name of a variable or of a part of it: `people`, `dates.from`. */
export function pathOf(node: Node): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const holder = pathOf(node.args[0]);
  return holder === undefined ? undefined : `${holder}.${node.args[1]}`;
}

const byComparison = {
  '==': 'is',
  '!=': 'is-not',
  '>': 'more',
  '<': 'less',
  '>=': 'at-least',
  '<=': 'at-most',
} as const;
type ComparisonSign = keyof typeof byComparison;

function isComparisonSign(op: string): op is ComparisonSign {
  return op in byComparison;
}

/** What one comparison says of one field, whatever is tested beside it; undefined for what the builder cannot say. */
export function readComparison(node: Node, fields: ConditionFields): Clause | undefined {
  switch (node.op) {
    case 'id':
    case '.': {
      const field = pathOf(node);
      return field !== undefined && fields.get(field)?.kind === 'yes-no'
        ? { field, operator: 'is', values: ['yes'] }
        : undefined;
    }
    case '!_':
      return negated(node.args, fields);
    case 'in':
      return membership(node.args, fields);
    case 'rcall':
      return containedText(node, fields);
    default:
      return isComparisonSign(node.op) ? comparison(node.op, node.args as [Node, Node], fields) : undefined;
  }
}

function negated(node: Node, fields: ConditionFields): Clause | undefined {
  const inside = readComparison(node, fields);
  if (inside?.operator === 'one-of') return { ...inside, operator: 'none-of' };
  if (inside?.operator === 'contains') return { ...inside, operator: 'contains-not' };
  const isYes = (node.op === 'id' || node.op === '.') && inside?.operator === 'is';
  return isYes ? { ...inside, values: ['no'] } : undefined;
}

function comparison(
  sign: ComparisonSign,
  [left, right]: readonly [Node, Node],
  fields: ConditionFields,
): Clause | undefined {
  const measured = measuredBy(left);
  if (measured !== undefined) return measureClause(sign, measured, right);
  const name = pathOf(left);
  if (name === undefined) return undefined;
  if (pathOf(right) === 'authority.code') return placeClause(sign, name, fields);
  const field = fields.get(name);
  if (right.op === 'value' && right.args === null) {
    if (sign === '==') return { field: name, operator: 'empty', values: [] };
    return sign === '!=' ? { field: name, operator: 'filled', values: [] } : undefined;
  }
  const operator = byComparison[sign];
  const value = valueText(right, field);
  if (value !== undefined) return { field: name, operator, values: [value] };
  const other = pathOf(right);
  return other === undefined || field === undefined || !fields.has(other)
    ? undefined
    : { field: name, operator, values: [], other };
}

/** `home.citycode == authority.code`: in the commune of the authority that answers. */
function placeClause(sign: ComparisonSign, name: string, fields: ConditionFields): Clause | undefined {
  if (sign !== '==' && sign !== '!=') return undefined;
  const dot = name.lastIndexOf('.');
  const field = fields.get(name.slice(0, Math.max(0, dot)));
  if (field?.kind !== 'place' || name !== (field.part ?? `${field.id}.code`)) return undefined;
  return { field: field.id, operator: sign === '==' ? 'in-commune' : 'out-commune', values: [] };
}

interface Measured {
  readonly measure: Measure;
  readonly field: string;
}

/** `age(x)`, `days(x, today)`, `days(today, x)`, `days(x.from, x.to)`, `size(x)`. */
function measuredBy(node: Node): Measured | undefined {
  if (node.op !== 'call') return undefined;
  const [name, args] = node.args;
  const [first, second] = args.map(pathOf);
  if (name === 'age' && args.length === 1 && first !== undefined) return { measure: 'age', field: first };
  if (name === 'size' && args.length === 1 && first !== undefined) return { measure: 'size', field: first };
  if (name !== 'days' || args.length !== 2 || first === undefined || second === undefined) return undefined;
  if (second === 'today' && first !== 'today') return { measure: 'past', field: first };
  if (first === 'today' && second !== 'today') return { measure: 'ahead', field: second };
  const whole = first.endsWith('.from') ? first.slice(0, -'.from'.length) : undefined;
  return whole !== undefined && second === `${whole}.to` ? { measure: 'lasts', field: whole } : undefined;
}

/** Measures are whole: more than 3 is at least 4. */
function measureClause(sign: ComparisonSign, { measure, field }: Measured, right: Node): Clause | undefined {
  const limit = literalOf(right)?.value;
  if (typeof limit !== 'bigint' || sign === '==' || sign === '!=') return undefined;
  const sense = sign === '>' || sign === '>=' ? 'at-least' : 'under';
  const count = sign === '>' || sign === '<=' ? limit + 1n : limit;
  return { field, operator: measureOperator(measure, sense), values: [String(count)] };
}

function membership([item, list]: readonly [Node, Node], fields: ConditionFields): Clause | undefined {
  const holder = pathOf(list);
  if (holder !== undefined) {
    const value = literalOf(item);
    return typeof value?.value === 'string' && fields.get(holder)?.kind === 'list'
      ? { field: holder, operator: 'contains', values: [value.value] }
      : undefined;
  }
  const field = pathOf(item);
  if (field === undefined || list.op !== 'list') return undefined;
  const values = list.args.map((one) => valueText(one, fields.get(field)));
  if (values.some((value) => value === undefined)) return undefined;
  return { field, operator: 'one-of', values: values as string[] };
}

function containedText(node: Node, fields: ConditionFields): Clause | undefined {
  if (node.op !== 'rcall') return undefined;
  const [name, receiver, given] = node.args;
  const field = pathOf(receiver);
  const text = given[0] === undefined ? undefined : literalOf(given[0])?.value;
  if (name !== 'contains' || field === undefined || given.length !== 1 || typeof text !== 'string') return undefined;
  return fields.get(field)?.kind === 'text' ? { field, operator: 'contains', values: [text] } : undefined;
}

/** A value written in the expression: undefined for what is worked out. */
export function literalOf(node: Node): { value: unknown } | undefined {
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
