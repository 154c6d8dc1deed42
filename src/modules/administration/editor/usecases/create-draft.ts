import { ownerOfProcedure, ownProcedureId } from '#modules/catalogue/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { slugFrom } from '../domain/identifiers.ts';
import { asJson, type JsonObject, shownText, textOf } from '../domain/json.ts';
import { type SkeletonChoices, skeleton } from '../domain/skeleton.ts';
import { tidySource, tidyWorkflow } from '../domain/tidy-source.ts';
import { editorLibrary } from '../editor-library.ts';
import { type EditorParts, keepsLibrary, nowOf, requireEditor } from '../editor-parts.ts';
import { DraftExistsError, NotTheirLibraryError } from '../errors.ts';
import { recordAct } from './record-act.ts';

/** The workflow that a procedure begun from nothing follows: of a request for a decision, or of a question. */
export function startingWorkflow(decision: boolean): string {
  return decision ? 'request' : 'answer';
}

/** Begins a procedure from nothing. @throws {DraftExistsError} when the authority has one with that address */
export async function createFromNothing(
  parts: EditorParts,
  agent: AgentPrincipal,
  choices: Pick<SkeletonChoices, 'title' | 'theme' | 'competence' | 'decision'> & {
    readonly workflow?: JsonObject | undefined;
  },
): Promise<string> {
  const followed = choices.workflow ?? editorLibrary().findWorkflow(startingWorkflow(choices.decision)) ?? {};
  const workflow = textOf(followed.workflow);
  const slug = slugFrom(choices.title);
  const procedureId = await newProcedureId(parts, agent, slug);
  const source = skeleton({ ...choices, slug, procedureId, workflow });
  return createDraft(parts, agent, {
    procedureId,
    content: { source, workflow: followed },
    act: 'created',
  });
}

/**
 * Begins a procedure as a copy of another one: all of it but its name, its address, and what is chosen otherwise.
 * @throws {DraftExistsError} when the authority has one with that address
 */
export async function createFromStart(
  parts: EditorParts,
  agent: AgentPrincipal,
  choices: {
    readonly title: string;
    readonly theme?: string | undefined;
    readonly competence?: string | undefined;
    readonly workflow?: JsonObject | undefined;
    readonly start: {
      readonly content: DraftContent;
      readonly origin?: { readonly procedureId: string; readonly version: number };
    };
  },
): Promise<string> {
  const { title, theme, competence, workflow, start } = choices;
  const slug = slugFrom(title);
  const procedureId = await newProcedureId(parts, agent, slug);
  const source: JsonObject = {
    ...start.content.source,
    procedure: procedureId,
    version: 1,
    slug,
    title: { fr: title },
    ...(theme === undefined ? {} : { theme }),
    ...(competence === undefined ? {} : { competence }),
    ...(workflow === undefined ? {} : { workflow: workflow.workflow ?? '' }),
  };
  const { origin } = start;
  return createDraft(parts, agent, {
    procedureId,
    content: { source, workflow: workflow ?? start.content.workflow },
    ...(origin === undefined ? {} : { origin }),
    act: 'created',
  });
}

async function newProcedureId(parts: EditorParts, agent: AgentPrincipal, slug: string): Promise<string> {
  if (!(await keepsLibrary(parts, agent))) return ownProcedureId(agent.authorityId, slug);
  const base = /^[a-z]/.test(slug) && ownerOfProcedure(slug) === undefined ? slug : `demarche-${slug}`;
  return base.slice(0, 60).replace(/-+$/, '');
}

/**
 * Prepares a change of a published procedure: its own next version for who keeps it, a copy of one's own otherwise.
 * @throws {NotFoundError} for a procedure that is not published, or is another authority's own
 * @throws {DraftExistsError} when it is already in preparation: the draft to open
 */
export async function createFromPublished(
  parts: EditorParts,
  agent: AgentPrincipal,
  procedureId: string,
  options: { readonly asCopy: boolean },
): Promise<string> {
  requireEditor(agent);
  const owner = ownerOfProcedure(procedureId);
  const published = (await parts.catalogue.listProcedures({ agents: true })).find(
    (procedure) => procedure.procedure === procedureId,
  );
  if (published === undefined || (owner !== undefined && owner !== agent.authorityId))
    throw new NotFoundError('editor.procedure-not-found');
  const mayChange = owner === agent.authorityId || (owner === undefined && (await keepsLibrary(parts, agent)));
  if (!options.asCopy && !mayChange) throw new NotTheirLibraryError();
  const { procedure, workflow } = await parts.catalogue.getVersion(procedureId, published.version);
  const content: DraftContent = {
    source: tidySource(asJson(procedure) as JsonObject),
    workflow: tidyWorkflow(asJson(workflow.definition) as JsonObject),
  };
  if (!options.asCopy) return createDraft(parts, agent, { procedureId, content, act: 'created' });
  const { source } = content;
  const slug = `${procedure.slug}-copie`.slice(0, 60);
  const copyId = await newProcedureId(parts, agent, slug);
  const copied = { ...source, procedure: copyId, slug, version: 1 };
  return createDraft(parts, agent, {
    procedureId: copyId,
    content: { ...content, source: copied },
    origin: { procedureId, version: published.version },
    act: 'created',
  });
}

export interface NewDraft {
  readonly procedureId: string;
  readonly content: DraftContent;
  readonly origin?: { readonly procedureId: string; readonly version: number };
  readonly act: 'created' | 'imported';
}

/** @throws {DraftExistsError} */
export async function createDraft(parts: EditorParts, agent: AgentPrincipal, draft: NewDraft): Promise<string> {
  const authorityId = requireEditor(agent);
  const at = nowOf(parts);
  const id = newId(at.getTime());
  const title = shownText(draft.content.source.title, 'fr');
  return parts.platform.database.transaction([authorityId], async (tx) => {
    const created = await tx
      .insertInto('procedure_drafts')
      .values({
        authority_id: authorityId,
        id,
        procedure_id: draft.procedureId,
        source: JSON.stringify(draft.content.source),
        workflow: JSON.stringify(draft.content.workflow),
        origin_procedure_id: draft.origin?.procedureId ?? null,
        origin_version: draft.origin?.version ?? null,
        created_at: at,
        updated_at: at,
        updated_by: agent.agentId,
        updated_by_name: agent.name,
      })
      .onConflict((conflict) => conflict.columns(['authority_id', 'procedure_id']).doNothing())
      .executeTakeFirst();
    if (created.numInsertedOrUpdatedRows === 0n) throw await existing(tx, authorityId, draft.procedureId);
    await tx
      .insertInto('procedure_draft_revisions')
      .values({
        authority_id: authorityId,
        draft_id: id,
        revision: 1,
        act: draft.act,
        subject: title,
        source: JSON.stringify(draft.content.source),
        workflow: JSON.stringify(draft.content.workflow),
        at,
        agent_id: agent.agentId,
        agent_name: agent.name,
      })
      .execute();
    const by = { agentId: agent.agentId, name: agent.name };
    await recordAct(tx, { authorityId, procedureId: draft.procedureId, title, act: draft.act, by, at });
    return id;
  });
}

async function existing(tx: Tx, authorityId: string, procedureId: string): Promise<DraftExistsError> {
  const known = await tx
    .selectFrom('procedure_drafts')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where('procedure_id', '=', procedureId)
    .executeTakeFirstOrThrow();
  return new DraftExistsError(known.id);
}
