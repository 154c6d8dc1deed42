import { fullYears } from '../civil-date.ts';
import { problem } from '../field-problem.ts';
import type { FieldProblem, FieldTypeDefinition, InputReader } from '../field-type.ts';
import type { FormContext, HouseholdChild } from '../form-context.ts';
import { type ChildPart, childParts, type FieldOf } from '../form-schema.ts';
import {
  formatPart,
  partInputs,
  partLine,
  partMissing,
  partProblems,
  partToInputs,
  readParts,
} from './person-parts.ts';
import { isRecord } from './record.ts';

type ChildField = FieldOf<'child'>;
type NamedPart = 'given_names' | 'family_name' | ChildPart;
export type ChildAnswer = { readonly id?: string } & { readonly [part in NamedPart]?: string };

/** The value of `-who` for a child that the household does not hold. */
export const anotherChild = 'other';

const nameParts = ['given_names', 'family_name'] as const;
const allParts: readonly NamedPart[] = [...nameParts, ...childParts];

/**
 * A child: one of the household of the account (`-who` is its id there), or typed by hand. What the household does not
 * say of a known child is asked all the same.
 */
export const childField: FieldTypeDefinition<ChildField, { [key: string]: unknown } & ChildAnswer> = {
  type: 'child',
  inputs: ['-who', ...allParts.flatMap(partInputs)],
  firstInput: '',
  celType: (field) => ({ record: Object.fromEntries(storedParts(field).map((part) => [part, 'string'])) }),
  parse(field, input, context) {
    const who = input.line('-who');
    const known = findKnownChild(who, context);
    if (known !== undefined) return readKnown(field, known, input, context);
    const { answers, problems } = read(field, storedParts(field), input, context);
    if (problems.length > 0) return { problems };
    if (Object.keys(answers).length > 0) return { answer: answers };
    if (who === '') return {};
    return {
      problems:
        who === anotherChild
          ? emptyParts(field, storedParts(field))
          : [problem('childUnknown', field, {}, '-who'), ...emptyParts(field, partsBeside(field))],
    };
  },
  accepts: (value): value is { [key: string]: unknown } & ChildAnswer =>
    isRecord(value) &&
    ['id', ...allParts].every((part) => value[part] === undefined || typeof value[part] === 'string'),
  validate(field, answer, context) {
    const problems = storedParts(field).flatMap((part) => {
      const value = answer[part];
      if (value !== undefined && value !== '') return partProblems(field, part, value, context);
      return isMandatory(field, part) ? [partMissing(field, part)] : [];
    });
    return problems.length > 0 ? problems : ageProblems(field, answer, context);
  },
  missing: (field, { household = [] }) =>
    household.length === 0
      ? emptyParts(field, storedParts(field))
      : [problem('requiredChild', field, {}, '-who'), ...emptyParts(field, partsBeside(field))],
  format(_field, answer, locale) {
    const name = nameParts.flatMap((part) => answer[part] ?? []).join(' ');
    return [
      name,
      ...childParts.flatMap((part) => (answer[part] === undefined ? [] : [partLine(part, answer[part], locale)])),
    ].filter((line) => line !== '');
  },
  toInputs: (_field, answer) =>
    Object.assign(
      { '-who': answer.id ?? anotherChild },
      ...allParts.map((part) => (answer[part] === undefined ? {} : partToInputs(part, answer[part]))),
    ),
  toCel: (field, answer) => Object.fromEntries(storedParts(field).map((part) => [part, answer[part] ?? null])),
};

/** The child's name, for a radio: "Léa Martin, 12 mars 2018". */
export function childInWords(child: HouseholdChild, locale: 'fr' | 'en'): string {
  const name = `${child.givenNames} ${child.familyName}`;
  return child.birthDate === undefined ? name : `${name}, ${formatPart('birth_date', child.birthDate, locale)}`;
}

/** Names first, then what the field asks, in the order of `childParts`. */
function storedParts(field: ChildField): readonly NamedPart[] {
  return [...nameParts, ...childParts.filter((part) => field.ask.includes(part))];
}

/** What is said when nothing is typed in these parts. */
function emptyParts(field: ChildField, parts: readonly NamedPart[]): FieldProblem[] {
  return parts.filter((part) => isMandatory(field, part)).map((part) => partMissing(field, part));
}

function isMandatory(field: ChildField, part: NamedPart): boolean {
  return part === 'given_names' || part === 'family_name' || !field.optionalParts.includes(part);
}

/** What is asked of every child, known or not: all but the names and the birth date. */
export function partsBeside(field: ChildField): readonly ChildPart[] {
  return childParts.filter((part) => part !== 'birth_date' && field.ask.includes(part));
}

function findKnownChild(id: string, { household }: FormContext): HouseholdChild | undefined {
  return id === '' ? undefined : household?.find((child) => child.id === id);
}

function readKnown(field: ChildField, child: HouseholdChild, input: InputReader, context: FormContext) {
  const { answers, problems } = read(field, partsBeside(field), input, context);
  if (problems.length > 0) return { problems };
  const birthDate = field.ask.includes('birth_date') ? child.birthDate : undefined;
  return {
    answer: {
      id: child.id,
      given_names: child.givenNames,
      family_name: child.familyName,
      ...(birthDate === undefined ? {} : { birth_date: birthDate }),
      ...answers,
    },
  };
}

function read<P extends NamedPart>(field: ChildField, parts: readonly P[], input: InputReader, context: FormContext) {
  return readParts(field, parts, (part) => isMandatory(field, part), input, context);
}

/** The age on the day of the answer, in full years. */
function ageProblems(field: ChildField, answer: ChildAnswer, { today }: FormContext): FieldProblem[] {
  const age = answer.birth_date === undefined ? undefined : fullYears(answer.birth_date, today);
  if (age === undefined) return [];
  const suffix = answer.id === undefined ? '-birth_date-day' : '-who';
  if (field.minAge !== undefined && age < field.minAge)
    return [problem('childYoung', field, { min: field.minAge }, suffix)];
  return field.maxAge !== undefined && age > field.maxAge
    ? [problem('childOld', field, { max: field.maxAge }, suffix)]
    : [];
}
