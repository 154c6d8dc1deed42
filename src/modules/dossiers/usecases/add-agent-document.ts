import type { Documents, ReceivedFile, StoredDocument } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from './lock-for-agent.ts';
import { recordEvent } from './record-event.ts';

/**
 * Adds a document that an agent brings: a paper scanned at the counter, or the service's own. `onBehalf` documents are
 * the applicant's; the others are shown to the applicant when `shared`.
 * @throws {DossierNotFoundError}
 */
export async function addAgentDocument(
  tx: Tx,
  deps: { readonly documents: Documents },
  act: AgentAct & {
    readonly file: ReceivedFile;
    readonly onBehalf: boolean;
    readonly shared: boolean;
    /** How the paper came: counter, letter… */
    readonly channel: string;
  },
): Promise<StoredDocument> {
  const dossier = await lockForAgent(tx, act);
  const document = await deps.documents.record(tx, act.authorityId, act.file, {
    origin: act.onBehalf ? 'applicant' : 'agent',
    dossierId: act.dossierId,
  });
  await touchDossier(tx, dossier, act.now);
  await recordEvent(tx, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    at: act.now,
    kind: 'document-added',
    actor: agentActor(act.agent),
    channel: act.channel,
    visibility: act.onBehalf || act.shared ? 'public' : 'internal',
    data: { documentId: document.id, name: document.name },
  });
  return document;
}
