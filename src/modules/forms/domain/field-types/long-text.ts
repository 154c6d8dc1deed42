import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { lengthOf } from '../text-cleaning.ts';

/** Several lines. */
export const longTextField: FieldTypeDefinition<FieldOf<'long-text'>, string> = {
  type: 'long-text',
  inputs: [''],
  celType: () => 'string',
  parse(_field, input) {
    const answer = input.text();
    return answer === '' ? {} : { answer };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    const length = lengthOf(answer);
    return length > field.maxLength ? [problem('tooLong', field, { max: field.maxLength, length })] : [];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => answer,
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};
