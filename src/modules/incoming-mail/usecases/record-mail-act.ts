import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

export type MailActKind = Tables['incoming_mail_acts']['act'];

/** Writes who did what with a letter. */
export async function recordMailAct(
  tx: Tx,
  agent: AgentPrincipal,
  mailId: string,
  act: MailActKind,
  now: Date,
  data: Record<string, unknown> = {},
): Promise<void> {
  await tx
    .insertInto('incoming_mail_acts')
    .values({
      authority_id: agent.authorityId,
      mail_id: mailId,
      id: newId(now.getTime()),
      at: now,
      agent_id: agent.agentId,
      agent_name: agent.name,
      act,
      data: JSON.stringify(data),
    })
    .execute();
}
