import { isDateBound } from './civil-date.ts';
import { isMonth } from './field-types/month.ts';
import type { GroupField, SimpleField } from './form-schema.ts';
import { patternProblem } from './linear-pattern.ts';

/** What is wrong with a field by itself: its pattern, its bounds, its options. */
export function fieldProblems(field: SimpleField): string[] {
  switch (field.type) {
    case 'text':
      return [...textPattern(field.pattern, field.maxLength), ...bounds(field.minLength, field.maxLength, 'minLength')];
    case 'number':
    case 'money':
      return bounds(field.min, field.max, 'min');
    case 'date':
    case 'period':
      return [field.min, field.max].flatMap((bound) =>
        bound === undefined || isDateBound(bound) ? [] : [`"${bound}" is not a date, nor like today+30d or today-18y`],
      );
    case 'month':
      return [field.min, field.max].flatMap((bound) =>
        bound === undefined || isMonth(bound) || isDateBound(bound)
          ? []
          : [`"${bound}" is not a month, nor like today or today-1m`],
      );
    case 'ranked':
      return repeatedOptions(field.options);
    case 'child':
      return bounds(field.minAge, field.maxAge, 'minAge');
    case 'choice':
      return [...repeatedOptions(field.options), ...missingOptions(field, 2)];
    case 'choices':
      return [
        ...repeatedOptions(field.options),
        ...missingOptions(field, 1),
        ...bounds(field.min, field.max, 'min'),
        ...tooFewOptions(field),
      ];
    case 'file':
      return bounds(field.min, field.max, 'min');
    default:
      return [];
  }
}

/** What is wrong with a group by itself. */
export function groupProblems(group: GroupField): string[] {
  return bounds(group.min, group.max, 'min');
}

function textPattern(pattern: string | undefined, length: number): string[] {
  const problem = pattern === undefined ? undefined : patternProblem(pattern, length);
  return problem === undefined ? [] : [`Pattern refused: ${problem}`];
}

function bounds(min: number | undefined, max: number | undefined, name: string): string[] {
  return min !== undefined && max !== undefined && min > max ? [`${name} is greater than its maximum`] : [];
}

function repeatedOptions(options: readonly { readonly value: string }[]): string[] {
  const seen = new Set<string>();
  return options.flatMap(({ value }) => {
    if (seen.has(value)) return [`Two options have the value "${value}"`];
    seen.add(value);
    return [];
  });
}

/** Options are written in the field or come from a list of the library. */
function missingOptions(
  field: { readonly options: readonly unknown[]; readonly list?: string | undefined },
  least: number,
): string[] {
  return field.list === undefined && field.options.length < least
    ? [`At least ${least} options are needed, or a list`]
    : [];
}

function tooFewOptions(field: { readonly options: readonly unknown[]; readonly min?: number | undefined }): string[] {
  return field.options.length > 0 && (field.min ?? 0) > field.options.length
    ? ['min is greater than the number of options']
    : [];
}
