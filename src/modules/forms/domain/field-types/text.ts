import { inBoth, problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { matchesWhole } from '../linear-pattern.ts';
import { lengthOf } from '../text-cleaning.ts';

/** One line. */
export const textField: FieldTypeDefinition<FieldOf<'text'>, string> = {
  type: 'text',
  inputs: [''],
  celType: () => 'string',
  parse(_field, input) {
    const answer = input.line();
    return answer === '' ? {} : { answer };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    const length = lengthOf(answer);
    if (length > field.maxLength) return [problem('tooLong', field, { max: field.maxLength, length })];
    if (length < field.minLength) return [problem('tooShort', field, { min: field.minLength })];
    if (field.pattern === undefined || matchesWhole(field.pattern, answer)) return [];
    if (field.patternMessage !== undefined) return [{ code: 'pattern', message: inBoth(field.patternMessage) }];
    return [
      field.example === undefined
        ? problem('pattern', field)
        : problem('patternExample', field, { example: field.example }),
    ];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => answer,
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};
