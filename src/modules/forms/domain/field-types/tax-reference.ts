import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { withoutSpaces } from './nir.ts';

type TaxField = FieldOf<'tax-reference'>;

/** A tax number, or the reference of a tax notice. */
export const taxReferenceField: FieldTypeDefinition<TaxField, string> = {
  type: 'tax-reference',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const answer = withoutSpaces(input.line());
    if (answer === '') return input.line() === '' ? {} : { problems: [shapeProblem(field)] };
    return hasShape(field, answer) ? { answer } : { problems: [shapeProblem(field)] };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    if (!hasShape(field, answer)) return [shapeProblem(field)];
    return field.kind === 'fiscal-number' && !hasFiscalKey(answer) ? [problem('fiscalKey', field)] : [];
  },
  missing: (field) => problem('required', field),
  format: (field, answer) => formatReference(field, answer),
  toInputs: (field, answer) => ({ '': formatReference(field, answer) }),
  toCel: (_field, answer) => answer,
};

/** 13 digits from 0 to 3; or two digits of the year and eleven letters or digits. */
function hasShape(field: TaxField, text: string): boolean {
  return field.kind === 'fiscal-number' ? /^[0-3]\d{12}$/.test(text) : /^\d{2}[0-9A-Z]{11}$/.test(text);
}

function shapeProblem(field: TaxField): FieldProblem {
  return problem(field.kind === 'fiscal-number' ? 'fiscalNumber' : 'taxNotice', field);
}

/** The last three digits are the remainder of the first ten by 511 (DGFiP, published by the Commission: TIN, France). */
function hasFiscalKey(number: string): boolean {
  return Number(number.slice(0, 10)) % 511 === Number(number.slice(10));
}

/** As printed on the notice: "30 23 217 600 053", "24 75 A123456 78". */
function formatReference(field: TaxField, answer: string): string {
  return field.kind === 'fiscal-number'
    ? answer.replace(/^(\d\d)(\d\d)(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5')
    : answer.replace(/^(..)(..)(.{7})(..)$/, '$1\u00a0$2\u00a0$3\u00a0$4');
}
