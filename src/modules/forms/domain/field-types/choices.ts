import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';
import { labelOf } from './choice.ts';

/** Several options, kept in the order in which they are offered. */
export const choicesField: FieldTypeDefinition<FieldOf<'choices'>, string[]> = {
  type: 'choices',
  inputs: [''],
  celType: () => 'list<string>',
  parse(field, input) {
    const typed = new Set(input.list().filter((value) => value !== ''));
    if (typed.size === 0) return {};
    const answer = field.options.map((option) => option.value).filter((value) => typed.has(value));
    return answer.length === typed.size ? { answer } : { problems: [problem('choiceUnknown', field)] };
  },
  accepts: (value): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  validate(field, answer) {
    const offered = new Set(field.options.map((option) => option.value));
    if (!answer.every((value) => offered.has(value))) return [problem('choiceUnknown', field)];
    if (field.min !== undefined && answer.length < field.min) return [problem('choicesMin', field, { min: field.min })];
    if (field.max !== undefined && answer.length > field.max) return [problem('choicesMax', field, { max: field.max })];
    return [];
  },
  missing: (field) => problem('requiredChoices', field),
  format: (field, answer, locale) => answer.map((value) => labelOf(field.options, value, locale)),
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};
