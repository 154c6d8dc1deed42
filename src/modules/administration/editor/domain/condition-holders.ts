import { CommandRefusedError } from './command-refused.ts';
import type { ConditionTarget, RowTarget } from './condition-target.ts';
import { type DraftContent, findEntry, findPage, transitionsOf } from './draft-content.ts';
import { copyOf, type JsonObject, objectsOf } from './json.ts';

/** The index of a row that is not there yet. */
export const newRow = -1;

export function isRow(target: ConditionTarget): target is RowTarget {
  return target.on === 'check' || target.on === 'exit' || target.on === 'rule' || target.on === 'act-rule';
}

export function conditionKey(target: ConditionTarget): 'when' | 'urgentWhen' | 'check' {
  if (target.on === 'urgent') return 'urgentWhen';
  return target.on === 'check' || target.on === 'rule' || target.on === 'act-rule' ? 'check' : 'when';
}

/** The object that has the condition; undefined when it is not there. */
export function conditionHolder(content: DraftContent, target: ConditionTarget): JsonObject | undefined {
  if (isRow(target)) return target.index === newRow ? undefined : findRows(content, target)?.[target.index];
  switch (target.on) {
    case 'urgent':
      return content.source;
    case 'page':
      return findPage(content.source, target.page);
    case 'field':
      return findEntry(content.source, target.page, target.field)?.entry;
    case 'option':
      return objectsOf(findEntry(content.source, target.page, target.field)?.entry.options).find(
        (option) => option.value === target.option,
      );
    case 'transition':
      return transitionsOf(content.workflow).find((one) => one.id === target.transition);
    case 'effect': {
      const act = transitionsOf(content.workflow).find((one) => one.id === target.transition);
      return objectsOf(act?.effects)[target.index];
    }
    case 'filing-effect':
      return objectsOf(content.workflow.onSubmission)[target.index];
  }
}

/** What has the list that the row is of, and its key there. */
function rowsHolder(content: DraftContent, target: RowTarget): { holder: JsonObject | undefined; key: string } {
  switch (target.on) {
    case 'check':
    case 'exit':
      return { holder: findPage(content.source, target.page), key: `${target.on}s` };
    case 'rule':
      return { holder: findEntry(content.source, target.page, target.field)?.entry, key: 'constraints' };
    case 'act-rule': {
      const act = transitionsOf(content.workflow).find((one) => one.id === target.transition);
      return { holder: objectsOf(act?.form).find((field) => field.id === target.field), key: 'constraints' };
    }
  }
}

/** The rows beside that one; undefined when what would hold them is not there. */
export function findRows(content: DraftContent, target: RowTarget): JsonObject[] | undefined {
  const { holder, key } = rowsHolder(content, target);
  return holder === undefined ? undefined : objectsOf(holder[key]);
}

/** Writes the expression, or takes the condition away. `content` is a copy that may be changed. */
export function setCondition(content: DraftContent, target: ConditionTarget, expression: string | undefined): void {
  const holder = conditionHolder(content, target);
  if (holder === undefined) throw new CommandRefusedError('field-unknown');
  const key = conditionKey(target);
  if (expression === undefined || expression === '') delete holder[key];
  else holder[key] = expression;
}

/** The row in its place, at the end when it is new; without one the row that is there goes away. */
export function setRow(content: DraftContent, target: RowTarget, row: JsonObject | undefined): void {
  const { holder, key } = rowsHolder(content, target);
  if (holder === undefined) throw new CommandRefusedError('field-unknown');
  const rows = Array.isArray(holder[key]) ? holder[key] : [];
  if (row === undefined) rows.splice(target.index, 1);
  else if (target.index === newRow) rows.push(copyOf(row));
  else rows.splice(target.index, 1, copyOf(row));
  if (rows.length === 0) delete holder[key];
  else holder[key] = rows;
}
