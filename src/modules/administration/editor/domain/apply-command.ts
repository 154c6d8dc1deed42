import type { Command } from './command.ts';
import { CommandRefusedError } from './command-refused.ts';
import { setCondition, setRow } from './condition-holders.ts';
import {
  type DraftContent,
  entriesOf,
  entryKey,
  type FieldPlace,
  fieldIdsOf,
  findEntry,
  findPage,
  isBlock,
  pagesOf,
} from './draft-content.ts';
import { fieldIdFrom } from './identifiers.ts';
import { copyOf, isObject, type Json, type JsonObject, textOf } from './json.ts';
import { move, removeFrom, setKeys } from './list-edits.ts';
import { referencesTo } from './references.ts';
import { renameField } from './rename-field.ts';
import { setValue } from './values/value-target.ts';
import { applyToWorkflow } from './workflow-commands.ts';

/**
 * What a draft becomes by an edit; what is handed in is left as it was.
 * @throws {CommandRefusedError} when what it names is not there, when an id is taken, or when what it takes away is
 * referred to elsewhere and the edit is not made `knowingly`
 */
export function applyCommand(content: DraftContent, command: Command): DraftContent {
  const next = { source: copyOf(content.source), workflow: copyOf(content.workflow) };
  switch (command.do) {
    case 'change-head':
      setKeys(next.source, command.values);
      return next;
    case 'add-page':
      addPage(next.source, command.page, command.after);
      return next;
    case 'change-page':
      changePage(next.source, command.page, command.values);
      return next;
    case 'move-page':
      move(pageList(next.source), (page) => page.id === command.page, command.by, 'page-unknown');
      return next;
    case 'remove-page':
      removePage(next, command.page, command.knowingly);
      return next;
    case 'add-field':
      addField(next.source, command);
      return next;
    case 'change-field':
      return changeField(next, command);
    case 'move-field': {
      const { container } = place(next.source, command.page, command.field);
      move(entryList(container), (entry) => entryKey(entry) === lastPart(command.field), command.by, 'field-unknown');
      return next;
    }
    case 'move-field-to':
      moveFieldTo(next.source, command);
      return next;
    case 'duplicate-field':
      duplicateField(next.source, command);
      return next;
    case 'remove-field':
      removeField(next, command);
      return next;
    case 'unfold-block': {
      const { container, index } = place(next.source, command.page, command.field);
      entryList(container).splice(index, 1, ...command.fields);
      return next;
    }
    case 'set-condition':
      setCondition(next, command.target, command.expression);
      return next;
    case 'set-value':
      setValue(next, command.target, command.expression);
      return next;
    case 'set-row':
      setRow(next, command.target, command.row);
      return next;
    case 'replace':
      return { source: copyOf(command.source), workflow: copyOf(command.workflow) };
    default:
      return applyToWorkflow(next, command);
  }
}

/** The list itself, made when it is not there. */
function pageList(source: JsonObject): Json[] {
  if (!isObject(source.form)) source.form = { pages: [] };
  if (!Array.isArray(source.form.pages)) source.form.pages = [];
  return source.form.pages;
}

function entryList(container: JsonObject): Json[] {
  if (!Array.isArray(container.fields)) container.fields = [];
  return container.fields;
}

function addPage(source: JsonObject, page: JsonObject, after: string | undefined): void {
  const pages = pageList(source);
  if (pagesOf(source).some((one) => one.id === page.id)) throw new CommandRefusedError('id-taken');
  const index = pages.findIndex((one) => isObject(one) && one.id === after);
  pages.splice(after === undefined || index < 0 ? pages.length : index + 1, 0, copyOf(page));
}

function getPage(source: JsonObject, id: string): JsonObject {
  const page = findPage(source, id);
  if (page === undefined) throw new CommandRefusedError('page-unknown');
  return page;
}

function place(source: JsonObject, page: string, field: string): FieldPlace {
  getPage(source, page);
  const found = findEntry(source, page, field);
  if (found === undefined) throw new CommandRefusedError('field-unknown');
  return found;
}

function changePage(source: JsonObject, pageId: string, values: JsonObject): void {
  const page = getPage(source, pageId);
  const renamed = textOf(values.id);
  if (renamed !== '' && renamed !== pageId && findPage(source, renamed) !== undefined)
    throw new CommandRefusedError('id-taken');
  const { fields } = page;
  for (const key of Object.keys(page)) delete page[key];
  Object.assign(page, { id: pageId, ...values });
  for (const [key, value] of Object.entries(page)) if (value === null) delete page[key];
  delete page.fields;
  page.fields = fields ?? [];
}

function removePage(content: DraftContent, pageId: string, knowingly: boolean): void {
  const page = getPage(content.source, pageId);
  const pages = pageList(content.source);
  if (!knowingly) {
    const without = { ...content, source: copyOf(content.source) };
    removeFrom(pageList(without.source), (one) => one.id === pageId);
    const references = entriesOf(page).flatMap((entry) =>
      isBlock(entry) ? [] : referencesTo(without, textOf(entry.id)),
    );
    if (references.length > 0) throw new CommandRefusedError('referred-to', references);
  }
  removeFrom(pages, (one) => one.id === pageId);
}

function addField(source: JsonObject, command: Extract<Command, { do: 'add-field' }>): void {
  const page = getPage(source, command.page);
  const container = command.group === undefined ? page : entriesOf(page).find((entry) => entry.id === command.group);
  if (container === undefined) throw new CommandRefusedError('field-unknown');
  if (!isBlock(command.entry) && idsBeside(source, container, command.group).has(textOf(command.entry.id)))
    throw new CommandRefusedError('id-taken');
  if (isBlock(command.entry) && pagesOf(source).some((one) => entriesOf(one).some((e) => e.use === command.entry.use)))
    throw new CommandRefusedError('block-placed');
  const list = entryList(container);
  const index = list.findIndex((entry) => isObject(entry) && entryKey(entry) === command.after);
  list.splice(command.after === undefined || index < 0 ? list.length : index + 1, 0, copyOf(command.entry));
}

/** The ids that a field there may not have: those of its row in a group, those of the form otherwise. */
function idsBeside(source: JsonObject, container: JsonObject, group: string | undefined): ReadonlySet<string> {
  if (group !== undefined) return new Set(entriesOf(container).map((entry) => textOf(entry.id)));
  return new Set(pagesOf(source).flatMap((page) => entriesOf(page).map((entry) => textOf(entry.id))));
}

function changeField(content: DraftContent, command: Extract<Command, { do: 'change-field' }>): DraftContent {
  const { container, group, entry, index } = place(content.source, command.page, command.field);
  const from = textOf(entry.id);
  const to = textOf(command.entry.id);
  const changed = copyOf(command.entry);
  // The fields of a group are edited on pages of their own.
  if (entry.type === 'group' && changed.fields === undefined) changed.fields = entry.fields ?? [];
  if (!isBlock(entry) && to !== from) {
    if (idsBeside(content.source, container, group === undefined ? undefined : textOf(group.id)).has(to))
      throw new CommandRefusedError('id-taken');
    if (group === undefined) {
      entryList(container)[index] = changed;
      return renameField(content, from, to);
    }
  }
  entryList(container)[index] = changed;
  return content;
}

function moveFieldTo(source: JsonObject, command: Extract<Command, { do: 'move-field-to' }>): void {
  const { container, entry, index, group } = place(source, command.page, command.field);
  if (group !== undefined) throw new CommandRefusedError('field-unknown');
  const target = getPage(source, command.to);
  entryList(container).splice(index, 1);
  entryList(target).push(entry);
}

function duplicateField(source: JsonObject, command: Extract<Command, { do: 'duplicate-field' }>): void {
  const { container, entry, index } = place(source, command.page, command.field);
  if (isBlock(entry)) throw new CommandRefusedError('block-placed');
  const copy = copyOf(entry);
  copy.id = fieldIdFrom(textOf(entry.id), new Set(fieldIdsOf(source)));
  entryList(container).splice(index + 1, 0, copy);
}

function removeField(content: DraftContent, command: Extract<Command, { do: 'remove-field' }>): void {
  const { container, entry, index, group } = place(content.source, command.page, command.field);
  if (!command.knowingly && group === undefined && !isBlock(entry)) {
    const references = referencesTo(content, textOf(entry.id));
    if (references.length > 0) throw new CommandRefusedError('referred-to', references);
  }
  entryList(container).splice(index, 1);
}

function lastPart(field: string): string {
  return field.startsWith('use:') ? field : (field.split('.').at(-1) ?? field);
}
