import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { isIsoDate, resolveDateBound } from '../civil-date.ts';
import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition } from '../field-type.ts';
import type { FormContext } from '../form-context.ts';
import type { FieldOf, LabelledField } from '../form-schema.ts';
import { dateInputs, readDate, typedDate } from './typed-date.ts';

/** Nobody living was born earlier. */
const maxAgeInYears = 125;

/** A civil date, typed in three inputs. */
export const dateField: FieldTypeDefinition<FieldOf<'date'>, string> = {
  type: 'date',
  inputs: dateInputs(),
  celType: () => 'string',
  parse: (field, input, context) => readDate(field, typedDate(input), context.today),
  accepts: (value) => typeof value === 'string',
  validate(field, answer, context) {
    if (!isIsoDate(answer)) return [problem('notUnderstood', field)];
    if (field.birth) {
      if (answer > context.today) return [problem('birthFuture', field, {}, '-year')];
      const oldest = resolveDateBound(`today-${maxAgeInYears}y`, context.today) ?? '';
      if (answer < oldest) return [problem('birthTooOld', field, {}, '-year')];
    }
    return withinBounds(field, answer, context);
  },
  missing: (field) => problem('requiredDate', field),
  format: (_field, answer, locale) => (isIsoDate(answer) ? formatDate(answer, locale) : answer),
  toInputs: (_field, answer) => dateParts(answer),
  toCel: (_field, answer) => answer,
};

/** The bounds of a date or of a period, on the day of the reading. */
export function withinBounds(
  field: LabelledField & { readonly min?: string | undefined; readonly max?: string | undefined },
  date: string,
  context: FormContext,
  suffix?: string,
): FieldProblem[] {
  const min = field.min === undefined ? undefined : resolveDateBound(field.min, context.today);
  if (min !== undefined && date < min) return [problem('dateMin', field, { date: inBothLocales(min) }, suffix)];
  const max = field.max === undefined ? undefined : resolveDateBound(field.max, context.today);
  if (max !== undefined && date > max) return [problem('dateMax', field, { date: inBothLocales(max) }, suffix)];
  return [];
}

function inBothLocales(date: string) {
  const say = (locale: Locale) => formatDate(date, locale);
  return { fr: say('fr'), en: say('en') };
}

/** The three inputs of a stored date. */
export function dateParts(date: string, prefix = ''): Record<string, string> {
  const [year = '', month = '', day = ''] = date.split('-');
  return {
    [`${prefix}-day`]: day.replace(/^0/, ''),
    [`${prefix}-month`]: month.replace(/^0/, ''),
    [`${prefix}-year`]: year,
  };
}
