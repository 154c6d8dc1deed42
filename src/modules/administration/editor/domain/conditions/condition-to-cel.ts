import {
  type Clause,
  type ClauseGroup,
  type Condition,
  type ConditionField,
  isClause,
  normalized,
} from './condition.ts';

type Fields = ReadonlyMap<string, ConditionField>;

/** The CEL of a condition; '' for one that says nothing. */
export function conditionToCel(condition: Condition, fields: Fields): string {
  const { join, items } = normalized(condition);
  if (items.length === 1 && items[0] !== undefined && isClause(items[0])) return clauseToCel(items[0], fields).text;
  return items
    .map((item) => (isClause(item) ? within(clauseToCel(item, fields)) : `(${groupToCel(item, fields)})`))
    .join(join === 'all' ? ' && ' : ' || ');
}

function groupToCel(group: ClauseGroup, fields: Fields): string {
  return group.items.map((clause) => within(clauseToCel(clause, fields))).join(group.join === 'all' ? ' && ' : ' || ');
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

function clauseToCel(clause: Clause, fields: Fields): Written {
  const { field, operator } = clause;
  const value = literal(clause.values[0] ?? '', fields.get(field));
  const list = `[${clause.values.map((one) => literal(one, fields.get(field))).join(', ')}]`;
  // An unanswered field is null, of which order and content cannot be asked.
  const guarded = (test: string): Written => ({ text: `${field} != null && ${test}`, compound: true });
  switch (operator) {
    case 'filled':
      return { text: `${field} != null`, compound: false };
    case 'empty':
      return { text: `${field} == null`, compound: false };
    case 'is':
    case 'is-not':
      return { text: `${field} ${comparisons[operator]} ${value}`, compound: false };
    case 'one-of':
      return { text: `${field} in ${list}`, compound: false };
    case 'none-of':
      return { text: `!(${field} in ${list})`, compound: false };
    case 'contains':
      return guarded(contains(clause, fields, value));
    case 'contains-not':
      return { text: `${field} == null || !(${contains(clause, fields, value)})`, compound: true };
    case 'age-at-least':
      return guarded(`age(${field}) >= ${clause.values[0] ?? '0'}`);
    case 'age-under':
      return guarded(`age(${field}) < ${clause.values[0] ?? '0'}`);
    default:
      return guarded(`${field} ${comparisons[operator]} ${value}`);
  }
}

function contains(clause: Clause, fields: Fields, value: string): string {
  return fields.get(clause.field)?.kind === 'list'
    ? `${value} in ${clause.field}`
    : `${clause.field}.contains(${value})`;
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
