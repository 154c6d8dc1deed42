import { say } from '../../messages.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** Yes or no; posted as `yes`, `no`. */
export const yesNoField: FieldTypeDefinition<FieldOf<'yes-no'>, boolean> = {
  type: 'yes-no',
  inputs: [''],
  celType: () => 'bool',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    if (typed === 'yes' || typed === 'no') return { answer: typed === 'yes' };
    return { problems: [problem('choiceUnknown', field)] };
  },
  accepts: (value) => typeof value === 'boolean',
  validate: () => [],
  missing: (field) => problem('requiredChoice', field),
  format: (_field, answer, locale) => say(locale, answer ? 'yes' : 'no'),
  toInputs: (_field, answer) => ({ '': answer ? 'yes' : 'no' }),
  toCel: (_field, answer) => answer,
};
