import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition, InputReader } from '../field-type.ts';
import { type FieldOf, maxRanks } from '../form-schema.ts';
import { labelOf } from './choice.ts';

type RankedField = FieldOf<'ranked'>;

/** `-1` for the first choice, `-2` for the second, … */
const rankSuffixes: readonly string[] = Array.from({ length: maxRanks }, (_, index) => `-${index + 1}`);

/** How many ranks are asked. */
export function rankCount(field: RankedField): number {
  return Math.min(field.max ?? maxRanks, field.options.length, maxRanks);
}

/** Options in order of preference: one list to open for each rank. A rank left empty is passed over. */
export const rankedField: FieldTypeDefinition<RankedField, string[]> = {
  type: 'ranked',
  inputs: rankSuffixes,
  celType: () => 'list<string>',
  parse(field, input) {
    const typed = typedRanks(field, input);
    const unknown = typed.find(({ value }) => !field.options.some((option) => option.value === value));
    if (unknown !== undefined) return { problems: [problem('choiceUnknown', field, {}, unknown.suffix)] };
    const repeated = typed.find(({ value }, index) => typed.findIndex((other) => other.value === value) < index);
    if (repeated !== undefined) {
      const label = {
        fr: labelOf(field.options, repeated.value, 'fr'),
        en: labelOf(field.options, repeated.value, 'en'),
      };
      return { problems: [problem('rankRepeated', field, { option: label }, repeated.suffix)] };
    }
    return typed.length === 0 ? {} : { answer: typed.map(({ value }) => value) };
  },
  accepts: (value): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  validate(field, answer) {
    const offered = new Set(field.options.map((option) => option.value));
    if (!answer.every((value) => offered.has(value))) return [problem('choiceUnknown', field)];
    if (new Set(answer).size < answer.length) return [problem('notUnderstood', field)];
    return answer.length > rankCount(field) ? [problem('ranksMax', field, { max: rankCount(field) })] : [];
  },
  missing: (field) => problem('requiredRank', field),
  format: (field, answer, locale) =>
    answer.map((value, index) => `${index + 1}. ${labelOf(field.options, value, locale)}`),
  toInputs: (_field, answer) =>
    Object.fromEntries(answer.slice(0, maxRanks).map((value, index) => [`-${index + 1}`, value])),
  toCel: (_field, answer) => answer,
};

function typedRanks(field: RankedField, input: InputReader): { readonly suffix: string; readonly value: string }[] {
  return rankSuffixes
    .slice(0, rankCount(field))
    .map((suffix) => ({ suffix, value: input.line(suffix) }))
    .filter(({ value }) => value !== '');
}
