import type { PublikItem, PublikStatus } from '../read/publik-workflow.ts';
import { childText } from '../read/xml.ts';

/** What an action is in the life of a dossier. */
export type ItemRole =
  | 'exit'
  | 'immediate'
  | 'timed'
  | 'triggered'
  | 'form'
  | 'submit'
  | 'comment'
  | 'edit'
  | 'erase'
  | 'effect';

export function roleOf(item: PublikItem): ItemRole {
  switch (item.type) {
    case 'choice':
      return 'exit';
    case 'jump':
    case 'timeout_jump':
      return roleOfJump(item);
    case 'jumponsubmit':
      return 'submit';
    case 'form':
      return 'form';
    case 'commentable':
      return 'comment';
    case 'editable':
    case 'resubmit':
      return 'edit';
    case 'remove':
    case 'anonymise':
      return 'erase';
    default:
      return 'effect';
  }
}

/** Old files do not write the mode: what is filled in tells it. */
function roleOfJump(item: PublikItem): ItemRole {
  const mode = childText(item.element, 'mode');
  if (mode === 'timeout' || (mode === undefined && childText(item.element, 'timeout') !== undefined)) return 'timed';
  if (mode === 'trigger' || (mode === undefined && childText(item.element, 'trigger') !== undefined))
    return 'triggered';
  return 'immediate';
}

export function targetOf(item: PublikItem): string | undefined {
  return childText(item.element, 'status');
}

/** Statuses by id, or by name in some files. */
export function findStatus(statuses: readonly PublikStatus[], target: string | undefined): PublikStatus | undefined {
  if (target === undefined) return undefined;
  const bare = target.replace(/^wf-/, '');
  return statuses.find((status) => status.id === bare) ?? statuses.find((status) => status.name === target);
}

/** Nothing leads out of it. */
export function isEnd(status: PublikStatus): boolean {
  if (status.endpoint) return true;
  return !status.items.some((item) => {
    const role = roleOf(item);
    if (role === 'exit') return true;
    return !['effect', 'comment', 'erase', 'form'].includes(role) && targetOf(item) !== undefined;
  });
}
