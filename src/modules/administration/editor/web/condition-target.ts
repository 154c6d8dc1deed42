import { conditionHolder, conditionKey } from '../domain/apply-command.ts';
import type { ConditionTarget } from '../domain/command.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { textOf } from '../domain/json.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftPath, fieldPath, pagePath } from './editor-frame.tsx';

/** A target as the address of its page writes it. */
export function targetText(target: ConditionTarget): string {
  switch (target.on) {
    case 'page':
      return `page:${target.page}`;
    case 'field':
      return `champ:${target.page}:${target.field}`;
    case 'option':
      return `choix:${target.page}:${target.field}:${target.option}`;
    case 'transition':
      return `action:${target.transition}`;
    case 'urgent':
      return 'urgent';
  }
}

export function readTarget(text: string): ConditionTarget | undefined {
  const [kind, one = '', two = '', three = ''] = text.split(':');
  if (kind === 'page' && one !== '') return { on: 'page', page: one };
  if (kind === 'champ' && two !== '') return { on: 'field', page: one, field: two };
  if (kind === 'choix' && three !== '') return { on: 'option', page: one, field: two, option: three };
  if (kind === 'action' && one !== '') return { on: 'transition', transition: one };
  return kind === 'urgent' ? { on: 'urgent' } : undefined;
}

/** The expression that decides there now; '' when nothing does. Undefined when the target is not there. */
export function expressionAt(content: DraftContent, target: ConditionTarget): string | undefined {
  const holder = conditionHolder(content, target);
  return holder === undefined ? undefined : textOf(holder[conditionKey(target)]);
}

/** The page of what the condition decides. */
export function targetPath(draft: ProcedureDraft, target: ConditionTarget): string {
  switch (target.on) {
    case 'page':
      return pagePath(draft, target.page);
    case 'field':
    case 'option':
      return fieldPath(draft, target.page, target.field);
    case 'transition':
      return `${draftPath(draft, 'workflow')}/actions/${encodeURIComponent(target.transition)}`;
    case 'urgent':
      return draftPath(draft, 'texts');
  }
}

export function conditionPath(draft: ProcedureDraft, target: ConditionTarget): string {
  return `${draftPath(draft)}/condition?cible=${encodeURIComponent(targetText(target))}`;
}
