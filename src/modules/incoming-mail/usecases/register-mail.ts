import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type MailEntry, registerYear } from '../domain/incoming-mail.ts';
import { recordMailAct } from './record-mail-act.ts';

/**
 * Writes a letter in the register of the agent's authority under the next number of the year. The numbers have no hole:
 * the counter's row stays locked until the transaction ends, and goes back with it. The same `key` takes one number only.
 * @returns the letter's id
 */
export async function registerMail(
  tx: Tx,
  agent: AgentPrincipal,
  entry: MailEntry & { readonly key: string; readonly now: Date },
): Promise<string> {
  const { authorityId } = agent;
  const { now } = entry;
  const year = registerYear(now);
  await tx
    .insertInto('mail_registers')
    .values({ authority_id: authorityId, year })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Whoever sends the same form again waits here for the first one, and then finds its letter.
  const counter = await tx
    .selectFrom('mail_registers')
    .select('last_number')
    .where('authority_id', '=', authorityId)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const known = await findRegistered(tx, authorityId, entry.key);
  if (known !== undefined) return known;
  const number = counter.last_number + 1;
  await tx
    .updateTable('mail_registers')
    .set({ last_number: number })
    .where('authority_id', '=', authorityId)
    .where('year', '=', year)
    .execute();
  const id = newId(now.getTime());
  await tx
    .insertInto('incoming_mail')
    .values({
      authority_id: authorityId,
      id,
      year,
      number,
      key: entry.key,
      received_on: entry.receivedOn,
      medium: entry.medium,
      sender: entry.sender,
      sender_address: entry.senderAddress,
      subject: entry.subject,
      answer_by: entry.answerBy,
      registered_at: now,
      registered_by: agent.agentId,
    })
    .execute();
  await recordMailAct(tx, agent, id, 'registered', now);
  return id;
}

/** The letter that a form registered already. */
async function findRegistered(tx: Tx, authorityId: string, key: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('incoming_mail')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.id;
}
