import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { formatSiret, hasSiretKey, readSiret } from './siret.ts';

/** W and nine digits; overseas, the second of them may be a letter (W9R1000123, Répertoire national des associations). */
const rna = /^W\d[0-9A-Z]\d{7}$/;

/** An association, by its RNA number or its SIRET. */
export const associationField: FieldTypeDefinition<FieldOf<'association'>, string> = {
  type: 'association',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    const answer = readSiret(typed) ?? typed.replace(/[\s\u00a0\u202f.-]/g, '').toUpperCase();
    return rna.test(answer) || /^\d{14}$/.test(answer) ? { answer } : { problems: [problem('association', field)] };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    if (rna.test(answer)) return [];
    if (!/^\d{14}$/.test(answer)) return [problem('association', field)];
    return hasSiretKey(answer) ? [] : [problem('siretKey', field)];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => formatSiret(answer),
  toInputs: (_field, answer) => ({ '': formatSiret(answer) }),
  toCel: (_field, answer) => answer,
};
