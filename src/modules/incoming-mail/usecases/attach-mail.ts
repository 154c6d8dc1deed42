import type { Documents } from '#modules/documents/index.ts';
import { addAgentDocument, recordLetterOfDossier } from '#modules/dossiers/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { registerNumber } from '../domain/incoming-mail.ts';
import { MailSettledError } from '../errors.ts';
import { getMail } from '../queries/get-mail.ts';
import { recordMailAct } from './record-mail-act.ts';

/**
 * Joins a letter to a dossier of the authority: its scans become documents of the applicant, the history tells it, and
 * the letter is dealt with from then on in the dossier.
 * @throws {MailNotFoundError}
 * @throws {MailSettledError} when it was cancelled, or joined another dossier
 * @throws {DossierNotFoundError} when the agent's teams do not process the dossier
 */
export async function attachMail(
  tx: Tx,
  deps: { readonly documents: Documents },
  agent: AgentPrincipal,
  given: { readonly mailId: string; readonly dossierId: string; readonly code: string; readonly now: Date },
): Promise<void> {
  const { authorityId } = agent;
  const mail = await getMail(tx, authorityId, given.mailId, 'update');
  if (mail.dossierId === given.dossierId) return;
  if (mail.settled === 'void' || mail.dossierId !== null) throw new MailSettledError();
  const act = { agent, authorityId, dossierId: given.dossierId, now: given.now };
  await recordLetterOfDossier(tx, act, { number: registerNumber(mail), receivedOn: mail.receivedOn });
  for (const id of mail.documentIds) {
    const stored = await deps.documents.find(tx, authorityId, id);
    if (stored === undefined) continue;
    // The same bytes under a second row: the register keeps its own.
    const file = { ...stored, warnings: [] };
    await addAgentDocument(tx, deps, { ...act, file, onBehalf: true, shared: true, channel: 'letter' });
  }
  await tx
    .updateTable('incoming_mail')
    .set({ dossier_id: given.dossierId, settled: 'handled', settled_at: given.now })
    .where('authority_id', '=', authorityId)
    .where('id', '=', mail.id)
    .execute();
  await recordMailAct(tx, agent, mail.id, 'attached', given.now, { code: given.code });
}
