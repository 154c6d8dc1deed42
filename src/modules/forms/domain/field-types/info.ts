import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** A text between fields: asks nothing. */
export const infoField: FieldTypeDefinition<FieldOf<'info'>, string> = {
  type: 'info',
  inputs: [],
  silent: true,
  celType: () => 'string',
  parse: () => ({}),
  accepts: (value): value is string => value === undefined,
  validate: () => [],
  missing: (field) => problem('required', field),
  format: () => '',
  toInputs: () => ({}),
  toCel: () => null,
};
