import { type CompiledField, type CompiledForm, isGroup } from '#modules/forms/index.ts';

/** A child that a person wrote in a form, with where its answer stands: `child`, `children[0].child`. */
export interface TypedChild {
  readonly path: string;
  readonly givenNames: string;
  readonly familyName: string;
  /** YYYY-MM-DD */
  readonly birthDate: string;
}

/** Children written by hand in the answers of a dossier; without a birth date a household cannot hold them. */
export function listTypedChildren(form: CompiledForm, answers: Readonly<Record<string, unknown>>): TypedChild[] {
  return listChildren(form, answers, (answer) => answer.id === undefined);
}

/** All the children whom the answers of a dossier name, those of the household included. */
export function listNamedChildren(form: CompiledForm, answers: Readonly<Record<string, unknown>>): TypedChild[] {
  return listChildren(form, answers, () => true);
}

type Answer = Readonly<Record<string, unknown>>;

function listChildren(form: CompiledForm, answers: Answer, isWanted: (answer: Answer) => boolean): TypedChild[] {
  return [...form.fieldsById.values()].flatMap((entry) => {
    if (!isGroup(entry)) return childAt(entry, answers, entry.id, isWanted);
    const rows: unknown = answers[entry.id];
    if (!Array.isArray(rows)) return [];
    return rows.flatMap((row: unknown, index) =>
      entry.fields.flatMap((field) => childAt(field, row, `${entry.id}[${index}].${field.id}`, isWanted)),
    );
  });
}

function childAt(
  { id, definition, type }: CompiledField,
  answers: unknown,
  path: string,
  isWanted: (answer: Answer) => boolean,
): TypedChild[] {
  if (definition.type !== 'child' || !isObject(answers)) return [];
  const answer = answers[id];
  if (!isObject(answer) || !type.accepts(answer) || !isWanted(answer)) return [];
  const { given_names: givenNames, family_name: familyName, birth_date: birthDate } = answer;
  if (typeof givenNames !== 'string' || typeof familyName !== 'string' || typeof birthDate !== 'string') return [];
  return [{ path, givenNames, familyName, birthDate }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
