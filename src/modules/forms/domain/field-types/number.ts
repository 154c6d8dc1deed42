import type { Locale } from '#platform/i18n/text.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { BilingualText } from '../form-error.ts';
import type { FieldOf } from '../form-schema.ts';
import { readDecimal } from './decimal.ts';

type NumberField = FieldOf<'number'>;

/** A number, whole unless the field says otherwise. */
export const numberField: FieldTypeDefinition<NumberField, number> = {
  type: 'number',
  inputs: [''],
  celType: (field) => (field.integer ? 'int' : 'double'),
  parse(field, input) {
    const typed = withoutUnit(field, input.line());
    if (typed === '') return {};
    const decimal = readDecimal(typed);
    if (decimal === undefined) return { problems: [problem('number', field)] };
    if (field.integer && /[1-9]/.test(decimal.fraction)) return { problems: [problem('integer', field)] };
    const size = Number(`${decimal.whole}.${decimal.fraction || '0'}`);
    return { answer: decimal.negative && size !== 0 ? -size : size };
  },
  accepts: (value): value is number => Number.isFinite(value),
  validate(field, answer) {
    if (field.integer && !Number.isSafeInteger(answer)) return [problem('integer', field)];
    if (field.min !== undefined && answer < field.min)
      return [problem('numberMin', field, { min: inBothLocales(field.min) })];
    if (field.max !== undefined && answer > field.max)
      return [problem('numberMax', field, { max: inBothLocales(field.max) })];
    return [];
  },
  missing: (field) => problem('required', field),
  format(field, answer, locale) {
    const unit = field.unit === undefined ? '' : `\u00a0${field.unit[locale] ?? field.unit.fr}`;
    return formatNumber(answer, locale) + unit;
  },
  toInputs: (_field, answer, locale) => ({ '': formatNumber(answer, locale) }),
  toCel: (field, answer) => (field.integer ? BigInt(Math.trunc(answer)) : answer),
};

/** "12 m²" is understood when the unit is square metres. */
function withoutUnit(field: NumberField, typed: string): string {
  for (const unit of [field.unit?.fr, field.unit?.en]) {
    if (unit !== undefined && typed.toLowerCase().endsWith(unit.toLowerCase())) {
      return typed.slice(0, typed.length - unit.length).trim();
    }
  }
  return typed;
}

const formats: Record<Locale, Intl.NumberFormat> = {
  fr: new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 15 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 15, useGrouping: false }),
};

export function formatNumber(value: number, locale: Locale): string {
  return formats[locale].format(value);
}

function inBothLocales(value: number): BilingualText {
  return { fr: formatNumber(value, 'fr'), en: formatNumber(value, 'en') };
}
