import { ownProcedureId, type Procedure } from '#modules/catalogue/index.ts';
import type { WorkflowDefinition } from '#modules/workflow/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { asJson, type JsonObject } from '../../editor/domain/json.ts';
import { tidySource, tidyWorkflow } from '../../editor/domain/tidy-source.ts';
import { editorLibrary } from '../../editor/editor-library.ts';
import { type EditorParts, keepsLibrary, requireEditor } from '../../editor/editor-parts.ts';
import { DraftExistsError } from '../../editor/errors.ts';
import { getDraft } from '../../editor/queries/get-draft.ts';
import { createDraft } from '../../editor/usecases/create-draft.ts';
import { editDraft } from '../../editor/usecases/edit-draft.ts';
import type { PublikConversion } from '../convert-publik.ts';

/** A draft made of an imported procedure, or the one that was there already. */
export interface ImportedDraft {
  readonly title: string;
  readonly draftId: string;
  /** The authority already prepared a procedure of that name: it is left as it was, or replaced when that was asked. */
  readonly outcome: 'created' | 'left' | 'replaced';
}

/**
 * Makes a draft in the editor of each procedure of an import, with its workflow. Nothing is published, and a draft that
 * is there already is replaced only when that is asked.
 * @throws {ForbiddenError} `administrators-only`
 */
export async function importDrafts(
  parts: EditorParts,
  agent: AgentPrincipal,
  { procedures, workflows }: Pick<PublikConversion, 'procedures' | 'workflows'>,
  options: { readonly replace: boolean } = { replace: false },
): Promise<ImportedDraft[]> {
  requireEditor(agent);
  const ofTerritory = await keepsLibrary(parts, agent);
  const drafts: ImportedDraft[] = [];
  for (const procedure of procedures) {
    const procedureId = ofTerritory
      ? procedure.procedure.slice(0, 60)
      : ownProcedureId(agent.authorityId, procedure.slug);
    drafts.push(await importOne(parts, agent, procedureId, procedure, workflows, options.replace));
  }
  return drafts;
}

async function importOne(
  parts: EditorParts,
  agent: AgentPrincipal,
  procedureId: string,
  procedure: Procedure,
  workflows: readonly WorkflowDefinition[],
  replace: boolean,
): Promise<ImportedDraft> {
  const imported = workflows.find((workflow) => workflow.workflow === procedure.workflow);
  const source = tidySource(asJson({ ...procedure, procedure: procedureId }) as JsonObject);
  const workflow =
    imported === undefined
      ? (editorLibrary().findWorkflow(procedure.workflow) ?? {})
      : tidyWorkflow(asJson(imported) as JsonObject);
  const title = procedure.title.fr;
  try {
    const draftId = await createDraft(parts, agent, { procedureId, content: { source, workflow }, act: 'imported' });
    return { title, draftId, outcome: 'created' };
  } catch (error) {
    if (!(error instanceof DraftExistsError)) throw error;
    const { draftId } = error;
    if (!replace) return { title, draftId, outcome: 'left' };
    // What was there stays in the draft's history.
    const { revision } = await getDraft(parts, agent, draftId);
    await editDraft(parts, agent, draftId, { do: 'replace', source, workflow }, revision);
    return { title, draftId, outcome: 'replaced' };
  }
}
