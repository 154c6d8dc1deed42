import { formatDate } from '#platform/clock/format-date.ts';
import { say } from '../../messages.ts';
import type { PeriodAnswer } from '../answers.ts';
import { daysBetween, isIsoDate } from '../civil-date.ts';
import { bilingual, inBoth, problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { dateParts, withinBounds } from './date.ts';
import { isRecord } from './record.ts';
import { dateInputs, readDate, typedDate } from './typed-date.ts';

type PeriodField = FieldOf<'period'>;

/** Two civil dates, both included. */
export const periodField: FieldTypeDefinition<PeriodField, { from: string; to: string }> = {
  type: 'period',
  inputs: [...dateInputs('-from'), ...dateInputs('-to')],
  celType: () => ({ record: { from: 'string', to: 'string' } }),
  parse(field, input, context) {
    const from = readDate(bound(field, 'periodFrom'), typedDate(input, '-from'), context.today);
    const to = readDate(bound(field, 'periodTo'), typedDate(input, '-to'), context.today);
    const problems = [...(from.problems ?? []), ...(to.problems ?? [])];
    if (problems.length > 0) return { problems };
    if (from.answer === undefined && to.answer === undefined) return {};
    if (from.answer === undefined)
      return { problems: [problem('requiredDate', bound(field, 'periodFrom'), {}, '-from-day')] };
    if (to.answer === undefined)
      return { problems: [problem('requiredDate', bound(field, 'periodTo'), {}, '-to-day')] };
    return { answer: { from: from.answer, to: to.answer } };
  },
  accepts: (value): value is { from: string; to: string } & PeriodAnswer =>
    isRecord(value) && isIsoDate(value.from) && isIsoDate(value.to),
  validate(field, answer, context) {
    if (answer.to < answer.from) return [problem('periodOrder', field, {}, '-to-day')];
    const length = (daysBetween(answer.from, answer.to) ?? 0) + 1;
    if (field.maxDays !== undefined && length > field.maxDays) {
      return [problem('periodLength', field, { max: field.maxDays }, '-to-day')];
    }
    return [
      ...withinBounds(bound(field, 'periodFrom'), answer.from, context, '-from-day'),
      ...withinBounds(bound(field, 'periodTo'), answer.to, context, '-to-day'),
    ];
  },
  missing: (field) => [
    problem('requiredDate', bound(field, 'periodFrom'), {}, '-from-day'),
    problem('requiredDate', bound(field, 'periodTo'), {}, '-to-day'),
  ],
  format: (_field, answer, locale) =>
    say(locale, 'period', { from: formatDate(answer.from, locale), to: formatDate(answer.to, locale) }),
  toInputs: (_field, answer) => ({ ...dateParts(answer.from, '-from'), ...dateParts(answer.to, '-to') }),
  toCel: (_field, answer) => answer,
};

/** The field under the name of one of its ends. */
function bound(field: PeriodField, key: 'periodFrom' | 'periodTo') {
  return { label: bilingual(key, { label: inBoth(field.label) }), min: field.min, max: field.max };
}
