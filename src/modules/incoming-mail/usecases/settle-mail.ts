import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { MailSettledError } from '../errors.ts';
import { getMail } from '../queries/get-mail.ts';
import { recordMailAct } from './record-mail-act.ts';

/**
 * Says that a letter is dealt with, that it was registered by mistake (its number stays taken), or that it waits again.
 * Saying twice the same changes nothing.
 * @throws {MailNotFoundError}
 * @throws {MailSettledError} when it was cancelled (it is registered anew) or joined a dossier (which is dealt with there)
 */
export async function settleMail(
  tx: Tx,
  agent: AgentPrincipal,
  mailId: string,
  to: 'handled' | 'void' | 'waiting',
  words: string,
  now: Date,
): Promise<void> {
  const mail = await getMail(tx, agent.authorityId, mailId, 'update');
  if ((mail.settled ?? 'waiting') === to) return;
  if (mail.settled === 'void' || mail.dossierId !== null) throw new MailSettledError();
  await tx
    .updateTable('incoming_mail')
    .set(to === 'waiting' ? { settled: null, settled_at: null } : { settled: to, settled_at: now })
    .where('authority_id', '=', agent.authorityId)
    .where('id', '=', mailId)
    .execute();
  await recordMailAct(tx, agent, mailId, to === 'waiting' ? 'reopened' : to, now, words === '' ? {} : { words });
}
