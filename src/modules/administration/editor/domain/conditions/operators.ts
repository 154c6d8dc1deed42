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
  'past-at-least',
  'past-under',
  'ahead-at-least',
  'ahead-under',
  'size-at-least',
  'size-under',
  'lasts-at-least',
  'lasts-under',
  'in-commune',
  'out-commune',
] as const;
export type Operator = (typeof operators)[number];

/** What kind of answer a field gives, for what can be said of it. */
export type AnswerKind =
  | 'yes-no'
  | 'choice'
  | 'list'
  | 'text'
  | 'number'
  | 'money'
  | 'date'
  | 'month'
  | 'time'
  | 'period'
  | 'place'
  | 'rows'
  | 'any';

/** What is measured in whole numbers: `age(x)`, days since, days until, a size, a length in days. */
const measures = ['age', 'past', 'ahead', 'size', 'lasts'] as const;
export type Measure = (typeof measures)[number];

/** The measure that an operator compares, and how. */
export function measureOf(operator: Operator): { measure: Measure; sense: 'at-least' | 'under' } | undefined {
  const measure = measures.find((one) => operator === `${one}-at-least` || operator === `${one}-under`);
  if (measure === undefined) return undefined;
  return { measure, sense: operator === `${measure}-under` ? 'under' : 'at-least' };
}

export function measureOperator(measure: Measure, sense: 'at-least' | 'under'): Operator {
  return `${measure}-${sense}`;
}

const comparisonOperators = ['is', 'is-not', 'more', 'less', 'at-least', 'at-most'] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

/** Two values are compared; the second one may be the answer to another question. */
export function isComparison(operator: Operator): operator is ComparisonOperator {
  return comparisonOperators.some((one) => one === operator);
}

/** Of an unanswered question these can be asked all the same; of the others, nothing can be told. */
const askedOfNothing: ReadonlySet<Operator> = new Set(['is', 'is-not', 'one-of', 'none-of', 'filled', 'empty']);

export function needsAnswer(operator: Operator): boolean {
  return !askedOfNothing.has(operator);
}

const inTime: readonly Operator[] = ['is', 'is-not', 'less', 'more', 'at-most', 'at-least'];
const ordered: readonly Operator[] = ['is', 'is-not', 'more', 'less', 'at-least', 'at-most', 'filled', 'empty'];
const offered: Readonly<Record<AnswerKind, readonly Operator[]>> = {
  'yes-no': ['is', 'is-not', 'filled', 'empty'],
  choice: ['is', 'is-not', 'one-of', 'none-of', 'filled', 'empty'],
  list: ['contains', 'contains-not', 'size-at-least', 'size-under', 'filled', 'empty'],
  text: ['is', 'is-not', 'contains', 'contains-not', 'size-at-least', 'size-under', 'filled', 'empty'],
  number: ordered,
  money: ordered,
  date: [
    ...inTime,
    'age-at-least',
    'age-under',
    'past-at-least',
    'past-under',
    'ahead-at-least',
    'ahead-under',
    'filled',
    'empty',
  ],
  month: [...inTime, 'filled', 'empty'],
  time: [...inTime, 'filled', 'empty'],
  period: ['lasts-at-least', 'lasts-under', 'filled', 'empty'],
  place: ['in-commune', 'out-commune', 'filled', 'empty'],
  rows: ['size-at-least', 'size-under', 'filled', 'empty'],
  any: ['filled', 'empty'],
};

/** What may be said of an answer of this kind, the most usual first. */
export function operatorsOf(kind: AnswerKind): readonly Operator[] {
  return offered[kind];
}
