import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import { type FieldOf, type PersonPart, personParts } from '../form-schema.ts';
import {
  formatPart,
  partInputs,
  partLine,
  partMissing,
  partProblems,
  partSuffix,
  partToInputs,
  readParts,
} from './person-parts.ts';
import { isRecord } from './record.ts';

type PersonField = FieldOf<'person'>;
export type PersonAnswer = { [part in PersonPart]?: string };

/** Somebody, by the parts that the field asks, in the order of `personParts`. */
export const personField: FieldTypeDefinition<PersonField, { [key: string]: unknown } & PersonAnswer> = {
  type: 'person',
  inputs: personParts.flatMap(partInputs),
  firstInput: '',
  celType: (field) => ({ record: Object.fromEntries(field.ask.map((part) => [part, 'string'])) }),
  parse(field, input, context) {
    const { answers, problems } = readParts(
      field,
      askedParts(field),
      (part) => isMandatory(field, part),
      input,
      context,
    );
    if (problems.length > 0) return { problems };
    return Object.keys(answers).length === 0 ? {} : { answer: answers };
  },
  accepts: (value): value is { [key: string]: unknown } & PersonAnswer =>
    isRecord(value) && personParts.every((part) => value[part] === undefined || typeof value[part] === 'string'),
  validate(field, answer, context) {
    return askedParts(field).flatMap((part) => {
      const value = answer[part];
      if (value !== undefined && value !== '') return partProblems(field, part, value, context);
      return isMandatory(field, part) ? [partMissing(field, part)] : [];
    });
  },
  missing(field) {
    const mandatory = askedParts(field).filter((part) => isMandatory(field, part));
    if (mandatory.length > 0) return mandatory.map((part) => partMissing(field, part));
    const [first] = askedParts(field);
    return problem('required', field, {}, first === undefined ? '' : partSuffix(first));
  },
  format(_field, answer, locale) {
    const name = (['title', 'given_names', 'family_name'] as const)
      .map((part) => (answer[part] === undefined ? '' : formatPart(part, answer[part], locale)))
      .filter((word) => word !== '')
      .join(' ');
    const others = personParts.slice(3).flatMap((part) => {
      const value = answer[part];
      return value === undefined ? [] : [partLine(part, value, locale)];
    });
    return name === '' ? others : [name, ...others];
  },
  toInputs: (_field, answer) =>
    Object.assign(
      {},
      ...personParts.map((part) => (answer[part] === undefined ? {} : partToInputs(part, answer[part]))),
    ),
  toCel: (field, answer) => Object.fromEntries(field.ask.map((part) => [part, answer[part] ?? null])),
};

/** In the order in which they are asked, each once. */
export function askedParts(field: PersonField): readonly PersonPart[] {
  return personParts.filter((part) => field.ask.includes(part));
}

export function isMandatory(field: PersonField, part: PersonPart): boolean {
  return !field.optionalParts.includes(part);
}
