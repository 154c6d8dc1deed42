import {
  type Clause,
  type Condition,
  type ConditionField,
  type ConditionFields,
  guardsOf,
  isClause,
  normalized,
} from './condition.ts';
import { type Measure, measureOf } from './operators.ts';

/** The CEL of a condition; '' for one that says nothing. */
export function conditionToCel(condition: Condition, fields: ConditionFields): string {
  const whole = normalized(condition);
  const [only] = whole.items;
  if (whole.items.length === 1 && only !== undefined && isClause(only)) return clauseToCel(only, fields).text;
  return groupToCel(whole, fields);
}

function groupToCel({ join, items }: Condition, fields: ConditionFields): string {
  return items
    .map((item) => (isClause(item) ? within(clauseToCel(item, fields)) : `(${groupToCel(item, fields)})`))
    .join(join === 'all' ? ' && ' : ' || ');
}

interface Written {
  readonly text: string;
  /** Made of two comparisons: it needs brackets beside others. */
  readonly compound: boolean;
}

function within({ text, compound }: Written): string {
  return compound ? `(${text})` : text;
}

const comparisons = { is: '==', 'is-not': '!=', more: '>', less: '<', 'at-least': '>=', 'at-most': '<=' } as const;

/** Order, content, age cannot be asked of what is null: the expression first says what then holds. */
function clauseToCel(clause: Clause, fields: ConditionFields): Written {
  const field = fields.get(clause.field);
  const guards = guardsOf(clause, fields);
  const text = comparisonOf(clause, fields);
  const part = field?.part;
  if (guards.length === 0) return { text, compound: false };
  if (clause.lenient === true || clause.operator === 'contains-not') {
    const missing = [...guards.map((name) => `${name} == null`), ...(part === undefined ? [] : [`!has(${part})`])];
    return { text: [...missing, text].join(' || '), compound: true };
  }
  const there = [...guards.map((name) => `${name} != null`), ...(part === undefined ? [] : [`has(${part})`])];
  return { text: [...there, text].join(' && '), compound: true };
}

const measured: Readonly<Record<Measure, (name: string) => string>> = {
  age: (name) => `age(${name})`,
  past: (name) => `days(${name}, today)`,
  ahead: (name) => `days(today, ${name})`,
  size: (name) => `size(${name})`,
  lasts: (name) => `days(${name}.from, ${name}.to)`,
};

function comparisonOf(clause: Clause, fields: ConditionFields): string {
  const { field, operator } = clause;
  const known = fields.get(field);
  const value = clause.other ?? literal(clause.values[0] ?? '', known);
  const list = `[${clause.values.map((one) => literal(one, known)).join(', ')}]`;
  const measure = measureOf(operator);
  if (measure !== undefined)
    return `${measured[measure.measure](field)} ${measure.sense === 'under' ? '<' : '>='} ${clause.values[0] ?? '0'}`;
  switch (operator) {
    case 'filled':
      return `${field} != null`;
    case 'empty':
      return `${field} == null`;
    case 'one-of':
      return `${field} in ${list}`;
    case 'none-of':
      return `!(${field} in ${list})`;
    case 'contains':
      return contains(field, known, value);
    case 'contains-not':
      return `!(${contains(field, known, value)})`;
    case 'in-commune':
    case 'out-commune':
      return `${known?.part ?? `${field}.code`} ${operator === 'in-commune' ? '==' : '!='} authority.code`;
    default:
      return `${field} ${comparisons[operator as keyof typeof comparisons]} ${value}`;
  }
}

function contains(name: string, field: ConditionField | undefined, value: string): string {
  return field?.kind === 'list' ? `${value} in ${name}` : `${name}.contains(${value})`;
}

function literal(value: string, field: ConditionField | undefined): string {
  switch (field?.kind) {
    case 'yes-no':
      return value === 'yes' ? 'true' : 'false';
    case 'number':
    case 'money':
      return value;
    case 'date':
      return value === 'today' ? 'today' : JSON.stringify(value);
    default:
      return JSON.stringify(value);
  }
}
