import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** A bank account, IBAN without spaces. */
export const ibanField: FieldTypeDefinition<FieldOf<'iban'>, string> = {
  type: 'iban',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    const answer = typed
      .replace(/^iban\s*:?/i, '')
      .replace(/[\s\u00a0\u202f.-]/g, '')
      .toUpperCase();
    return hasIbanForm(answer) ? { answer } : { problems: [problem('iban', field)] };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    if (!hasIbanForm(answer)) return [problem('iban', field)];
    return ibanRemainder(answer) === 1 ? [] : [problem('ibanKey', field)];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => formatIban(answer),
  toInputs: (_field, answer) => ({ '': formatIban(answer) }),
  toCel: (_field, answer) => answer,
};

/** Lengths by country, SEPA zone (registry of ISO 13616, SWIFT). */
const lengths: Readonly<Record<string, number>> = {
  AD: 24,
  AL: 28,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  RS: 22,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
};

function hasIbanForm(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const country = iban.slice(0, 2);
  return !Object.hasOwn(lengths, country) || lengths[country] === iban.length;
}

/** ISO 13616: with the first four characters moved to the end and letters as 10 to 35, the remainder by 97 is 1. */
function ibanRemainder(iban: string): number {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** In groups of four, no-break spaces. */
function formatIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, '$1\u00a0');
}
