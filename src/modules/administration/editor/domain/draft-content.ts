import { isObject, type JsonObject, objectsOf, textOf } from './json.ts';

/** What an administrator edits: the procedure as its file writes it, and the workflow that it will follow. */
export interface DraftContent {
  readonly source: JsonObject;
  readonly workflow: JsonObject;
}

/** The pages of the form, in order. */
export function pagesOf(source: JsonObject): JsonObject[] {
  return isObject(source.form) ? objectsOf(source.form.pages) : [];
}

export function findPage(source: JsonObject, pageId: string): JsonObject | undefined {
  return pagesOf(source).find((page) => page.id === pageId);
}

/** The fields of a page (or of a group), blocks included. */
export function entriesOf(container: JsonObject): JsonObject[] {
  return objectsOf(container.fields);
}

/** What an entry of a page is called in addresses and commands: its id, or `use:<block>`. */
export function entryKey(entry: JsonObject): string {
  return isBlock(entry) ? `use:${textOf(entry.use)}` : textOf(entry.id);
}

export function isBlock(entry: JsonObject): boolean {
  return typeof entry.use === 'string';
}

/** Where a field lives: in a page, possibly in a group of that page. */
export interface FieldPlace {
  readonly page: JsonObject;
  /** The page or the group. */
  readonly container: JsonObject;
  readonly group: JsonObject | undefined;
  readonly entry: JsonObject;
  readonly index: number;
}

/** `key` is that of an entry of the page, or `group.field`. */
export function findEntry(source: JsonObject, pageId: string, key: string): FieldPlace | undefined {
  const page = findPage(source, pageId);
  if (page === undefined) return undefined;
  const direct = placeIn(page, page, undefined, key);
  if (direct !== undefined) return direct;
  const [groupId, fieldId, ...rest] = key.split('.');
  if (groupId === undefined || fieldId === undefined || rest.length > 0) return undefined;
  const group = entriesOf(page).find((entry) => entry.id === groupId && entry.type === 'group');
  return group === undefined ? undefined : placeIn(page, group, group, fieldId);
}

function placeIn(
  page: JsonObject,
  container: JsonObject,
  group: JsonObject | undefined,
  key: string,
): FieldPlace | undefined {
  const entries = entriesOf(container);
  const index = entries.findIndex((entry) => entryKey(entry) === key);
  const entry = entries[index];
  return entry === undefined ? undefined : { page, container, group, entry, index };
}

/** Every id that fields of the form have, those of groups included. */
export function fieldIdsOf(source: JsonObject): string[] {
  return pagesOf(source).flatMap((page) =>
    entriesOf(page).flatMap((entry) => [
      ...(isBlock(entry) ? [] : [textOf(entry.id)]),
      ...(entry.type === 'group' ? entriesOf(entry).map((field) => textOf(field.id)) : []),
    ]),
  );
}

export function statesOf(workflow: JsonObject): JsonObject[] {
  return objectsOf(workflow.states);
}

export function transitionsOf(workflow: JsonObject): JsonObject[] {
  return objectsOf(workflow.transitions);
}

export function messagesOf(workflow: JsonObject): JsonObject[] {
  return objectsOf(workflow.messages);
}

/** The letters that the procedure writes itself. */
export function lettersOf(workflow: JsonObject): JsonObject[] {
  return objectsOf(workflow.letters);
}
