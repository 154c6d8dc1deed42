import { ownerOfProcedure, publishProcedure, reopenProcedure, withdrawProcedure } from '#modules/catalogue/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { type CheckedContent, checkContent } from '../domain/check-content.ts';
import { shownText, textOf } from '../domain/json.ts';
import { problemInWords } from '../domain/problem-words.ts';
import { editorLibrary } from '../editor-library.ts';
import { type EditorParts, keepsLibrary, nowOf, requireEditor } from '../editor-parts.ts';
import { NotPublishableError, NotTheirLibraryError, StaleEditError } from '../errors.ts';
import { publishScheduled } from '../jobs/job-kinds.ts';
import { type ProcedureDraft, readDraft, readRevisions } from '../queries/get-draft.ts';
import { recordAct } from './record-act.ts';

/** All the checks of a draft, its address among the others' included. */
export async function checkDraft(
  parts: EditorParts,
  draft: Pick<ProcedureDraft, 'content' | 'procedureId'>,
  locale: Locale,
): Promise<CheckedContent> {
  const checked = checkContent(draft.content, editorLibrary().kit, locale);
  const slug = textOf(draft.content.source.slug);
  const owner = ownerOfProcedure(draft.procedureId);
  const others = await parts.catalogue.listProcedures({ agents: true });
  const rival = others.find((one) => {
    const theirs = ownerOfProcedure(one.procedure);
    return (
      one.slug === slug &&
      one.procedure !== draft.procedureId &&
      (theirs === undefined || owner === undefined || theirs === owner)
    );
  });
  if (rival === undefined) return checked;
  const problem = { place: { in: 'texts' }, message: problemInWords('slug-taken', locale), path: 'slug' } as const;
  return { problems: [...checked.problems, problem], procedure: checked.procedure, workflow: checked.workflow };
}

/**
 * Publishes the draft under the next number: new filings use it at once, dossiers under way keep theirs.
 * @throws {NotPublishableError} with what is still wrong
 * @throws {StaleEditError} when somebody changed the draft since it was read over
 */
export async function publishDraft(
  parts: EditorParts,
  agent: AgentPrincipal,
  draftId: string,
  expected: number,
  locale: Locale,
): Promise<number> {
  const authorityId = await requirePublisher(parts, agent, draftId);
  const by = { agentId: agent.agentId, name: agent.name };
  const version = await parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true);
    if (draft.revision !== expected) {
      const since = await readRevisions(tx, authorityId, draftId, expected);
      throw new StaleEditError(draft.content, draft.revision, since.toReversed());
    }
    return publishIn(tx, parts, draft, by, locale);
  });
  parts.catalogue.refresh();
  return version;
}

async function publishIn(
  tx: Tx,
  parts: EditorParts,
  draft: ProcedureDraft,
  by: { readonly agentId: string | undefined; readonly name: string },
  locale: Locale,
): Promise<number> {
  const checked = await checkDraft(parts, draft, locale);
  if (checked.problems.length > 0) throw new NotPublishableError(checked.problems);
  const { procedure, workflow } = checked;
  if (procedure === undefined || workflow === undefined) throw new NotPublishableError([]);
  const at = nowOf(parts);
  const own = { ...procedure, procedure: draft.procedureId };
  const { version } = await publishProcedure(tx, { procedure: own, workflow });
  await tx
    .updateTable('procedure_drafts')
    .set({
      published_version: version,
      published_revision: draft.revision,
      published_at: at,
      scheduled_for: null,
    })
    .where('authority_id', '=', draft.authorityId)
    .where('id', '=', draft.id)
    .execute();
  await recordAct(tx, {
    authorityId: draft.authorityId,
    procedureId: draft.procedureId,
    title: own.title.fr,
    act: 'published',
    version,
    by,
    at,
  });
  return version;
}

/** Publishes on a day to come, as the draft will be then. @throws {NotPublishableError} */
export async function scheduleDraft(
  parts: EditorParts,
  agent: AgentPrincipal,
  draftId: string,
  at: Date,
  locale: Locale,
): Promise<void> {
  const authorityId = await requirePublisher(parts, agent, draftId);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true);
    const checked = await checkDraft(parts, draft, locale);
    if (checked.problems.length > 0) throw new NotPublishableError(checked.problems);
    await setSchedule(tx, draft, at);
    await recordAct(tx, {
      ...subjectOf(draft),
      act: 'scheduled',
      details: { for: at.toISOString() },
      by: { agentId: agent.agentId, name: agent.name },
      at: nowOf(parts),
    });
    await parts.platform.jobs.enqueue(tx, publishScheduled, { authorityId, draftId }, { startAfter: at });
  });
}

export async function unscheduleDraft(parts: EditorParts, agent: AgentPrincipal, draftId: string): Promise<void> {
  const authorityId = await requirePublisher(parts, agent, draftId);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true);
    if (draft.scheduledFor === undefined) return;
    await setSchedule(tx, draft, null);
    await recordAct(tx, {
      ...subjectOf(draft),
      act: 'unscheduled',
      by: { agentId: agent.agentId, name: agent.name },
      at: nowOf(parts),
    });
  });
}

/**
 * The day has come. A schedule that was moved or taken back is left alone; a draft that has got problems since stays a
 * draft, and the list of acts says so.
 */
export async function publishScheduledDraft(parts: EditorParts, authorityId: string, draftId: string): Promise<void> {
  const published = await parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true).catch(() => undefined);
    if (draft?.scheduledFor === undefined || draft.scheduledFor > nowOf(parts)) return false;
    const who = await tx
      .selectFrom('editor_acts')
      .select(['agent_id', 'agent_name'])
      .where('authority_id', '=', authorityId)
      .where('procedure_id', '=', draft.procedureId)
      .where('act', '=', 'scheduled')
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const by = { agentId: who?.agent_id ?? undefined, name: who?.agent_name ?? '' };
    try {
      await publishIn(tx, parts, draft, by, 'fr');
      return true;
    } catch (error) {
      if (!(error instanceof NotPublishableError)) throw error;
      await setSchedule(tx, draft, null);
      const details = { problems: error.problems.slice(0, 20).map((problem) => problem.message) };
      await recordAct(tx, { ...subjectOf(draft), act: 'not-published', details, by, at: nowOf(parts) });
      return false;
    }
  });
  if (published) parts.catalogue.refresh();
}

/** Closes the procedure to new filings wherever it is offered, or opens it again; dossiers under way go on. */
export async function setWithdrawn(
  parts: EditorParts,
  agent: AgentPrincipal,
  draftId: string,
  withdrawn: boolean,
): Promise<void> {
  const authorityId = await requirePublisher(parts, agent, draftId);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true);
    const at = nowOf(parts);
    if (withdrawn) await withdrawProcedure(tx, draft.procedureId, at);
    else await reopenProcedure(tx, draft.procedureId);
    const by = { agentId: agent.agentId, name: agent.name };
    await recordAct(tx, { ...subjectOf(draft), act: withdrawn ? 'withdrawn' : 'reopened', by, at });
  });
  parts.catalogue.refresh();
}

/** Erases the draft and its revisions; what was published stays published. */
export async function deleteDraft(parts: EditorParts, agent: AgentPrincipal, draftId: string): Promise<void> {
  const authorityId = requireEditor(agent);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    const draft = await readDraft(tx, authorityId, draftId, true);
    await tx.deleteFrom('procedure_drafts').where('authority_id', '=', authorityId).where('id', '=', draftId).execute();
    const by = { agentId: agent.agentId, name: agent.name };
    await recordAct(tx, { ...subjectOf(draft), act: 'deleted', by, at: nowOf(parts) });
  });
}

/** An authority publishes its own procedures, and the library when it keeps it. @throws {NotTheirLibraryError} */
async function requirePublisher(parts: EditorParts, agent: AgentPrincipal, draftId: string): Promise<string> {
  const authorityId = requireEditor(agent);
  const draft = await parts.platform.database.readOnce([authorityId], (tx) => readDraft(tx, authorityId, draftId));
  if (ownerOfProcedure(draft.procedureId) === authorityId) return authorityId;
  if (!(await keepsLibrary(parts, agent))) throw new NotTheirLibraryError();
  return authorityId;
}

function subjectOf(draft: ProcedureDraft) {
  return {
    authorityId: draft.authorityId,
    procedureId: draft.procedureId,
    title: shownText(draft.content.source.title, 'fr'),
  };
}

async function setSchedule(tx: Tx, draft: ProcedureDraft, at: Date | null): Promise<void> {
  await tx
    .updateTable('procedure_drafts')
    .set({ scheduled_for: at })
    .where('authority_id', '=', draft.authorityId)
    .where('id', '=', draft.id)
    .execute();
}
