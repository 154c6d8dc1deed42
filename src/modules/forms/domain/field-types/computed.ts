import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { say } from '../../messages.ts';
import { isIsoDate } from '../civil-date.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { formatEuros } from './money.ts';
import { formatNumber } from './number.ts';

type ComputedField = FieldOf<'computed'>;

/** A value that the server works out from other answers: nothing of a page is read for it. */
export const computedField: FieldTypeDefinition<ComputedField, string | number | boolean> = {
  type: 'computed',
  inputs: [],
  firstInput: '',
  neverRequired: true,
  celType: (field) => celTypes[field.as],
  parse: () => ({}),
  accepts: (value): value is string | number | boolean =>
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)),
  validate: () => [],
  missing: (field) => problem('required', field),
  format: (field, answer, locale) => formatComputed(field, answer, locale),
  toInputs: () => ({}),
  toCel: (field, answer) => (field.as === 'money' ? BigInt(Math.round(Number(answer))) : answer),
};

const celTypes = { text: 'string', number: 'double', money: 'int', date: 'string', 'yes-no': 'bool' } as const;

function formatComputed({ as }: ComputedField, answer: string | number | boolean, locale: Locale): string {
  if (typeof answer === 'boolean') return say(locale, answer ? 'yes' : 'no');
  if (typeof answer === 'number') return as === 'money' ? formatEuros(answer, locale) : formatNumber(answer, locale);
  return as === 'date' && isIsoDate(answer) ? formatDate(answer, locale) : answer;
}
