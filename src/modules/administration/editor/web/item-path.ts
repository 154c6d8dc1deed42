import type { WorkflowList } from '../domain/command.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftPath } from './editor-frame.tsx';

/** The page of a state, an act, a message or a letter. */
export function itemPath(draft: Pick<ProcedureDraft, 'id'>, list: WorkflowList, id: string): string {
  const name = encodeURIComponent(id);
  if (list === 'messages') return `${draftPath(draft, 'messages')}/${name}`;
  if (list === 'letters') return `${draftPath(draft, 'messages')}/courriers/${name}/texte`;
  return `${draftPath(draft, 'workflow')}/${list === 'states' ? 'etats' : 'actions'}/${name}`;
}
