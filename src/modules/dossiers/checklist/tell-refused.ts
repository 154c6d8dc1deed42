import type { Documents, StoredDocument } from '#modules/documents/index.ts';
import { type Answers, type FormContext, isGroup, summarize } from '#modules/forms/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { localize } from '#platform/i18n/text.ts';
import { listEvents } from '../queries/get-dossier-for-agent.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentAct, agentActor, lockForAgent } from '../usecases/lock-for-agent.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { type SendMessageDeps, sendMessage } from '../usecases/send-message.ts';
import { completenessOf } from './checklist.ts';
import { checklistWords as say } from './messages.ts';
import { askedAgainIn, checklistOf, listRequestedRows, marksCompleteness } from './read-checklist.ts';

/** The refused documents that the applicant was not yet asked for again. */
export function refusedToTell(
  documents: readonly StoredDocument[],
  events: Parameters<typeof askedAgainIn>[0],
): StoredDocument[] {
  const asked = askedAgainIn(events);
  return documents.filter(
    (document) => document.review === 'refused' && document.origin === 'applicant' && !asked.has(document.id),
  );
}

/**
 * Tells the applicant of all the refused documents in one message, each with its reason, and asks for each again: their
 * page has a place for it. Done twice, nothing more leaves.
 * @returns how many were asked for
 * @throws {DossierNotFoundError}
 */
export async function tellRefused(
  tx: Tx,
  deps: SendMessageDeps,
  act: AgentAct & { readonly origin: string },
): Promise<number> {
  const dossier = await lockForAgent(tx, act);
  const documents = await deps.documents.listOfDossier(tx, act.authorityId, act.dossierId);
  const events = await listEvents(tx, act.authorityId, act.dossierId);
  const refused = refusedToTell(documents, events);
  if (refused.length === 0) return 0;
  const { form } = await deps.catalogue.getVersionOf(dossier);
  const labels = new Map(
    [...form.fieldsById.values()]
      .flatMap((entry) => (isGroup(entry) ? entry.fields : [entry]))
      .map((entry) => [entry.id, entry.definition.label]),
  );
  const labelOf = (document: StoredDocument) =>
    labels.get(document.fieldId?.split('.').at(-1) ?? '') ?? { fr: document.name, en: document.name };
  const requests = refused.map((document) => ({ documentId: document.id, requestId: newId(act.now.getTime()) }));
  await tx
    .insertInto('requested_documents')
    .values(
      refused.map((document, position) => ({
        authority_id: act.authorityId,
        dossier_id: act.dossierId,
        id: requests[position]?.requestId ?? '',
        label: JSON.stringify(labelOf(document)),
        position,
        asked_at: act.now,
      })),
    )
    .execute();
  const { locale } = dossier;
  await sendMessage(tx, deps, {
    ...act,
    body: [
      say(locale, 'message.intro'),
      refused
        .map((document) => {
          const label = localize(labelOf(document), locale);
          const name = label === document.name ? label : `${label} (${document.name})`;
          return say(locale, 'message.line', { name, reason: document.reviewReason ?? '' });
        })
        .join('\n'),
      say(locale, 'message.end'),
    ].join('\n\n'),
    files: [],
    key: '',
  });
  const names = (of: 'fr' | 'en') => refused.map((document) => localize(labelOf(document), of)).join(', ');
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'documents-refused',
    actor: agentActor(act.agent),
    channel: 'web',
    visibility: 'internal',
    data: {
      requests,
      words: { fr: say('fr', 'event', { names: names('fr') }), en: say('en', 'event', { names: names('en') }) },
    },
  });
  return refused.length;
}

/**
 * Makes "complete" follow the list of documents, where no act of the workflow says it. The caller holds the dossier's lock.
 */
export async function followChecklist(
  tx: Tx,
  deps: { readonly documents: Documents; readonly catalogue: SendMessageDeps['catalogue'] },
  dossier: DossierRow,
  context: FormContext,
): Promise<void> {
  const version = await deps.catalogue.getVersionOf(dossier);
  if (marksCompleteness(version)) return;
  const [documents, requested, events] = [
    await deps.documents.listOfDossier(tx, dossier.authority_id, dossier.id),
    await listRequestedRows(tx, dossier.authority_id, dossier.id),
    await listEvents(tx, dossier.authority_id, dossier.id),
  ];
  const sections = summarize(version.form, dossier.answers as Answers, 'fr', { context, withAgentFields: true });
  const complete = completenessOf(checklistOf(version, sections, documents, requested, events, 'fr')) ?? null;
  if (complete === dossier.complete) return;
  await tx
    .updateTable('dossiers')
    .set({ complete })
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .execute();
}
