import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** A French registration plate, as it is written on the vehicle. */
export const plateField: FieldTypeDefinition<FieldOf<'plate'>, string> = {
  type: 'plate',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    const answer = readPlate(typed);
    return answer === undefined ? { problems: [problem('plate', field)] } : { answer };
  },
  accepts: (value) => typeof value === 'string',
  validate: (field, answer) => (readPlate(answer) === answer ? [] : [problem('plate', field)]),
  missing: (field) => problem('required', field),
  format: (_field, answer) => answer,
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};

/** Since 2009: letters without I, O, U, never SS; numbers from 001 (arrêté du 9 février 2009, article 1). */
const current = /^(?!SS)([A-HJ-NP-TV-Z]{2})(?!000)(\d{3})(?!SS)([A-HJ-NP-TV-Z]{2})$/;
/** Before: up to four digits, up to three letters, the département. */
const former = /^([1-9]\d{0,3})([A-HJ-NP-TV-Z]{1,3})(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])$/;

/** `AB-123-CD`, or `1234 AB 27` for the former series; undefined for anything else. */
function readPlate(typed: string): string | undefined {
  const text = typed.replace(/[\s\u00a0\u202f.\-_]/g, '').toUpperCase();
  const now = current.exec(text);
  if (now !== null) return `${now[1]}-${now[2]}-${now[3]}`;
  const before = former.exec(text);
  return before === null ? undefined : `${before[1]} ${before[2]} ${before[3]}`;
}
