import type { Command } from './command.ts';
import { conditionHolder, conditionKey } from './condition-holders.ts';
import { type DraftContent, entriesOf, entryKey, findEntry, findPage, pagesOf } from './draft-content.ts';
import { type Json, objectsOf, textOf } from './json.ts';
import { valueHolder } from './values/value-target.ts';

/**
 * What an edit is about, as it stands: when it is the same in two revisions, an edit begun on the one may be made on the
 * other without anything being lost.
 */
export function editTarget(content: DraftContent, command: Command): Json {
  const { source, workflow } = content;
  switch (command.do) {
    case 'change-head':
      return Object.keys(command.values).map((key) => [key, source[key] ?? null]);
    // What is added takes nothing from anybody.
    case 'add-page':
    case 'add-field':
    case 'add-item':
      return null;
    case 'move-page':
      return pagesOf(source).map((page) => textOf(page.id));
    case 'change-page': {
      const { fields: _, ...rest } = findPage(source, command.page) ?? {};
      return rest;
    }
    case 'remove-page':
      return findPage(source, command.page) ?? null;
    case 'move-field':
    case 'move-field-to':
      return entriesOf(findPage(source, command.page) ?? {}).map(entryKey);
    case 'change-field':
    case 'duplicate-field':
    case 'remove-field':
    case 'unfold-block':
      return findEntry(source, command.page, command.field)?.entry ?? null;
    case 'set-condition':
      return conditionHolder(content, command.target)?.[conditionKey(command.target)] ?? null;
    case 'set-value': {
      const found = valueHolder(content, command.target);
      return found?.holder[found.key] ?? null;
    }
    // A new row takes nothing from anybody.
    case 'set-row':
      return conditionHolder(content, command.target) ?? null;
    case 'change-workflow':
      return Object.keys(command.values).map((key) => [key, workflow[key] ?? null]);
    case 'use-workflow':
      return workflow;
    case 'move-item':
      return objectsOf(workflow[command.list]).map((item) => textOf(item.id));
    case 'change-item':
    case 'remove-item':
      return objectsOf(workflow[command.list]).find((item) => item.id === command.id) ?? null;
    case 'replace':
      return [source, workflow];
  }
}

/** The words that tell the edit in the history: the label or title of what it is about, in French. */
export function editSubject(content: DraftContent, command: Command): string {
  const said = (value: Json | undefined): string => {
    if (typeof value === 'string') return value;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? textOf(value.fr) : '';
  };
  switch (command.do) {
    case 'add-page':
      return said(command.page.title);
    case 'change-page':
    case 'move-page':
    case 'remove-page':
      return said(findPage(content.source, command.page)?.title);
    case 'add-field':
      return said(command.entry.label) || entryKey(command.entry);
    case 'change-field':
      return said(command.entry.label) || command.field;
    case 'move-field':
    case 'move-field-to':
    case 'duplicate-field':
    case 'remove-field':
    case 'unfold-block':
      return said(findEntry(content.source, command.page, command.field)?.entry.label) || command.field;
    case 'set-condition': {
      const holder = conditionHolder(content, command.target);
      return said(holder?.label) || said(holder?.title);
    }
    case 'set-value': {
      const { holder } = valueHolder(content, command.target) ?? {};
      return said(holder?.label) || said(holder?.title);
    }
    case 'set-row': {
      const row = command.row ?? conditionHolder(content, command.target);
      return said(row?.title) || said(row?.message);
    }
    case 'use-workflow':
      return said(command.workflow.title);
    case 'add-item':
    case 'change-item':
      return said(command.item.label) || said(command.item.subject) || textOf(command.item.id);
    case 'move-item':
    case 'remove-item': {
      const item = objectsOf(content.workflow[command.list]).find((one) => one.id === command.id);
      return said(item?.label) || said(item?.subject) || command.id;
    }
    default:
      return '';
  }
}
