import { ownerOfProcedure } from '#modules/catalogue/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { asJson, type JsonObject, shownText, textOf } from '../domain/json.ts';
import { tidySource, tidyWorkflow } from '../domain/tidy-source.ts';
import { editorLibrary } from '../editor-library.ts';
import { type EditorParts, requireEditor } from '../editor-parts.ts';
import { getDraft } from './get-draft.ts';

/** Something that a draft may begin with; `value` is given back to `getStart` and `getStartingWorkflow`. */
export interface Start {
  readonly value: string;
  readonly title: string;
  readonly from: 'own' | 'library' | 'draft';
  /** What a workflow of the library is for, and with which others. */
  readonly about?: string;
  readonly group?: string;
}

/** Procedures that may be copied: one's own, those in preparation, the library's; by title within each. */
export async function listStarts(parts: EditorParts, agent: AgentPrincipal, locale: Locale): Promise<Start[]> {
  const authorityId = requireEditor(agent);
  const [published, drafts] = await Promise.all([
    parts.catalogue.listProcedures({ agents: true }),
    parts.platform.database.readOnce([authorityId], (tx) =>
      tx
        .selectFrom('procedure_drafts')
        .select(({ ref }) => ['id', 'procedure_id', ref('source', '->').key('title').as('title')])
        .where('authority_id', '=', authorityId)
        .execute(),
    ),
  ]);
  const starts: Start[] = drafts.map((draft) => ({
    value: `brouillon:${draft.id}`,
    title: shownText(draft.title as unknown as JsonObject, locale) || draft.procedure_id,
    from: 'draft',
  }));
  for (const procedure of published) {
    const owner = ownerOfProcedure(procedure.procedure);
    if (owner !== undefined && owner !== authorityId) continue;
    const value = `demarche:${procedure.procedure}`;
    starts.push({ value, title: localize(procedure.title, locale), from: owner === undefined ? 'library' : 'own' });
  }
  const order = ['own', 'draft', 'library'];
  return starts.sort((a, b) => order.indexOf(a.from) - order.indexOf(b.from) || a.title.localeCompare(b.title, locale));
}

interface Told {
  readonly id: string;
  readonly group?: string;
  readonly about?: LocalizedText;
}

/** Workflows of the library by what they are for, then those of one's own procedures, published or in preparation. */
export async function listStartingWorkflows(
  parts: EditorParts,
  agent: AgentPrincipal,
  locale: Locale,
): Promise<Start[]> {
  const { kit } = editorLibrary();
  const told = kit.guide.flatMap(({ title, workflows }) =>
    workflows.map(({ workflow, about }) => ({ id: workflow, group: localize(title, locale), about })),
  );
  const untold = [...kit.workflows.keys()].filter((id) => !told.some((one) => one.id === id));
  const library = [...told, ...untold.map((id): Told => ({ id }))].flatMap(({ id, group, about }): Start[] => {
    const workflow = kit.workflows.get(id);
    if (workflow === undefined) return [];
    const start = { value: `suivi:${id}`, title: localize(workflow.title, locale), from: 'library' as const };
    return [{ ...start, ...(about && { about: localize(about, locale) }), ...(group && { group }) }];
  });
  const own = (await listStarts(parts, agent, locale)).filter(({ from }) => from !== 'library');
  return [...library, ...own];
}

/** What a start holds, and the published version that it comes from. @throws {NotFoundError} */
export async function getStart(
  parts: EditorParts,
  agent: AgentPrincipal,
  value: string,
): Promise<{ content: DraftContent; origin?: { procedureId: string; version: number } }> {
  const authorityId = requireEditor(agent);
  const [kind, ...rest] = value.split(':');
  const id = rest.join(':');
  if (kind === 'brouillon' && /^[0-9a-f-]{36}$/.test(id))
    return { content: (await getDraft(parts, agent, id)).content };
  const owner = ownerOfProcedure(id);
  const published = (await parts.catalogue.listProcedures({ agents: true })).find((one) => one.procedure === id);
  if (kind !== 'demarche' || published === undefined || (owner !== undefined && owner !== authorityId))
    throw new NotFoundError('editor.start-not-found');
  const { procedure, workflow } = await parts.catalogue.getVersion(id, published.version);
  const source = tidySource(asJson(procedure) as JsonObject);
  return {
    content: { source, workflow: tidyWorkflow(asJson(workflow.definition) as JsonObject) },
    origin: { procedureId: id, version: published.version },
  };
}

/** The workflow that a choice of `listStartingWorkflows` names, whole. @throws {NotFoundError} */
export async function getStartingWorkflow(
  parts: EditorParts,
  agent: AgentPrincipal,
  value: string,
): Promise<JsonObject> {
  const [kind, id = ''] = value.split(':');
  if (kind !== 'suivi') return (await getStart(parts, agent, value)).content.workflow;
  const workflow = editorLibrary().findWorkflow(id);
  if (workflow === undefined) throw new NotFoundError('editor.workflow-not-found');
  return tidyWorkflow(workflow);
}

/** Which choice the workflow of a draft is, when it is one of the library. */
export function startOfWorkflow(workflow: JsonObject): string {
  return `suivi:${textOf(workflow.workflow)}`;
}
