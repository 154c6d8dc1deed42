import { resolveDateBound } from '../civil-date.ts';
import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition } from '../field-type.ts';
import type { FormContext } from '../form-context.ts';
import type { FieldOf } from '../form-schema.ts';
import { monthInWords, readMonth } from './typed-date.ts';

type MonthField = FieldOf<'month'>;

const stored = /^(\d{4})-(0[1-9]|1[0-2])$/;
/** Earlier or later than these, the year is a slip of the hand. */
const years = { first: 1900, ahead: 50 } as const;

/** A month of a year, typed in two inputs; the whole in the first is understood. */
export const monthField: FieldTypeDefinition<MonthField, string> = {
  type: 'month',
  inputs: ['-month', '-year'],
  celType: () => 'string',
  parse(field, input, context) {
    const typed = spread(input.line('-month'), input.line('-year'));
    if (typed.month === '' && typed.year === '') return {};
    if (typed.month === '') return { problems: [problem('monthMissing', field, {}, '-month')] };
    const month = readMonth(typed.month);
    if (month === undefined) return { problems: [problem('dateMonth', field, {}, '-month')] };
    if (typed.year === '') return { problems: [problem('yearMissing', field, {}, '-year')] };
    if (!/^\d{4}$/.test(typed.year)) {
      return { problems: [problem('dateYear', field, { example: context.today.slice(0, 4) }, '-year')] };
    }
    return { answer: `${typed.year}-${String(month).padStart(2, '0')}` };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer, context) {
    const parts = stored.exec(answer);
    if (parts === null) return [problem('notUnderstood', field)];
    const year = Number(parts[1]);
    if (year < years.first || year > Number(context.today.slice(0, 4)) + years.ahead)
      return [problem('birthTooOld', field, {}, '-year')];
    return outOfBounds(field, answer, context);
  },
  missing: (field) => problem('requiredMonth', field),
  format(_field, answer, locale) {
    const parts = stored.exec(answer);
    return parts === null ? answer : monthInWords(Number(parts[1]), Number(parts[2]))[locale];
  },
  toInputs(_field, answer) {
    const [year = '', month = ''] = answer.split('-');
    return { '-month': month.replace(/^0/, ''), '-year': year };
  },
  toCel: (_field, answer) => answer,
};

/** 03/2019, 2019-03, mars 2019 */
function spread(month: string, year: string): { readonly month: string; readonly year: string } {
  if (year !== '') return { month, year };
  const iso = /^(\d{4})-(\d{1,2})$/.exec(month);
  if (iso !== null) return { month: iso[2] ?? '', year: iso[1] ?? '' };
  const written = /^(\d{1,2}|[^\d\s]+)[\s./-]+(\d{2,4})$/.exec(month);
  return written === null ? { month, year } : { month: written[1] ?? '', year: written[2] ?? '' };
}

/** True for a month, or for what bounds a date. */
export function isMonth(bound: string): boolean {
  return stored.test(bound);
}

function monthOf(bound: string | undefined, today: string): string | undefined {
  if (bound === undefined || isMonth(bound)) return bound;
  return resolveDateBound(bound, today)?.slice(0, 7);
}

function outOfBounds(field: MonthField, answer: string, context: FormContext): FieldProblem[] {
  const min = monthOf(field.min, context.today);
  if (min !== undefined && answer < min) return [problem('monthMin', field, { month: inWords(min) }, '-month')];
  const max = monthOf(field.max, context.today);
  if (max !== undefined && answer > max) return [problem('monthMax', field, { month: inWords(max) }, '-month')];
  return [];
}

function inWords(month: string) {
  return monthInWords(Number(month.slice(0, 4)), Number(month.slice(5)));
}
