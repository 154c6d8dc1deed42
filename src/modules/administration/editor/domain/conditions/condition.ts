/** What a clause may say of an answer, in the words of the builder. */
export const operators = [
  'is',
  'is-not',
  'one-of',
  'none-of',
  'contains',
  'contains-not',
  'filled',
  'empty',
  'more',
  'less',
  'at-least',
  'at-most',
  'age-at-least',
  'age-under',
] as const;
export type Operator = (typeof operators)[number];

/** What kind of answer a field gives, for what can be said of it. */
export type AnswerKind = 'yes-no' | 'choice' | 'list' | 'text' | 'number' | 'money' | 'date' | 'month' | 'time' | 'any';

/** A field that a condition may speak of. */
export interface ConditionField {
  readonly id: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly kind: AnswerKind;
  readonly options: readonly { readonly value: string; readonly label: { readonly fr: string; readonly en: string } }[];
}

/**
 * "« Vous êtes » est « Une association »". Values are texts: an option's value, `yes`, `no`, a number with a dot, cents, a
 * date YYYY-MM-DD or `today`. `filled` and `empty` have none, `one-of` and `none-of` several, the others one.
 */
export interface Clause {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

export interface ClauseGroup {
  readonly join: 'all' | 'any';
  readonly items: readonly Clause[];
}

/** All of the items, or any of them; an item may itself be a group, one level down. */
export interface Condition {
  readonly join: 'all' | 'any';
  readonly items: readonly (Clause | ClauseGroup)[];
}

export function isClause(item: Clause | ClauseGroup): item is Clause {
  return 'operator' in item;
}

const ordered: readonly Operator[] = ['is', 'is-not', 'more', 'less', 'at-least', 'at-most', 'filled', 'empty'];
const offered: Readonly<Record<AnswerKind, readonly Operator[]>> = {
  'yes-no': ['is', 'filled', 'empty'],
  choice: ['is', 'is-not', 'one-of', 'none-of', 'filled', 'empty'],
  list: ['contains', 'contains-not', 'filled', 'empty'],
  text: ['is', 'is-not', 'contains', 'contains-not', 'filled', 'empty'],
  number: ordered,
  money: ordered,
  date: ['is', 'is-not', 'less', 'more', 'at-most', 'at-least', 'age-at-least', 'age-under', 'filled', 'empty'],
  month: ['is', 'is-not', 'less', 'more', 'at-most', 'at-least', 'filled', 'empty'],
  time: ['is', 'is-not', 'less', 'more', 'at-most', 'at-least', 'filled', 'empty'],
  any: ['filled', 'empty'],
};

/** What may be said of an answer of this kind, the most usual first. */
export function operatorsOf(kind: AnswerKind): readonly Operator[] {
  return offered[kind];
}

const valuePatterns: Readonly<Partial<Record<AnswerKind, RegExp>>> = {
  'yes-no': /^(yes|no)$/,
  number: /^-?\d{1,12}(\.\d{1,6})?$/,
  money: /^-?\d{1,12}$/,
  date: /^(today|\d{4}-\d{2}-\d{2})$/,
  month: /^\d{4}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
};

/** Whether the clause says something that its field can answer. */
export function isSound(clause: Clause, field: ConditionField | undefined): boolean {
  if (field === undefined || !operatorsOf(field.kind).includes(clause.operator)) return false;
  const { operator, values } = clause;
  if (operator === 'filled' || operator === 'empty') return values.length === 0;
  if (operator === 'age-at-least' || operator === 'age-under')
    return values.length === 1 && /^\d{1,3}$/.test(values[0] ?? '');
  if (values.length === 0 || (values.length > 1 && operator !== 'one-of' && operator !== 'none-of')) return false;
  return values.every((value) => isValueOf(field, value));
}

function isValueOf(field: ConditionField, value: string): boolean {
  if (field.kind === 'choice' || field.kind === 'list')
    return field.options.length === 0 ? value !== '' : field.options.some((option) => option.value === value);
  return valuePatterns[field.kind]?.test(value) ?? value !== '';
}

/** The same condition written in one way only: no group of one, no group that says the same join as what holds it. */
export function normalized(condition: Condition): Condition {
  const flat = condition.items.flatMap((item): (Clause | ClauseGroup)[] => {
    if (isClause(item)) return [item];
    if (item.items.length <= 1 || item.join === condition.join) return [...item.items];
    return [item];
  });
  const [only] = flat;
  if (flat.length === 1 && only !== undefined && !isClause(only)) return only;
  return { join: flat.length <= 1 ? 'all' : condition.join, items: flat };
}
