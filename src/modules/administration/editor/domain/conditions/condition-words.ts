import type { Locale } from '#platform/i18n/text.ts';
import { conditionMessages as say } from '../../messages/condition-messages.ts';
import { type Clause, type Condition, type ConditionField, isClause, type Operator } from './condition.ts';

type Fields = ReadonlyMap<string, ConditionField>;

/** A condition as one reads it aloud: « Vous êtes » est « Une association » et « Âge » est rempli. */
export function conditionInWords(condition: Condition, fields: Fields, locale: Locale): string {
  const between = say(locale, condition.join === 'all' ? 'join.all' : 'join.any');
  return condition.items
    .map((item) => {
      if (isClause(item)) return clauseInWords(item, fields, locale);
      const inner = say(locale, item.join === 'all' ? 'join.all' : 'join.any');
      return `(${item.items.map((clause) => clauseInWords(clause, fields, locale)).join(inner)})`;
    })
    .join(between);
}

export function clauseInWords(clause: Clause, fields: Fields, locale: Locale): string {
  const field = fields.get(clause.field);
  const name = say(locale, 'quoted', { text: field?.label[locale] ?? clause.field });
  const values = clause.values.map((value) => valueInWords(value, field, locale)).join(say(locale, 'join.any'));
  return say(locale, operatorKey(clause.operator, field), { field: name, value: values });
}

/** Before and after are said of dates, more and less of numbers. */
export function operatorKey(operator: Operator, field: Pick<ConditionField, 'kind'> | undefined) {
  const inTime = field?.kind === 'date' || field?.kind === 'month' || field?.kind === 'time';
  if (inTime && (operator === 'more' || operator === 'less' || operator === 'at-least' || operator === 'at-most'))
    return `clause.time-${operator}` as const;
  return `clause.${operator}` as const;
}

export function valueInWords(value: string, field: ConditionField | undefined, locale: Locale): string {
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
