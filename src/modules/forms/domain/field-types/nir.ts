import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf, LabelledField } from '../form-schema.ts';

/**
 * Sex or temporary number, year, month, département and commune of birth (or 99 and a country), order. The month is
 * above 12 for those whose birth month is not known: 20 to 42 and 50 to 99 (INSEE, NIR; decree 82-103 of 22 January 1982,
 * article 4).
 */
const shape = /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)(?:0[1-9]|[1-8]\d|9[0-9]|2[AB])\d{3}\d{3}$/;

/** The social security number, with its key. Only forms that name the text that allows it may ask it. */
export const nirField: FieldTypeDefinition<FieldOf<'nir'>, string> = {
  type: 'nir',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    return typed === '' ? {} : readNir(typed, field);
  },
  accepts: (value) => typeof value === 'string',
  validate: (field, answer) => nirProblems(answer, field),
  missing: (field) => problem('required', field),
  format: (_field, answer) => formatNir(answer),
  toInputs: (_field, answer) => ({ '': formatNir(answer) }),
  toCel: (_field, answer) => answer,
};

function readNir(typed: string, field: LabelledField): { answer: string } | { problems: FieldProblem[] } {
  const answer = withoutSpaces(typed);
  if (/^\d{5}[\dAB]{2}\d{6}$/.test(answer)) return { problems: [problem('nirNoKey', field)] };
  return /^\d{6}[\dAB]\d{8}$/.test(answer) ? { answer } : { problems: [problem('nirShape', field)] };
}

export function withoutSpaces(typed: string): string {
  return typed.replace(/[\s\u00a0\u202f._/-]/g, '').toUpperCase();
}

export function nirProblems(nir: string, field: LabelledField): FieldProblem[] {
  if (!hasNirShape(nir.slice(0, 13)) || !/^\d{2}$/.test(nir.slice(13))) return [problem('nirShape', field)];
  return hasNirKey(nir) ? [] : [problem('nirKey', field)];
}

/** Of the 13 characters before the key. */
export function hasNirShape(number: string): boolean {
  return shape.test(number);
}

/** 97 less the remainder of the number by 97; for the key, 2A counts as 19 and 2B as 18. */
export function hasNirKey(nir: string): boolean {
  const digits = nir.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return /^\d{13}$/.test(digits) && 97 - (Number(digits) % 97) === Number(nir.slice(13));
}

/** "1 85 05 2A 006 084 36", no-break spaces. */
export function formatNir(nir: string): string {
  return nir.replace(/^(.)(..)(..)(..)(...)(...)(..)?$/, (_whole, ...parts) =>
    parts
      .slice(0, 7)
      .filter((part) => part !== undefined)
      .join('\u00a0'),
  );
}
