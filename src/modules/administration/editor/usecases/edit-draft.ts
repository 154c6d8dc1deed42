import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { applyCommand } from '../domain/apply-command.ts';
import type { Command } from '../domain/command.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { editSubject, editTarget } from '../domain/edit-target.ts';
import { sameContent } from '../domain/json.ts';
import { type EditorParts, nowOf, requireEditor } from '../editor-parts.ts';
import { type DraftRevision, StaleEditError } from '../errors.ts';
import { findRevisionContent, type ProcedureDraft, readDraft, readRevisions } from '../queries/get-draft.ts';

/** Savings that can be gone back to; older ones are erased. */
const keptRevisions = 200;

export interface SavedEdit {
  readonly revision: number;
  readonly content: DraftContent;
  /** What others saved since the page was opened, of other things: to be told. */
  readonly meanwhile: readonly DraftRevision[];
}

/**
 * Makes an edit and keeps it as a revision.
 * @param expected the revision that the person saw
 * @throws {StaleEditError} when the very thing was changed since by somebody; nothing is then saved
 * @throws {CommandRefusedError} see `applyCommand`
 * @throws {DraftNotInEditorError}
 */
export async function editDraft(
  parts: EditorParts,
  agent: AgentPrincipal,
  draftId: string,
  command: Command,
  expected: number,
): Promise<SavedEdit> {
  const authorityId = requireEditor(agent);
  return parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true);
    const meanwhile = expected === draft.revision ? [] : await readRevisions(tx, authorityId, draftId, expected);
    if (expected !== draft.revision) {
      const seen = await findRevisionContent(tx, authorityId, draftId, expected);
      const sameTarget =
        seen !== undefined && sameContent(editTarget(seen.content, command), editTarget(draft.content, command));
      if (!sameTarget) throw new StaleEditError(draft.content, draft.revision, meanwhile.toReversed());
    }
    const content = applyCommand(draft.content, command);
    const isSame =
      sameContent(content.source, draft.content.source) && sameContent(content.workflow, draft.content.workflow);
    if (isSame) return { revision: draft.revision, content: draft.content, meanwhile };
    const subject = editSubject(draft.content, command);
    const revision = await saveRevision(tx, parts, agent, draft, {
      content,
      act: command.do,
      subject,
      undoTo: draft.revision,
    });
    return { revision, content, meanwhile };
  });
}

/**
 * Shows again what was there before the last edit that has not been undone yet.
 * @returns undefined when there is nothing left to undo
 */
export async function undoEdit(
  parts: EditorParts,
  agent: AgentPrincipal,
  draftId: string,
): Promise<{ subject: string } | undefined> {
  const authorityId = requireEditor(agent);
  return parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true);
    const last = await findRevisionContent(tx, authorityId, draftId, draft.revision);
    const before =
      last?.undoTo === undefined ? undefined : await findRevisionContent(tx, authorityId, draftId, last.undoTo);
    if (last === undefined || before === undefined) return undefined;
    await saveRevision(tx, parts, agent, draft, {
      content: before.content,
      act: 'undo',
      subject: last.subject,
      undoTo: before.undoTo,
    });
    return { subject: last.subject };
  });
}

/** Shows again a former revision, whatever came since. @returns false when it is no longer kept */
export async function restoreRevision(
  parts: EditorParts,
  agent: AgentPrincipal,
  draftId: string,
  revision: number,
): Promise<boolean> {
  const authorityId = requireEditor(agent);
  return parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true);
    const former = await findRevisionContent(tx, authorityId, draftId, revision);
    if (former === undefined) return false;
    await saveRevision(tx, parts, agent, draft, {
      content: former.content,
      act: 'restore',
      subject: String(revision),
      undoTo: draft.revision,
    });
    return true;
  });
}

async function saveRevision(
  tx: Tx,
  parts: EditorParts,
  agent: AgentPrincipal,
  draft: ProcedureDraft,
  saved: {
    readonly content: DraftContent;
    readonly act: string;
    readonly subject: string;
    readonly undoTo: number | undefined;
  },
): Promise<number> {
  const at = nowOf(parts);
  const revision = draft.revision + 1;
  const source = JSON.stringify(saved.content.source);
  const workflow = JSON.stringify(saved.content.workflow);
  const { authorityId } = draft;
  await Promise.all([
    tx
      .updateTable('procedure_drafts')
      .set({ source, workflow, revision, updated_at: at, updated_by: agent.agentId, updated_by_name: agent.name })
      .where('authority_id', '=', authorityId)
      .where('id', '=', draft.id)
      .execute(),
    tx
      .insertInto('procedure_draft_revisions')
      .values({
        authority_id: authorityId,
        draft_id: draft.id,
        revision,
        undo_to: saved.undoTo ?? null,
        act: saved.act,
        subject: saved.subject,
        source,
        workflow,
        at,
        agent_id: agent.agentId,
        agent_name: agent.name,
      })
      .execute(),
    tx
      .deleteFrom('procedure_draft_revisions')
      .where('authority_id', '=', authorityId)
      .where('draft_id', '=', draft.id)
      .where('revision', '<=', revision - keptRevisions)
      .execute(),
  ]);
  return revision;
}
