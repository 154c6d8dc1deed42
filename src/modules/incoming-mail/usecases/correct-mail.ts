import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { MailEntry } from '../domain/incoming-mail.ts';
import { MailSettledError } from '../errors.ts';
import { getMail } from '../queries/get-mail.ts';
import { recordMailAct } from './record-mail-act.ts';

const corrected = ['receivedOn', 'medium', 'sender', 'senderAddress', 'subject', 'answerBy'] as const;

/**
 * Corrects what was written of a letter; its number and its day of registration stay. What was there before is kept.
 * @throws {MailNotFoundError}
 * @throws {MailSettledError} when it was cancelled
 */
export async function correctMail(
  tx: Tx,
  agent: AgentPrincipal,
  mailId: string,
  entry: MailEntry,
  now: Date,
): Promise<void> {
  const mail = await getMail(tx, agent.authorityId, mailId, 'update');
  if (mail.settled === 'void') throw new MailSettledError();
  const before = Object.fromEntries(
    corrected.filter((name) => mail[name] !== entry[name]).map((name) => [name, mail[name]]),
  );
  if (Object.keys(before).length === 0) return;
  await tx
    .updateTable('incoming_mail')
    .set({
      received_on: entry.receivedOn,
      medium: entry.medium,
      sender: entry.sender,
      sender_address: entry.senderAddress,
      subject: entry.subject,
      answer_by: entry.answerBy,
    })
    .where('authority_id', '=', agent.authorityId)
    .where('id', '=', mailId)
    .execute();
  await recordMailAct(tx, agent, mailId, 'corrected', now, { before });
}
