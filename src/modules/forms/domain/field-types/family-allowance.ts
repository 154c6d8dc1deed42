import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { formatNir, hasNirShape, nirProblems, withoutSpaces } from './nir.ts';

type AllowanceField = FieldOf<'family-allowance'>;

/** Up to seven digits, and the letter that some letters of the fund print after them. */
const caf = /^\d{5,7}[A-Z]?$/;
/** The number of the MSA is that of social security, with or without its key. */
const msa = /^\d{5}[\dAB]{2}\d{6}(?:\d{2})?$/;

/** The number that a family allowance fund (CAF, or MSA for farming families) gives a family. */
export const familyAllowanceField: FieldTypeDefinition<AllowanceField, string> = {
  type: 'family-allowance',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    const answer = withoutSpaces(typed);
    return hasShape(field, answer) ? { answer } : { problems: [shapeProblem(field)] };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    if (!hasShape(field, answer)) return [shapeProblem(field)];
    if (caf.test(answer)) return [];
    if (answer.length === 15) return nirProblems(answer, field);
    return hasNirShape(answer) ? [] : [shapeProblem(field)];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => (msa.test(answer) ? formatNir(answer) : answer),
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};

function hasShape({ fund }: AllowanceField, text: string): boolean {
  return (fund !== 'msa' && caf.test(text)) || (fund !== 'caf' && msa.test(text));
}

const messages = { caf: 'cafNumber', msa: 'msaNumber', any: 'allowanceNumber' } as const;

function shapeProblem(field: AllowanceField): FieldProblem {
  return problem(messages[field.fund], field);
}
