import { localize } from '#platform/i18n/text.ts';
import { findTypedOption, maxShownOptions, searchOptions } from '../choice-lists.ts';
import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition, ParsedAnswer } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** One option. The engine hands in the field with the options that are offered. */
export const choiceField: FieldTypeDefinition<FieldOf<'choice'>, string> = {
  type: 'choice',
  inputs: ['', '-value'],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (isSearched(field)) return readSearched(field, typed, input.line('-value'));
    if (typed === '') return {};
    if (field.options.some((option) => option.value === typed)) return { answer: typed };
    return { problems: [problem('choiceUnknown', field)] };
  },
  accepts: (value) => typeof value === 'string',
  validate: (field, answer) =>
    field.options.some((option) => option.value === answer) ? [] : [problem('choiceUnknown', field)],
  missing: (field) => problem('requiredChoice', field),
  format: (field, answer, locale) => labelOf(field.options, answer, locale),
  toInputs: (field, answer, locale): Record<string, string> =>
    isSearched(field) ? { '': labelOf(field.options, answer, locale), '-value': answer } : { '': answer },
  toCel: (_field, answer) => answer,
};

/** A long list of the library: one types, and chooses among what is found. */
export function isSearched(field: FieldOf<'choice'>): boolean {
  return field.list !== undefined && field.options.length > maxShownOptions;
}

/** The suggestion taken, when it is still what is typed; else what is typed, when it can mean one option only. */
function readSearched(field: FieldOf<'choice'>, typed: string, chosen: string): ParsedAnswer<string> {
  if (typed === '' && chosen === '') return {};
  const taken = chosen === '' ? undefined : field.options.find((option) => option.value === chosen);
  if (taken !== undefined && (typed === '' || searchOptions([taken], typed).length > 0)) return { answer: taken.value };
  const exact = findTypedOption(field.options, typed);
  if (exact !== undefined) return { answer: exact.value };
  const found = searchOptions(field.options, typed, maxCandidates + 1);
  if (found.length === 0) return { problems: [problem('listNothing', field)] };
  return { problems: [problem(found.length > maxCandidates ? 'listMany' : 'listSeveral', field)] };
}

/** How many options what was typed may mean, to be shown to choose among. */
const maxCandidates = 10;

export function candidatesOf(field: FieldOf<'choice'>, typed: string): FieldOf<'choice'>['options'] {
  return searchOptions(field.options, typed, maxCandidates);
}

/** A value that is no longer among the options is shown as it is. */
export function labelOf(options: FieldOf<'choice'>['options'], value: string, locale: 'fr' | 'en'): string {
  const option = options.find((candidate) => candidate.value === value);
  return option === undefined ? value : localize(option.label, locale);
}
