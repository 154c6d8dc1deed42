import type { Locale } from '#platform/i18n/text.ts';
import { conditionMessages as say } from '../../messages/condition-messages.ts';
import {
  type Clause,
  type Condition,
  type ConditionField,
  type ConditionFields,
  isClause,
  mayBeLenient,
  type Reading,
} from './condition.ts';
import { measureOf, needsAnswer, type Operator } from './operators.ts';

/** A condition as one reads it aloud: « Vous êtes » est « Une association » et « Âge » est rempli. */
export function conditionInWords(
  condition: Condition,
  fields: ConditionFields,
  locale: Locale,
  reading: Reading = 'condition',
): string {
  const between = say(locale, condition.join === 'all' ? 'join.all' : 'join.any');
  return condition.items
    .map((item) => {
      if (isClause(item)) return clauseInWords(item, fields, locale, reading);
      return `(${conditionInWords(item, fields, locale, reading)})`;
    })
    .join(between);
}

export function clauseInWords(
  clause: Clause,
  fields: ConditionFields,
  locale: Locale,
  reading: Reading = 'condition',
): string {
  const field = fields.get(clause.field);
  const name = fieldInWords(clause.field, fields, locale);
  const value =
    clause.other === undefined
      ? clause.values.map((one) => valueInWords(one, field, locale, clause.operator)).join(say(locale, 'join.any'))
      : fieldInWords(clause.other, fields, locale);
  const words = say(locale, operatorKey(clause.operator, field), { field: name, value });
  // What holds without an answer goes without saying in a check, and the contrary in a condition.
  const isSaid = needsAnswer(clause.operator) || clause.other !== undefined;
  if (!mayBeLenient(clause, fields) || (isSaid && (clause.lenient === true) === (reading === 'check'))) return words;
  if (!isSaid && clause.lenient !== true) return words;
  return say(locale, clause.lenient === true ? 'clause.unanswered' : 'clause.answered', { field: name, words });
}

/** « Date de naissance » */
export function fieldInWords(id: string, fields: ConditionFields, locale: Locale): string {
  return say(locale, 'quoted', { text: fields.get(id)?.label[locale] ?? id });
}

const timed: ReadonlySet<Operator> = new Set(['more', 'less', 'at-least', 'at-most']);

/** Before and after are said of dates, more and less of numbers; a text has characters, a list choices. */
export function operatorKey(operator: Operator, field: Pick<ConditionField, 'kind'> | undefined) {
  const kind = field?.kind;
  const inTime = kind === 'date' || kind === 'month' || kind === 'time';
  if (inTime && timed.has(operator))
    return `clause.time-${operator as 'more' | 'less' | 'at-least' | 'at-most'}` as const;
  if ((operator === 'size-at-least' || operator === 'size-under') && kind === 'text')
    return `clause.text-${operator}` as const;
  if ((operator === 'size-at-least' || operator === 'size-under') && kind === 'list')
    return `clause.list-${operator}` as const;
  return `clause.${operator}` as const;
}

export function valueInWords(
  value: string,
  field: ConditionField | undefined,
  locale: Locale,
  operator: Operator = 'is',
): string {
  if (measureOf(operator) !== undefined) return value;
  switch (field?.kind) {
    case 'yes-no':
      return say(locale, value === 'yes' ? 'yes' : 'no');
    case 'choice':
    case 'list': {
      const option = field.options.find((one) => one.value === value);
      return say(locale, 'quoted', { text: option?.label[locale] ?? value });
    }
    case 'number':
      return new Intl.NumberFormat(locale).format(Number(value));
    case 'money':
      return new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(Number(value) / 100);
    case 'date':
      return value === 'today' ? say(locale, 'today') : dateInWords(value, locale);
    case 'month':
      return monthInWords(value, locale);
    case 'text':
      return say(locale, 'quoted', { text: value });
    default:
      return value;
  }
}

function dateInWords(value: string, locale: Locale): string {
  try {
    return say(locale, 'day', { date: Temporal.PlainDate.from(value).toLocaleString(locale, { dateStyle: 'long' }) });
  } catch {
    return value;
  }
}

function monthInWords(value: string, locale: Locale): string {
  try {
    const first = Temporal.PlainYearMonth.from(value).toPlainDate({ day: 1 });
    return first.toLocaleString(locale, { month: 'long', year: 'numeric' });
  } catch {
    return value;
  }
}
