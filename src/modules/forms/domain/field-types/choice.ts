import { localize } from '#platform/i18n/text.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** One option. The engine hands in the field with the options that are offered. */
export const choiceField: FieldTypeDefinition<FieldOf<'choice'>, string> = {
  type: 'choice',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    if (field.options.some((option) => option.value === typed)) return { answer: typed };
    return { problems: [problem('choiceUnknown', field)] };
  },
  accepts: (value) => typeof value === 'string',
  validate: (field, answer) =>
    field.options.some((option) => option.value === answer) ? [] : [problem('choiceUnknown', field)],
  missing: (field) => problem('requiredChoice', field),
  format: (field, answer, locale) => labelOf(field.options, answer, locale),
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};

/** A value that is no longer among the options is shown as it is. */
export function labelOf(options: FieldOf<'choice'>['options'], value: string, locale: 'fr' | 'en'): string {
  const option = options.find((candidate) => candidate.value === value);
  return option === undefined ? value : localize(option.label, locale);
}
