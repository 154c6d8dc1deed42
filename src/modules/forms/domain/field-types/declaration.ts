import { say } from '../../messages.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** A declaration on honour; posted as `yes`. An unticked box is no answer. */
export const declarationField: FieldTypeDefinition<FieldOf<'declaration'>, boolean> = {
  type: 'declaration',
  inputs: [''],
  celType: () => 'bool',
  parse: (_field, input) => (input.line() === 'yes' ? { answer: true } : {}),
  accepts: (value) => typeof value === 'boolean',
  validate: (field, answer) => (answer || field.optional ? [] : [problem('requiredConsent', field)]),
  missing: (field) => problem('requiredConsent', field),
  format: (_field, answer, locale) => say(locale, answer ? 'declared' : 'no'),
  toInputs: (_field, answer) => ({ '': answer ? 'yes' : '' }),
  toCel: (_field, answer) => answer,
};
