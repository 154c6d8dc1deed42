import { type CompiledField, type CompiledGroup, type CompiledPage, isGroup } from './compiled-form.ts';
import type { DraftDocument, KnownContact } from './form-context.ts';
import { mostKeptRows, type RowPosition } from './form-walk.ts';
import {
  addRowName,
  inputName,
  ownContactName,
  removeDocumentName,
  removeRowName,
  rowCountName,
  takeContactName,
} from './input-names.ts';
import type { PostedBody } from './posted-inputs.ts';
import { redisplayable } from './text-cleaning.ts';

/** What was typed, by name of input, to show it again. */
export type RawInputs = Readonly<Record<string, string | readonly string[]>>;

/** A submit button other than "continue": the page is shown again, with what was typed. */
export type FormAction =
  | { readonly kind: 'add-row'; readonly group: string }
  | { readonly kind: 'remove-row'; readonly group: string; readonly row: number }
  /** `contact`: id of one of the person's own, `''` when none was chosen. */
  | { readonly kind: 'take-contact'; readonly field: string; readonly contact: string }
  /** `field` is the name of the file field's input: `proof`, `children.0.proof`. */
  | { readonly kind: 'remove-document'; readonly field: string; readonly documentId: string };

/** A field of a page with its row, for each row that the page has. */
interface PlacedField {
  readonly field: CompiledField;
  readonly row: RowPosition | undefined;
}

function placedFields(page: CompiledPage, rowCount: (group: CompiledGroup) => number): PlacedField[] {
  return page.fields.flatMap((entry): PlacedField[] =>
    isGroup(entry)
      ? Array.from({ length: rowCount(entry) }, (_, index) =>
          entry.fields.map((field) => ({ field, row: { group: entry.id, index } })),
        ).flat()
      : [{ field: entry, row: undefined }],
  );
}

/** How many rows of a group were posted: what the page said, or the rows that have a value. Those above the maximum are kept, to be refused in words. */
export function postedRowCount(group: CompiledGroup, body: PostedBody): number {
  const said = body.first(rowCountName(group.id));
  const limit = mostKeptRows;
  if (/^\d{1,3}$/.test(said)) return Math.min(Number(said), limit);
  let count = 0;
  while (count < limit && rowHasInputs(group, count, body)) count += 1;
  return count;
}

function rowHasInputs(group: CompiledGroup, index: number, body: PostedBody): boolean {
  return group.fields.some((field) => {
    const name = inputName(field.id, { group: group.id, index });
    return field.type.inputs.some((suffix) => body.has(name + suffix));
  });
}

/** True when nothing at all was typed in the row. */
export function isBlankRow(group: CompiledGroup, index: number, body: PostedBody): boolean {
  return group.fields.every((field) => {
    const name = inputName(field.id, { group: group.id, index });
    return field.type.inputs.every((suffix) => body.values(name + suffix).every((value) => value.trim() === ''));
  });
}

/** Everything that was posted for the page's own inputs; unknown names are left out. */
export function collectRaw(
  page: CompiledPage,
  body: PostedBody,
  documents: readonly DraftDocument[],
): Record<string, string | readonly string[]> {
  const raw: Record<string, string | readonly string[]> = {};
  for (const entry of page.fields)
    if (isGroup(entry)) raw[rowCountName(entry.id)] = String(postedRowCount(entry, body));
  const placed = placedFields(page, (group) => postedRowCount(group, body));
  for (const { field, row } of placed) {
    for (const suffix of field.type.inputs) {
      const name = inputName(field.id, row) + suffix;
      const values = body.values(name);
      const [only] = values;
      if (only !== undefined) raw[name] = values.length === 1 ? redisplayable(only) : values.map(redisplayable);
    }
  }
  if (page.hasFiles) addSentDocuments(placed, raw, documents);
  return raw;
}

/** Documents that were sent while the page was being filled in, without their id being in the page yet. */
function addSentDocuments(
  placed: readonly PlacedField[],
  raw: Record<string, string | readonly string[]>,
  documents: readonly DraftDocument[],
): void {
  const names = placed
    .filter(({ field }) => field.definition.type === 'file')
    .map(({ field, row }) => inputName(field.id, row));
  const claimed = new Set(names.flatMap((name) => valuesOf(raw[name])));
  for (const name of names) {
    const sent = documents
      .filter((document) => document.field === name && !claimed.has(document.id))
      .map(({ id }) => id);
    if (sent.length > 0) raw[name] = [...valuesOf(raw[name]), ...sent].filter((id) => id !== '');
  }
}

export function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** The button that was pressed, among those that the page has. */
export function postedAction(page: CompiledPage, body: PostedBody): FormAction | undefined {
  for (const entry of page.fields) {
    if (!isGroup(entry)) {
      if (ownDatum(entry.definition) === undefined || !body.has(takeContactName(entry.id))) continue;
      return { kind: 'take-contact', field: entry.id, contact: body.first(ownContactName(entry.id)) };
    }
    if (body.has(addRowName(entry.id))) return { kind: 'add-row', group: entry.id };
    const count = postedRowCount(entry, body);
    for (let row = 0; row < count; row += 1) {
      if (body.has(removeRowName(entry.id, row))) return { kind: 'remove-row', group: entry.id, row };
    }
  }
  return page.hasFiles ? documentRemoval(page, body) : undefined;
}

function documentRemoval(page: CompiledPage, body: PostedBody): FormAction | undefined {
  for (const { field, row } of placedFields(page, (group) => postedRowCount(group, body))) {
    const name = inputName(field.id, row);
    const documentId = field.definition.type === 'file' ? body.first(removeDocumentName(name)) : '';
    if (documentId !== '') return { kind: 'remove-document', field: name, documentId };
  }
  return undefined;
}

/** Which of the person's own data a field takes, where they may have several. */
export function ownDatum({ prefill }: { readonly prefill?: string | undefined }): KnownContact['datum'] | undefined {
  if (prefill === 'account.address') return 'address';
  return prefill === 'account.phone' ? 'phone' : undefined;
}

/** The field with one of the person's own addresses or phones in it; as it was, when that is none of theirs. */
function withContact(
  page: CompiledPage,
  raw: RawInputs,
  action: Extract<FormAction, { kind: 'take-contact' }>,
  contacts: readonly KnownContact[],
): RawInputs {
  const field = page.fields.find((entry) => entry.id === action.field);
  if (field === undefined || isGroup(field)) return raw;
  const datum = ownDatum(field.definition);
  const contact = contacts.find((one) => one.id === action.contact && one.datum === datum);
  if (contact === undefined || !field.type.accepts(contact.answer)) return raw;
  const inputs = field.type.toInputs(field.definition, contact.answer, 'fr');
  return {
    ...raw,
    ...Object.fromEntries(field.type.inputs.map((suffix) => [field.id + suffix, inputs[suffix] ?? ''])),
  };
}

/** What the page holds after the button: a row more, a row less, a document less, one of the person's own addresses. */
export function applyAction(
  page: CompiledPage,
  raw: RawInputs,
  action: FormAction,
  contacts: readonly KnownContact[] = [],
): RawInputs {
  if (action.kind === 'take-contact') return withContact(page, raw, action, contacts);
  if (action.kind === 'remove-document') {
    return { ...raw, [action.field]: valuesOf(raw[action.field]).filter((id) => id !== action.documentId) };
  }
  const group = page.fields.find((entry) => entry.id === action.group);
  if (group === undefined || !isGroup(group)) return raw;
  const countName = rowCountName(group.id);
  const count = Number(raw[countName] ?? 0);
  if (action.kind === 'add-row') return { ...raw, [countName]: String(Math.min(count + 1, group.definition.max)) };
  return { ...withoutRow(group, raw, action.row, count), [countName]: String(Math.max(count - 1, 0)) };
}

function withoutRow(group: CompiledGroup, raw: RawInputs, removed: number, count: number): RawInputs {
  const kept: Record<string, string | readonly string[]> = { ...raw };
  for (let index = removed; index < count; index += 1) {
    for (const field of group.fields) {
      for (const suffix of field.type.inputs) {
        const following = raw[inputName(field.id, { group: group.id, index: index + 1 }) + suffix];
        const name = inputName(field.id, { group: group.id, index }) + suffix;
        if (following === undefined) delete kept[name];
        else kept[name] = following;
      }
    }
  }
  return kept;
}
