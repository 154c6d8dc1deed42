import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import type { JsonObject } from '../domain/json.ts';
import { type EditorParts, requireEditor } from '../editor-parts.ts';
import { DraftNotInEditorError, type DraftRevision } from '../errors.ts';

/** A procedure in preparation. */
export interface ProcedureDraft {
  readonly id: string;
  readonly authorityId: string;
  readonly procedureId: string;
  readonly content: DraftContent;
  readonly revision: number;
  readonly origin: { readonly procedureId: string; readonly version: number } | undefined;
  readonly scheduledFor: Date | undefined;
  readonly published: { readonly version: number; readonly revision: number; readonly at: Date } | undefined;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export async function getDraft(parts: EditorParts, agent: AgentPrincipal, draftId: string): Promise<ProcedureDraft> {
  const authorityId = requireEditor(agent);
  return parts.platform.database.readOnce([authorityId], (tx) => readDraft(tx, authorityId, draftId));
}

/** @throws {DraftNotInEditorError} */
export async function readDraft(tx: Tx, authorityId: string, draftId: string, lock = false): Promise<ProcedureDraft> {
  const query = tx
    .selectFrom('procedure_drafts')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('id', '=', draftId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (row === undefined) throw new DraftNotInEditorError();
  return {
    id: row.id,
    authorityId,
    procedureId: row.procedure_id,
    content: { source: row.source as JsonObject, workflow: row.workflow as JsonObject },
    revision: row.revision,
    origin:
      row.origin_procedure_id === null || row.origin_version === null
        ? undefined
        : { procedureId: row.origin_procedure_id, version: row.origin_version },
    scheduledFor: row.scheduled_for ?? undefined,
    published:
      row.published_version === null || row.published_revision === null || row.published_at === null
        ? undefined
        : { version: row.published_version, revision: row.published_revision, at: row.published_at },
    updatedAt: row.updated_at,
    updatedBy: row.updated_by_name,
  };
}

/** The savings of a draft, the latest first. */
export async function listRevisions(
  parts: EditorParts,
  agent: AgentPrincipal,
  draftId: string,
): Promise<DraftRevision[]> {
  const authorityId = requireEditor(agent);
  return parts.platform.database.readOnce([authorityId], (tx) => readRevisions(tx, authorityId, draftId, 0));
}

/** Those after a revision, the latest first. */
export async function readRevisions(
  tx: Tx,
  authorityId: string,
  draftId: string,
  after: number,
): Promise<DraftRevision[]> {
  const rows = await tx
    .selectFrom('procedure_draft_revisions')
    .select(['revision', 'act', 'subject', 'at', 'agent_id', 'agent_name'])
    .where('authority_id', '=', authorityId)
    .where('draft_id', '=', draftId)
    .where('revision', '>', after)
    .orderBy('revision', 'desc')
    .execute();
  return rows.map((row) => ({
    revision: row.revision,
    act: row.act,
    subject: row.subject,
    at: row.at,
    agentId: row.agent_id,
    agentName: row.agent_name,
  }));
}

/** The content of one saving; undefined when it is too old to be kept. */
export async function findRevisionContent(
  tx: Tx,
  authorityId: string,
  draftId: string,
  revision: number,
): Promise<{ content: DraftContent; undoTo: number | undefined; subject: string } | undefined> {
  const row = await tx
    .selectFrom('procedure_draft_revisions')
    .select(['source', 'workflow', 'undo_to', 'subject'])
    .where('authority_id', '=', authorityId)
    .where('draft_id', '=', draftId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    content: { source: row.source as JsonObject, workflow: row.workflow as JsonObject },
    undoTo: row.undo_to ?? undefined,
    subject: row.subject,
  };
}
