import type { Selectable } from 'kysely';
import type { Reader } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';

export type AccountRow = Selectable<Tables['accounts']>;
export type AgentRow = Selectable<Tables['agents']>;

/**
 * The open account that an e-mail in small letters leads to. One made from FranceConnect, whose address nobody proved, is
 * not found by it: the address must not open it.
 */
export async function findAccountByEmail(open: Reader, email: string): Promise<AccountRow | undefined> {
  return open
    .selectFrom('accounts')
    .selectAll()
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email))
    .where('closed_at', 'is', null)
    .where((eb) => eb.or([eb('email_verified_at', 'is not', null), eb.not(eb.ref('email_unproved'))]))
    .executeTakeFirst();
}

export async function findAccount(open: Reader, accountId: string): Promise<AccountRow | undefined> {
  return open
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}

export async function findAgentByEmail(open: Reader, email: string): Promise<AgentRow | undefined> {
  return open
    .selectFrom('agents')
    .selectAll()
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email))
    .executeTakeFirst();
}

export async function findAgent(open: Reader, agentId: string): Promise<AgentRow | undefined> {
  return open.selectFrom('agents').selectAll().where('id', '=', agentId).executeTakeFirst();
}
