import type { Documents } from '#modules/documents/index.ts';
import { lockDossier, recordEvent } from '#modules/dossiers/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { registerNumber } from '../domain/incoming-mail.ts';
import { MailSettledError } from '../errors.ts';
import { mailWords as say } from '../messages.ts';
import { getMail } from '../queries/get-mail.ts';
import { recordMailAct } from './record-mail-act.ts';

/**
 * In the transaction that files a request from a letter: the letter is in it, its scans are documents of the applicant,
 * and the register says which dossier it opened. Whichever team processes it.
 * @throws {MailSettledError} when it was cancelled, or joined another dossier meanwhile
 */
export async function fileLetter(
  tx: Tx,
  deps: { readonly documents: Documents },
  agent: AgentPrincipal,
  given: { readonly mailId: string; readonly dossierId: string; readonly code: string; readonly now: Date },
): Promise<void> {
  const { authorityId } = agent;
  const { dossierId, now } = given;
  const mail = await getMail(tx, authorityId, given.mailId, 'update');
  if (mail.dossierId === dossierId) return;
  if (mail.settled === 'void' || mail.dossierId !== null) throw new MailSettledError();
  await lockDossier(tx, authorityId, dossierId);
  const number = registerNumber(mail);
  await recordEvent(tx, {
    authorityId,
    dossierId,
    at: now,
    kind: 'letter-joined',
    actor: { kind: 'agent', id: agent.agentId, name: agent.name },
    channel: 'letter',
    visibility: 'public',
    data: {
      number,
      words: {
        fr: say('fr', 'openedBy', { number, date: formatDate(mail.receivedOn, 'fr') }),
        en: say('en', 'openedBy', { number, date: formatDate(mail.receivedOn, 'en') }),
      },
    },
  });
  const scans = await Promise.all(mail.documentIds.map((id) => deps.documents.find(tx, authorityId, id)));
  // The same bytes under a second row: the register keeps its own.
  await deps.documents.recordAll(
    tx,
    authorityId,
    scans
      .filter((scan) => scan !== undefined)
      .map((scan) => ({ received: { ...scan, warnings: [] }, options: { origin: 'applicant' as const, dossierId } })),
  );
  await tx
    .updateTable('incoming_mail')
    .set({ dossier_id: dossierId, settled: 'handled', settled_at: now })
    .where('authority_id', '=', authorityId)
    .where('id', '=', mail.id)
    .execute();
  await recordMailAct(tx, agent, mail.id, 'attached', now, { code: given.code });
}
