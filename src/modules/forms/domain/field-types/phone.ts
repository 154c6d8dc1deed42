import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** A phone number, kept as E.164. */
export const phoneField: FieldTypeDefinition<FieldOf<'phone'>, string> = {
  type: 'phone',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    const answer = readPhone(typed);
    return answer === undefined ? { problems: [problem('phone', field)] } : { answer };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    if (readPhone(answer) !== answer) return [problem('phone', field)];
    return field.mobileOnly && !mayReceiveTexts(answer) ? [problem('phoneMobile', field)] : [];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => formatPhone(answer),
  toInputs: (_field, answer) => ({ '': formatPhone(answer) }),
  toCel: (_field, answer) => answer,
};

/**
 * Overseas numbers begin, inside France, with 0 and the first digits of the national number, and have a country code of
 * their own from outside (numbering plan of Arcep, decision 2018-0881).
 */
const overseas: readonly (readonly [prefix: RegExp, code: string])[] = [
  [/^0(?:590|690|691)/, '590'],
  [/^0(?:594|694)/, '594'],
  [/^0(?:596|696|697)/, '596'],
  [/^0(?:262|263|269|639|692|693)/, '262'],
];

const overseasMobile = /^\+(?:590(?:690|691)|594694|596(?:696|697)|262(?:639|692|693))/;

/** E.164 of a number as people write it, or undefined. Ten digits are French; others begin with + or 00. */
export function readPhone(typed: string): string | undefined {
  if (!/^[+\d\s\u00a0\u202f().\-/\u2010-\u2014]+$/.test(typed)) return undefined;
  const digits = typed.replace(/\(0\)/, '').replace(/[^+\d]/g, '');
  if (/^0[1-9]\d{8}$/.test(digits)) return nationalPhone(digits);
  const international = digits.replace(/^00/, '+').replace(/^33(?=[1-9]\d{8}$)/, '+33');
  if (!/^\+[1-9]\d{6,14}$/.test(international)) return undefined;
  const withoutTrunk = international.replace(/^\+(33|262|590|594|596)0(?=[1-9]\d{8}$)/, '+$1');
  // Overseas numbers are sometimes written after +33, as they are dialled inside France.
  if (/^\+33[1-9]\d{8}$/.test(withoutTrunk)) return nationalPhone(`0${withoutTrunk.slice(3)}`);
  if (/^\+(?:33|262|590|594|596)/.test(withoutTrunk))
    return /^\+\d{3}[1-9]\d{8}$/.test(withoutTrunk) ? withoutTrunk : undefined;
  return withoutTrunk;
}

function nationalPhone(digits: string): string {
  const code = overseas.find(([prefix]) => prefix.test(digits))?.[1] ?? '33';
  return `+${code}${digits.slice(1)}`;
}

/** Outside France, mobile numbers cannot be told from others: the person is trusted. */
function mayReceiveTexts(number: string): boolean {
  if (number.startsWith('+33')) return /^\+33[67]/.test(number);
  return !/^\+(?:262|590|594|596)/.test(number) || overseasMobile.test(number);
}

/** "06 12 34 56 78" for French numbers, overseas "0690 12 34 56", others as E.164. No-break spaces. */
export function formatPhone(number: string): string {
  const french = /^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(number);
  if (french !== null) return `0${french.slice(1).join('\u00a0')}`;
  const local = /^\+(?:262|590|594|596)(\d{3})(\d\d)(\d\d)(\d\d)$/.exec(number);
  return local === null || nationalPhone(`0${number.slice(4)}`) !== number
    ? number
    : `0${local.slice(1).join('\u00a0')}`;
}
