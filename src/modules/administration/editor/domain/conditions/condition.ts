import { type AnswerKind, isComparison, measureOf, needsAnswer, type Operator, operatorsOf } from './operators.ts';

/** What a condition may speak of: an answer, or a part of one (`dates.from`). */
export interface ConditionField {
  /** Its name in expressions. */
  readonly id: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly kind: AnswerKind;
  readonly options: readonly { readonly value: string; readonly label: { readonly fr: string; readonly en: string } }[];
  /** What is null while nothing is answered: its own name when not said, '' for what always has a value. */
  readonly guard?: string;
  /** A part that an answer may lack: `home.citycode`. */
  readonly part?: string;
}

export type ConditionFields = ReadonlyMap<string, ConditionField>;

/**
 * "« Vous êtes » est « Une association »". Values are texts: an option's value, `yes`, `no`, a number with a dot, cents, a
 * date YYYY-MM-DD or `today`. `filled` and `empty` have none, `one-of` and `none-of` several, the others one, or the
 * answer to another question (`other`).
 */
export interface Clause {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly string[];
  /** The other question whose answer this one is compared with. */
  readonly other?: string;
  /** It holds too while there is no answer, as the checks of a page do. */
  readonly lenient?: true;
}

/** All of the items, or any of them; an item may itself be such a group, down to `mostLevels`. */
export interface Condition {
  readonly join: 'all' | 'any';
  readonly items: readonly ConditionItem[];
}
export type ConditionItem = Clause | Condition;

/** How deep groups stand in one another: beyond that nobody can follow them. */
export const mostLevels = 4;

/**
 * `condition`: what cannot be told while nothing is answered does not hold. `check`: it is not held against the person.
 */
export type Reading = 'condition' | 'check';

export function isClause(item: ConditionItem): item is Clause {
  return 'operator' in item;
}

/** What is null while nothing is answered; '' for what always has a value. */
export function guardOf(field: ConditionField): string {
  return field.guard ?? field.id;
}

/** What may be said of that field, the most usual first: of a part of an answer not whether it is there. */
export function operatorsFor(field: ConditionField): readonly Operator[] {
  const all = operatorsOf(field.kind);
  return guardOf(field) === field.id ? all : all.filter((one) => one !== 'filled' && one !== 'empty');
}

/** What has to be answered before the clause can be told: the names that its expression tests first. */
export function guardsOf(clause: Clause, fields: ConditionFields): string[] {
  const field = fields.get(clause.field);
  const own = field === undefined ? clause.field : guardOf(field);
  const other = clause.other === undefined ? undefined : fields.get(clause.other);
  const isNeeded =
    clause.lenient === true || clause.other !== undefined || needsAnswer(clause.operator) || own !== clause.field;
  return [...(isNeeded ? [own] : []), ...(other === undefined ? [] : [guardOf(other)])].filter((name) => name !== '');
}

/** These say by themselves what holds while nothing is answered. */
const toldWithoutAnswer: ReadonlySet<Operator> = new Set(['filled', 'empty', 'contains-not']);
const differing: ReadonlySet<Operator> = new Set(['is-not', 'none-of']);

/** Whether the clause may be said to hold without an answer: of the others that goes without saying. */
export function mayBeLenient(clause: Clause, fields: ConditionFields): boolean {
  if (toldWithoutAnswer.has(clause.operator)) return false;
  const { lenient: _, ...strict } = clause;
  if (differing.has(clause.operator)) return guardsOf(strict, fields).length > 0;
  return guardsOf({ ...strict, lenient: true }, fields).length > 0;
}

const comparable: ReadonlySet<AnswerKind> = new Set(['text', 'number', 'money', 'date', 'month', 'time']);

/** The questions that this one may be compared with. */
export function comparableWith(field: ConditionField, fields: ConditionFields): ConditionField[] {
  if (!comparable.has(field.kind)) return [];
  return [...fields.values()].filter((one) => one.kind === field.kind && one.id !== field.id);
}

const valuePatterns: Readonly<Partial<Record<AnswerKind, RegExp>>> = {
  'yes-no': /^(yes|no)$/,
  number: /^-?\d{1,12}(\.\d{1,6})?$/,
  money: /^-?\d{1,12}$/,
  date: /^(today|\d{4}-\d{2}-\d{2})$/,
  month: /^\d{4}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
};

const withoutValue: ReadonlySet<Operator> = new Set(['filled', 'empty', 'in-commune', 'out-commune']);

/** Whether the operator is said with a value. */
export function takesValue(operator: Operator): boolean {
  return !withoutValue.has(operator);
}

/** Whether the clause says something that its field can answer. */
export function isSound(clause: Clause, fields: ConditionFields): boolean {
  const field = fields.get(clause.field);
  if (field === undefined || !operatorsFor(field).includes(clause.operator)) return false;
  const { operator, values, other } = clause;
  if (other !== undefined) {
    return (
      values.length === 0 && isComparison(operator) && comparableWith(field, fields).some((one) => one.id === other)
    );
  }
  if (!takesValue(operator)) return values.length === 0;
  if (measureOf(operator) !== undefined) return values.length === 1 && /^\d{1,5}$/.test(values[0] ?? '');
  if (values.length === 0 || (values.length > 1 && operator !== 'one-of' && operator !== 'none-of')) return false;
  return values.every((value) => isValueOf(field, value));
}

function isValueOf(field: ConditionField, value: string): boolean {
  if (field.kind === 'choice' || field.kind === 'list')
    return field.options.length === 0 ? value !== '' : field.options.some((option) => option.value === value);
  return valuePatterns[field.kind]?.test(value) ?? value !== '';
}

/** The same condition written in one way only: no group of one, no group that says the same join as what holds it. */
export function normalized({ join, items }: Condition): Condition {
  const grouped = items.flatMap((item): readonly ConditionItem[] => {
    if (isClause(item)) return [item];
    const inner = normalized(item);
    return inner.items.length <= 1 || inner.join === join ? inner.items : [inner];
  });
  const flat = withoutEmpty(grouped, join);
  const [only] = flat;
  if (flat.length === 1 && only !== undefined && !isClause(only)) return only;
  return { join: flat.length <= 1 ? 'all' : join, items: flat };
}

/** Whether all of it says something that can be answered; what says nothing does not. */
export function isSoundCondition({ items }: Condition, fields: ConditionFields): boolean {
  return (
    items.length > 0 && items.every((item) => (isClause(item) ? isSound(item, fields) : isSoundCondition(item, fields)))
  );
}

/** Every clause, with where it stands: the index of each group above it, then its own. */
export function clausesOf({ items }: Condition, above: readonly number[] = []): { clause: Clause; at: number[] }[] {
  return items.flatMap((item, index) => {
    const at = [...above, index];
    return isClause(item) ? [{ clause: item, at }] : clausesOf(item, at);
  });
}

/** "x is empty, or x is a" is what "x is a" says when it holds too without an answer. */
function withoutEmpty(items: readonly ConditionItem[], join: 'all' | 'any'): ConditionItem[] {
  const kept: ConditionItem[] = [];
  for (const item of items) {
    const isMerged =
      join === 'any' && isClause(item) && (item.operator === 'is' || item.operator === 'one-of') && !item.lenient;
    if (!isMerged || item.other !== undefined) {
      kept.push(item);
      continue;
    }
    let before = kept.at(-1);
    if (before === undefined || !isClause(before) || before.operator !== 'empty' || before.field !== item.field) {
      kept.push(item);
      continue;
    }
    while (before !== undefined && isClause(before) && before.operator === 'empty' && before.field === item.field) {
      kept.pop();
      before = kept.at(-1);
    }
    kept.push({ ...item, lenient: true });
  }
  return kept;
}
