import type { Locale } from '#platform/i18n/text.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { BilingualText } from '../form-error.ts';
import type { FieldOf } from '../form-schema.ts';
import { readDecimal } from './decimal.ts';

/** A sum of euros, in integer cents; negative only where the field's `min` is. */
export const moneyField: FieldTypeDefinition<FieldOf<'money'>, number> = {
  type: 'money',
  inputs: [''],
  celType: () => 'int',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    const answer = readCents(typed);
    return answer === undefined ? { problems: [problem('money', field)] } : { answer };
  },
  accepts: (value): value is number => Number.isSafeInteger(value),
  validate(field, answer) {
    const min = field.min ?? 0;
    if (answer < min) return [problem('numberMin', field, { min: eurosInBoth(min) })];
    if (field.max !== undefined && answer > field.max)
      return [problem('numberMax', field, { max: eurosInBoth(field.max) })];
    return [];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer, locale) => formatEuros(answer, locale),
  toInputs: (_field, answer, locale) => ({ '': amounts[locale].format(answer / 100) }),
  toCel: (_field, answer) => BigInt(answer),
};

/** Cents of "12,50 €", "1 234", "12.5 euros"; undefined for anything else, or for more than two decimals. */
function readCents(typed: string): number | undefined {
  const decimal = readDecimal(typed.replace(/(?:€|euros?|eur)\s*$/i, '').replace(/^\s*€/, ''));
  if (decimal === undefined || decimal.fraction.length > 2 || decimal.whole.length > 13) return undefined;
  const cents = Number(decimal.whole) * 100 + Number(decimal.fraction.padEnd(2, '0') || '0');
  return decimal.negative && cents !== 0 ? -cents : cents;
}

const amounts: Record<Locale, Intl.NumberFormat> = {
  fr: new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false }),
};
const euros: Record<Locale, Intl.NumberFormat> = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }),
};

export function formatEuros(cents: number, locale: Locale): string {
  return euros[locale].format(cents / 100);
}

function eurosInBoth(cents: number): BilingualText {
  return { fr: formatEuros(cents, 'fr'), en: formatEuros(cents, 'en') };
}
