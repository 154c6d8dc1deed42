import { DocumentRejectedError, documentResult, mostReadOfFile, type ReceivedFile } from '#modules/documents/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { agentMessages } from '../../agent-messages.ts';
import { doneAtOnce } from '../../bulk/bulk-act.ts';
import { createBulkRun } from '../../bulk/create-bulk-run.ts';
import { readRunPage } from '../../bulk/read-run.ts';
import { readSelection } from '../../bulk/read-selection.ts';
import { runBulk } from '../../bulk/run-bulk.ts';
import { checklistWords, refusalReasons } from '../../checklist/messages.ts';
import { followChecklist } from '../../checklist/tell-refused.ts';
import { formContextOf } from '../../domain/form-surroundings.ts';
import { plainMessage } from '../../domain/plain-message.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DossierNotFoundError } from '../../errors.ts';
import { lookWords } from '../../looks/messages.ts';
import { findMentions } from '../../mentions/find-mentions.ts';
import { addNoteWithMentions } from '../../mentions/mention-agents.ts';
import { mentionWords } from '../../mentions/messages.ts';
import { getProcessedDossier, listEvents } from '../../queries/get-dossier-for-agent.ts';
import { addAgentDocument } from '../../usecases/add-agent-document.ts';
import { maxTextLength } from '../../usecases/add-note.ts';
import { assignDossier } from '../../usecases/assign-dossier.ts';
import { lockDossier } from '../../usecases/lock-dossier.ts';
import { reviewDocument } from '../../usecases/review-document.ts';
import { sendMessage } from '../../usecases/send-message.ts';
import { undoTransition } from '../../usecases/undo-transition.ts';
import { rejectionWords } from './dossier-documents.tsx';
import { actorWords, eventTitle } from './dossier-timeline.tsx';
import { namedDossier, showDossier } from './show-dossier.tsx';
import type { InboxMemory } from './show-inbox.tsx';

const maxFiles = 10;
const maxFileSize = 20_000_000;

/** POST …/attribuer */
export async function assign(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const assigneeId = assigneeOf(single(context.body, 'agent'));
  const changed = await parts.platform.database.transaction(agent.scope, (tx) =>
    assignDossier(tx, parts, { agent, authorityId: authority.id, dossierId, assigneeId, now: context.now }),
  );
  memory.counts.forget(agent);
  if (changed) context.setFlash(agentMessages(context.locale, assigneeId === null ? 'unassignedDone' : 'assignedDone'));
  return redirect(base);
}

/** POST /agents/attribuer: the dossiers ticked in the inbox, or all of its list; each in a transaction of its own. */
export async function assignSeveral(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const { locale, now } = context;
  const selection = readSelection(context.body, agent);
  const back = single(context.body, 'retour');
  const here = /^\/agents(\?|$)/.test(back) ? back : '/agents';
  if (selection.ticked.length === 0 && !selection.whole) {
    context.setFlash(agentMessages(locale, 'bulkNone'));
    return redirect(here);
  }
  const run = await createBulkRun(parts, agent, {
    act: { kind: 'assign', assigneeId: assigneeOf(single(context.body, 'agent')) },
    chosen: selection.whole ? { whole: selection.filter, query: selection.list } : { ticked: selection.ticked },
    key: newId(now.getTime()),
    origin: context.origin,
    now,
    today: civilDate(instantOf(now)).toString(),
  });
  memory.counts.forget(agent);
  if (run.count > doneAtOnce) return redirect(`/agents/lots/${run.runId}`);
  await runBulk(parts, agent, run.runId);
  memory.counts.forget(agent);
  const { counts } = await parts.platform.database.read([agent.authorityId], (tx) =>
    readRunPage(tx, agent.authorityId, run.runId, { after: 0, onlyTroubles: false }),
  );
  const count = (counts.get('done') ?? 0) + (counts.get('unchanged') ?? 0);
  const left = Math.max(run.count, selection.ticked.length) - count;
  context.setFlash(agentMessages(locale, left === 0 ? 'bulkDone' : 'bulkPartly', { count, left }));
  return redirect(here);
}

/** @throws {DossierNotFoundError} for what the page cannot have sent */
function assigneeOf(text: string): string | null {
  if (text === 'personne') return null;
  if (!isUuid(text)) throw new DossierNotFoundError();
  return text;
}

/** POST …/annuler */
export async function undo(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const seq = Number(single(context.body, 'seq'));
  await parts.platform.database.transaction(agent.scope, (tx) =>
    undoTransition(tx, parts, {
      agent,
      authorityId: authority.id,
      dossierId,
      seq: Number.isSafeInteger(seq) ? seq : 0,
      origin: context.origin,
      now: context.now,
    }),
  );
  memory.counts.forget(agent);
  context.setFlash(agentMessages(context.locale, 'undoDone'));
  return redirect(base);
}

/** POST …/notes */
export async function note(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const typed = single(context.body, 'note');
  const body = plainMessage(typed).slice(0, maxTextLength);
  if (body === '') {
    return showDossier(context, parts, agent, {
      form: 'note',
      message: agentMessages(context.locale, 'noteEmpty'),
      typed,
    });
  }
  const key = pageKeyOf(context.body);
  const ticked = new Set([context.body.prevenir ?? []].flat());
  const unknown = await parts.platform.database.transaction(agent.scope, async (tx) => {
    const dossier = await getProcessedDossier(tx, agent, authority.id, dossierId);
    const team = await parts.identity.listAgentsOfTeam(tx, dossier.team_authority_id, dossier.team_id);
    const named = findMentions(body, team);
    const mentioned = [...new Set([...named.agents, ...team.filter((member) => ticked.has(member.id))])];
    if (named.unknown.length > 0 && mentioned.length === named.agents.length) return named.unknown[0];
    await addNoteWithMentions(tx, parts, {
      agent,
      authorityId: authority.id,
      dossierId,
      body,
      key,
      mentioned,
      origin: context.origin,
      now: context.now,
    });
    return undefined;
  });
  if (unknown !== undefined) {
    return showDossier(context, parts, agent, {
      form: 'note',
      message: mentionWords(context.locale, 'unknown', { name: unknown }),
      typed,
    });
  }
  context.setFlash(agentMessages(context.locale, 'noteDone'));
  return redirect(`${base}#notes`);
}

/** POST …/messages (multipart) */
export async function message(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, now, origin } = context;
  await mustProcess(parts, agent, authority.id, dossierId);
  const { body: fields, files, rejected } = await receiveFiles(context, parts, authority.id);
  const typed = single(fields, 'message');
  const body = plainMessage(typed);
  if (rejected !== undefined) return showDossier(context, parts, agent, { form: 'message', message: rejected, typed });
  if (body === '') {
    return showDossier(context, parts, agent, {
      form: 'message',
      message: agentMessages(locale, 'messageEmpty'),
      typed,
    });
  }
  const meanwhile = await decidedSince(context, parts, agent, Number(single(fields, 'seq')));
  if (meanwhile !== undefined)
    return showDossier(context, parts, agent, { form: 'message', message: meanwhile, typed, status: 409 });
  const key = pageKeyOf(fields);
  const sent = await parts.platform.database.transaction(agent.scope, (tx) =>
    sendMessage(tx, parts, { agent, authorityId: authority.id, dossierId, body, files, key, origin, now }),
  );
  memory.counts.forget(agent);
  context.setFlash(agentMessages(locale, sent.emailed ? 'messageDone' : 'messageDoneUnsent'));
  return redirect(`${base}#messages`);
}

/** Acts that change what one would write to the applicant. */
const decisiveKinds = ['transition', 'transfer', 'joined'];

/** What colleagues decided, or where the dossier went, since the page was shown; undefined when nothing of the sort happened. */
async function decidedSince(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  seen: number,
): Promise<string | undefined> {
  if (!Number.isSafeInteger(seen) || seen <= 0) return undefined;
  const { authority, dossierId } = await namedDossier(context, parts, agent);
  const { dossier, events } = await parts.platform.database.read(agent.scope, async (tx) => ({
    dossier: await getProcessedDossier(tx, agent, authority.id, dossierId),
    events: await listEvents(tx, authority.id, dossierId),
  }));
  const decisive = events.filter(
    (event) => event.seq > seen && decisiveKinds.includes(event.kind) && event.actor_id !== agent.agentId,
  );
  if (decisive.length === 0) return undefined;
  const version = await parts.catalogue.getVersionOf(dossier);
  const words = decisive.map(
    (event) => `${actorWords(event, context.locale)} – ${eventTitle(event, version, context.locale)}`,
  );
  return lookWords(context.locale, 'meanwhile', { events: words.join(' ; ') });
}

/** The key that the page made, so that a form sent twice is taken once; '' for what no page of ours makes. */
function pageKeyOf(fields: FormBody): string {
  const key = single(fields, '_idempotency');
  return /^[\w-]{1,64}$/.test(key) ? key : '';
}

/** POST …/pieces (multipart) */
export async function addDocument(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, now } = context;
  await mustProcess(parts, agent, authority.id, dossierId);
  const { body, files, rejected } = await receiveFiles(context, parts, authority.id);
  const [file] = files;
  if (rejected !== undefined || file === undefined) {
    const words = rejected ?? agentMessages(locale, 'documentMissing');
    return showDossier(context, parts, agent, { form: 'upload', message: words, typed: '' });
  }
  const channel = ['counter', 'letter', 'email', 'phone'].find((one) => one === single(body, 'canal')) ?? 'counter';
  const onBehalf = single(body, 'usager') === 'oui';
  await parts.platform.database.transaction(agent.scope, (tx) =>
    addAgentDocument(tx, parts, {
      agent,
      authorityId: authority.id,
      dossierId,
      file,
      onBehalf,
      shared: false,
      channel,
      now,
    }),
  );
  context.setFlash(agentMessages(locale, 'documentAdded'));
  return redirect(`${base}#pieces`);
}

/** Files are received before the transaction of the act: whoever may not act must not fill the storage either. */
async function mustProcess(
  parts: DossiersParts,
  agent: AgentPrincipal,
  authorityId: string,
  dossierId: string,
): Promise<void> {
  await parts.platform.database.transaction(agent.scope, (tx) =>
    getProcessedDossier(tx, agent, authorityId, dossierId),
  );
}

async function receiveFiles(context: RequestContext, parts: DossiersParts, authorityId: string) {
  const files: ReceivedFile[] = [];
  let rejected: string | undefined;
  const body = await context.readMultipart({ files: 10 * maxFiles, fileSize: mostReadOfFile }, async (file) => {
    if (files.length >= maxFiles) {
      file.stream.resume();
      rejected ??= agentMessages(context.locale, 'messageFilesMany', { max: maxFiles });
      return;
    }
    try {
      files.push(
        await parts.documents.receive(authorityId, file, { maxSize: maxFileSize, accept: ['pdf', 'image', 'office'] }),
      );
    } catch (error) {
      if (!(error instanceof DocumentRejectedError)) throw error;
      file.stream.resume();
      rejected ??= rejectionWords(error, context.locale);
    }
  });
  return { body, files, rejected };
}

/** POST …/pieces/:document/avis */
export async function review(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, now } = context;
  const documentId = documentOf(context);
  const verdict = single(context.body, 'avis') === 'accepted' ? 'accepted' : 'refused';
  const typed = single(context.body, 'motif');
  const listed = refusalReasons.find((one) => one === single(context.body, 'raison'));
  const reason = [
    ...(verdict === 'refused' && listed !== undefined ? [checklistWords('fr', `reason.${listed}`)] : []),
    plainMessage(typed),
  ]
    .filter((one) => one !== '')
    .join('. ')
    .slice(0, 1000);
  if (verdict === 'refused' && reason === '') {
    return showDossier(context, parts, agent, {
      form: 'review',
      documentId,
      message: agentMessages(locale, 'reviewReasonMissing'),
      typed,
    });
  }
  await parts.platform.database.transaction(agent.scope, async (tx) => {
    await reviewDocument(tx, parts, {
      agent,
      authorityId: authority.id,
      dossierId,
      documentId,
      verdict,
      ...(reason === '' ? {} : { reason }),
      now,
    });
    const dossier = await lockDossier(tx, authority.id, dossierId);
    await followChecklist(tx, parts, dossier, { ...formContextOf(parts, authority, now), actor: 'agent' });
  });
  context.setFlash(agentMessages(locale, verdict === 'accepted' ? 'reviewDoneAccepted' : 'reviewDoneRefused'));
  return redirect(`${base}#pieces`);
}

/** GET …/pieces/:document; `?voir=1` to read it in the browser. */
export async function openDocument(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { authority, dossierId } = await namedDossier(context, parts, agent);
  const documentId = documentOf(context);
  const document = await parts.platform.database.transaction(agent.scope, async (tx) => {
    await getProcessedDossier(tx, agent, authority.id, dossierId);
    return parts.documents.find(tx, authority.id, documentId);
  });
  if (document === undefined || document.dossierId !== dossierId) throw new DossierNotFoundError();
  return documentResult(document, await parts.documents.open(authority.id, document), {
    inline: context.query.voir === '1',
  });
}

function documentOf(context: RequestContext): string {
  const id = context.params.document ?? '';
  if (!isUuid(id)) throw new DossierNotFoundError();
  return id;
}
