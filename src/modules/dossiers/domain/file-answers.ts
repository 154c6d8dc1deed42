import {
  type AnswerDocument,
  type Answers,
  type CompiledForm,
  type CompiledPage,
  type DraftDocument,
  type FieldOf,
  isGroup,
  type RawInputs,
} from '#modules/forms/index.ts';

/** What is attached, and the input for which it was sent: `proof`, or `children.0.proof` in a row. */
export interface AttachedDocument {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly fieldId: string | null;
}

/** The file field behind the name of an input; undefined for any other name that a browser may send. */
export function findFileField(page: CompiledPage, inputName: string): FieldOf<'file'> | undefined {
  const parts = inputName.split('.');
  const entry = page.fields.find((field) => field.id === parts[0]);
  if (entry === undefined || entry.definition.agentOnly) return undefined;
  if (!isGroup(entry)) return parts.length === 1 && entry.definition.type === 'file' ? entry.definition : undefined;
  const row = parts[1] ?? '';
  if (parts.length !== 3 || !/^\d{1,2}$/.test(row) || Number(row) >= entry.definition.max) return undefined;
  const definition = entry.fieldsById.get(parts[2] ?? '')?.definition;
  return definition?.type === 'file' ? definition : undefined;
}

export function hasFiles(form: CompiledForm): boolean {
  return form.pages.some((page) => page.hasFiles);
}

/** The documents as the forms engine knows them. */
export function draftDocuments(attached: readonly AttachedDocument[]): DraftDocument[] {
  return attached.map((document) => ({ ...answerOf(document), field: document.fieldId ?? undefined }));
}

/**
 * The answers with the documents as they really are: one that was removed is left out, one that was sent since the page
 * was saved stands at the input for which it was sent. A file is neither lost nor shown when it is no more.
 */
export function withDocuments(form: CompiledForm, answers: Answers, attached: readonly AttachedDocument[]): Answers {
  if (!hasFiles(form)) return answers;
  const claimed = new Set(documentIdsIn(answers));
  const result: Answers = { ...answers };
  for (const [id, entry] of form.fieldsById) {
    if (!isGroup(entry)) {
      if (entry.definition.type === 'file') putDocuments(result, id, id, attached, claimed);
      continue;
    }
    const files = entry.fields.filter((field) => field.definition.type === 'file');
    const rows: unknown = result[id];
    if (files.length === 0 || !Array.isArray(rows)) continue;
    result[id] = rows.map((row: unknown, index) => {
      const copy: Answers = { ...(row as Answers) };
      for (const field of files) putDocuments(copy, field.id, `${id}.${index}.${field.id}`, attached, claimed);
      return copy;
    });
  }
  return result;
}

function putDocuments(
  target: Answers,
  key: string,
  inputName: string,
  attached: readonly AttachedDocument[],
  claimed: ReadonlySet<string>,
): void {
  const answered = new Set(documentIdsIn(target[key]));
  const documents = attached.filter(
    (document) => answered.has(document.id) || (document.fieldId === inputName && !claimed.has(document.id)),
  );
  if (documents.length > 0) target[key] = documents.map(answerOf);
  else delete target[key];
}

function answerOf(document: AttachedDocument): AnswerDocument & Record<string, unknown> {
  return { id: document.id, name: document.name, size: document.size, type: document.mediaType };
}

/** The documents of a group that no input of the page holds any more, once one of its rows is removed. */
export function withoutInput<D extends AttachedDocument>(attached: readonly D[], group: string, raw: RawInputs): D[] {
  const held = new Set(Object.values(raw).flat());
  return attached.filter((document) => document.fieldId?.startsWith(`${group}.`) && !held.has(document.id));
}

/** Ids of the documents anywhere in answers. */
export function* documentIdsIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* documentIdsIn(item);
  else if (typeof value === 'object' && value !== null) {
    if ('id' in value && typeof value.id === 'string') yield value.id;
    for (const item of Object.values(value)) if (typeof item === 'object') yield* documentIdsIn(item);
  }
}
