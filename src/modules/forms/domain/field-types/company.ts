import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { formatSiret, hasSiretKey, readSiret } from './siret.ts';

/** A company or its establishment, by SIRET. */
export const companyField: FieldTypeDefinition<FieldOf<'company'>, string> = {
  type: 'company',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    const answer = readSiret(typed);
    return answer === undefined ? { problems: [problem('siretDigits', field)] } : { answer };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    if (!/^\d{14}$/.test(answer)) return [problem('siretDigits', field)];
    return hasSiretKey(answer) ? [] : [problem('siretKey', field)];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => formatSiret(answer),
  toInputs: (_field, answer) => ({ '': formatSiret(answer) }),
  toCel: (_field, answer) => answer,
};
