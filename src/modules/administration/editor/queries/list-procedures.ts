import { listWithdrawals, ownerOfProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { holdsWords } from '../../paged-rows.ts';
import { type JsonObject, localOf } from '../domain/json.ts';
import { type EditorParts, keepsLibrary, requireEditor } from '../editor-parts.ts';

export type EditorView = 'all' | 'library' | 'own' | 'drafts' | 'scheduled' | 'withdrawn';
export const editorViews: readonly EditorView[] = ['all', 'library', 'own', 'drafts', 'scheduled', 'withdrawn'];

/** A procedure as the list of the editor tells it. */
export interface EditorLine {
  readonly procedureId: string;
  readonly title: { readonly fr: string; readonly en: string };
  readonly theme: string;
  readonly isLibrary: boolean;
  readonly publishedVersion: number | undefined;
  readonly withdrawnAt: Date | undefined;
  readonly draft:
    | {
        readonly id: string;
        readonly scheduledFor: Date | undefined;
        /** Nothing has been changed since it was published. */
        readonly isPublished: boolean;
        readonly updatedAt: Date;
        readonly updatedBy: string;
      }
    | undefined;
}

export interface EditorList {
  readonly lines: readonly EditorLine[];
  readonly counts: Readonly<Record<EditorView, number>>;
  readonly keepsLibrary: boolean;
}

/** The library, the authority's own procedures and what is in preparation, by title. `words`: all must be found. */
export async function listEditorProcedures(
  parts: EditorParts,
  agent: AgentPrincipal,
  asked: { readonly view: EditorView; readonly words: string },
): Promise<EditorList> {
  const authorityId = requireEditor(agent);
  const [published, withdrawn, drafts, isKeeper] = await Promise.all([
    parts.catalogue.listProcedures({ agents: true }),
    listWithdrawals(parts.platform.database.open),
    parts.platform.database.readOnce([authorityId], (tx) =>
      tx
        .selectFrom('procedure_drafts')
        .select(({ ref }) => [
          'id',
          'procedure_id',
          ref('source', '->').key('title').as('title'),
          ref('source', '->').key('theme').as('theme'),
          'revision',
          'scheduled_for',
          'published_revision',
          'published_version',
          'updated_at',
          'updated_by_name',
        ])
        .where('authority_id', '=', authorityId)
        .execute(),
    ),
    keepsLibrary(parts, agent),
  ]);
  const lines = new Map<string, EditorLine>();
  for (const procedure of published) {
    const owner = ownerOfProcedure(procedure.procedure);
    if (owner !== undefined && owner !== authorityId) continue;
    lines.set(procedure.procedure, {
      procedureId: procedure.procedure,
      title: { fr: procedure.title.fr, en: procedure.title.en ?? procedure.title.fr },
      theme: procedure.theme,
      isLibrary: owner === undefined,
      publishedVersion: procedure.version,
      withdrawnAt: withdrawn.get(procedure.procedure),
      draft: undefined,
    });
  }
  for (const draft of drafts) {
    const known = lines.get(draft.procedure_id);
    const title = draft.title as unknown as JsonObject;
    const fr = localOf(title, 'fr') || known?.title.fr || draft.procedure_id;
    lines.set(draft.procedure_id, {
      procedureId: draft.procedure_id,
      title: { fr, en: localOf(title, 'en') || fr },
      theme: typeof draft.theme === 'string' ? draft.theme : (known?.theme ?? ''),
      isLibrary: ownerOfProcedure(draft.procedure_id) === undefined,
      publishedVersion: known?.publishedVersion ?? draft.published_version ?? undefined,
      withdrawnAt: withdrawn.get(draft.procedure_id),
      draft: {
        id: draft.id,
        scheduledFor: draft.scheduled_for ?? undefined,
        isPublished: draft.published_revision === draft.revision,
        updatedAt: draft.updated_at,
        updatedBy: draft.updated_by_name,
      },
    });
  }
  const found = [...lines.values()]
    .filter((line) => holdsWords(`${line.title.fr} ${line.title.en} ${line.procedureId}`, asked.words))
    .sort((a, b) => a.title.fr.localeCompare(b.title.fr, 'fr'));
  return {
    lines: found.filter((line) => isIn(line, asked.view)),
    counts: Object.fromEntries(
      editorViews.map((view) => [view, found.filter((line) => isIn(line, view)).length]),
    ) as Record<EditorView, number>,
    keepsLibrary: isKeeper,
  };
}

function isIn(line: EditorLine, view: EditorView): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'library':
      return line.isLibrary && line.publishedVersion !== undefined;
    case 'own':
      return !line.isLibrary;
    case 'drafts':
      return line.draft !== undefined && !line.draft.isPublished;
    case 'scheduled':
      return line.draft?.scheduledFor !== undefined;
    case 'withdrawn':
      return line.withdrawnAt !== undefined;
  }
}
