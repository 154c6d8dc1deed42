import type { Documents, ReceivedFile } from '#modules/documents/index.ts';
import { addAgentDocument } from '#modules/dossiers/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { MailSettledError, TooManyScansError } from '../errors.ts';
import { getMail } from '../queries/get-mail.ts';
import { recordMailAct } from './record-mail-act.ts';

export const mostScans = 10;

/**
 * Keeps a scan of a letter; the dossier that the letter joined already gets it too.
 * @throws {MailNotFoundError}
 * @throws {MailSettledError} when the letter was cancelled
 * @throws {TooManyScansError}
 */
export async function addScan(
  tx: Tx,
  deps: { readonly documents: Documents },
  agent: AgentPrincipal,
  given: { readonly mailId: string; readonly file: ReceivedFile; readonly now: Date },
): Promise<void> {
  const { authorityId } = agent;
  const mail = await getMail(tx, authorityId, given.mailId, 'update');
  if (mail.settled === 'void') throw new MailSettledError();
  if (mail.documentIds.length >= mostScans) throw new TooManyScansError();
  const stored = await deps.documents.record(tx, authorityId, given.file, { origin: 'agent' });
  await tx
    .updateTable('incoming_mail')
    .set({ document_ids: [...mail.documentIds, stored.id] })
    .where('authority_id', '=', authorityId)
    .where('id', '=', mail.id)
    .execute();
  await recordMailAct(tx, agent, mail.id, 'scanned', given.now, { name: stored.name });
  if (mail.dossierId === null) return;
  await addAgentDocument(tx, deps, {
    agent,
    authorityId,
    dossierId: mail.dossierId,
    now: given.now,
    file: given.file,
    onBehalf: true,
    shared: true,
    channel: 'letter',
  });
}
