import { conditionHolder, conditionKey, findRows, isRow, newRow } from '../domain/condition-holders.ts';
import type { ConditionTarget, RowTarget } from '../domain/condition-target.ts';
import type { ConditionFields, Reading } from '../domain/conditions/condition.ts';
import { fieldsFor } from '../domain/conditions/condition-fields.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { textOf } from '../domain/json.ts';
import { editorLibrary } from '../editor-library.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftPath, fieldPath, pagePath } from './editor-frame.tsx';

/** A target as the address of its page writes it. */
export function targetText(target: ConditionTarget): string {
  const row = 'index' in target && target.index === newRow ? 'nouvelle' : 'index' in target ? target.index : '';
  switch (target.on) {
    case 'page':
      return `page:${target.page}`;
    case 'field':
      return `champ:${target.page}:${target.field}`;
    case 'option':
      return `choix:${target.page}:${target.field}:${target.option}`;
    case 'transition':
      return `action:${target.transition}`;
    case 'effect':
      return `effet:${target.transition}:${row}`;
    case 'filing-effect':
      return `depot:${row}`;
    case 'urgent':
      return 'urgent';
    case 'check':
      return `verification:${target.page}:${row}`;
    case 'exit':
      return `sortie:${target.page}:${row}`;
    case 'rule':
      return `regle:${target.page}:${target.field}:${row}`;
    case 'act-rule':
      return `regle-action:${target.transition}:${target.field}:${row}`;
  }
}

export function readTarget(text: string): ConditionTarget | undefined {
  const [kind, one = '', two = '', three = ''] = text.split(':');
  switch (kind) {
    case 'page':
      return one === '' ? undefined : { on: 'page', page: one };
    case 'champ':
      return two === '' ? undefined : { on: 'field', page: one, field: two };
    case 'choix':
      return three === '' ? undefined : { on: 'option', page: one, field: two, option: three };
    case 'action':
      return one === '' ? undefined : { on: 'transition', transition: one };
    case 'urgent':
      return { on: 'urgent' };
    case 'depot': {
      const index = readIndex(one);
      return index === undefined || index === newRow ? undefined : { on: 'filing-effect', index };
    }
    case 'effet': {
      const index = readIndex(two);
      return index === undefined || index === newRow ? undefined : { on: 'effect', transition: one, index };
    }
    case 'verification':
    case 'sortie': {
      const index = readIndex(two);
      return index === undefined ? undefined : { on: kind === 'sortie' ? 'exit' : 'check', page: one, index };
    }
    case 'regle': {
      const index = readIndex(three);
      return index === undefined ? undefined : { on: 'rule', page: one, field: two, index };
    }
    case 'regle-action': {
      const index = readIndex(three);
      return index === undefined ? undefined : { on: 'act-rule', transition: one, field: two, index };
    }
    default:
      return undefined;
  }
}

function readIndex(text: string): number | undefined {
  if (text === 'nouvelle') return newRow;
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** The expression that decides there now; '' when nothing does. Undefined when the target is not there. */
export function expressionAt(content: DraftContent, target: ConditionTarget): string | undefined {
  if (isRow(target) && target.index === newRow) return findRows(content, target) === undefined ? undefined : '';
  const holder = conditionHolder(content, target);
  return holder === undefined ? undefined : textOf(holder[conditionKey(target)]);
}

/** What the builder may speak of there. */
export function fieldsAt(content: DraftContent, target: ConditionTarget): ConditionFields {
  const { blockFields, listOptions } = editorLibrary();
  return fieldsFor(content.source, target, blockFields, listOptions, content.workflow);
}

/** Checks and rules pass while nothing is answered; conditions do not hold then. */
export function readingOf(target: ConditionTarget): Reading {
  return target.on === 'check' || target.on === 'rule' || target.on === 'act-rule' ? 'check' : 'condition';
}

/** The page of what the condition decides. */
export function targetPath(draft: ProcedureDraft, target: ConditionTarget): string {
  switch (target.on) {
    case 'page':
    case 'check':
    case 'exit':
      return pagePath(draft, target.page);
    case 'field':
    case 'option':
    case 'rule':
      return fieldPath(draft, target.page, target.field);
    case 'transition':
    case 'effect':
      return `${draftPath(draft, 'workflow')}/actions/${encodeURIComponent(target.transition)}`;
    case 'act-rule':
      return `${draftPath(draft, 'workflow')}/actions/${encodeURIComponent(target.transition)}/champs/${encodeURIComponent(target.field)}`;
    case 'filing-effect':
      return `${draftPath(draft, 'workflow')}/depot`;
    case 'urgent':
      return draftPath(draft, 'texts');
  }
}

export function conditionPath(draft: Pick<ProcedureDraft, 'id'>, target: ConditionTarget): string {
  return `${draftPath(draft)}/condition?cible=${encodeURIComponent(targetText(target))}`;
}

/** The row after the last one. */
export function newRowPath(draft: Pick<ProcedureDraft, 'id'>, target: RowTarget): string {
  return conditionPath(draft, { ...target, index: newRow });
}
