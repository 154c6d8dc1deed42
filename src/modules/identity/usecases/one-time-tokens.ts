import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';

type Purpose = Tables['one_time_tokens']['purpose'];

/** Whose link it is. */
export interface TokenOwner {
  readonly accountId?: string | null;
  readonly agentId?: string | null;
}

const hour = 3600;

/** How long the links of e-mails hold, in seconds. */
const tokenLifetimes: Readonly<Record<Purpose, number>> = {
  'verify-email': 48 * hour,
  'reset-password': hour,
  'invite-agent': 7 * 24 * hour,
  'reset-agent-password': hour,
  'sign-in': hour / 6,
  'email-change-former': 48 * hour,
  'email-change-new': 48 * hour,
  // As long as a lost second factor waits to be released.
  'refuse-release': 72 * hour,
};

/**
 * A new link's secret. Only its hash is stored.
 * @param bound a value that must come back with the secret, such as the new e-mail: it is part of what is hashed
 */
export async function issueToken(
  open: Reader,
  purpose: Purpose,
  owner: TokenOwner,
  now: Date,
  bound = '',
): Promise<string> {
  const token = newToken();
  await open
    .insertInto('one_time_tokens')
    .values({
      token_hash: hashOf(token, bound),
      purpose,
      account_id: owner.accountId ?? null,
      agent_id: owner.agentId ?? null,
      created_at: now,
      expires_at: new Date(now.getTime() + tokenLifetimes[purpose] * 1000),
    })
    .execute();
  return token;
}

/** Whose the link is, while it holds; it stays usable. */
export async function findTokenOwner(
  open: Reader,
  purpose: Purpose,
  token: string,
  now: Date,
  bound = '',
): Promise<TokenOwner | undefined> {
  const row = await open
    .selectFrom('one_time_tokens')
    .select(['account_id', 'agent_id'])
    .where('token_hash', '=', hashOf(token, bound))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && { accountId: row.account_id, agentId: row.agent_id };
}

/**
 * Uses the link, once, in the transaction of what it allows. The other links of the same purpose go with it.
 * @returns whose it was, or undefined when it no longer holds
 */
export async function consumeToken(
  tx: Tx,
  purpose: Purpose,
  token: string,
  now: Date,
  bound = '',
): Promise<TokenOwner | undefined> {
  const used = await tx
    .updateTable('one_time_tokens')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token, bound))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['account_id', 'agent_id'])
    .executeTakeFirst();
  if (used === undefined) return undefined;
  const owner = { accountId: used.account_id, agentId: used.agent_id };
  await withdrawTokens(tx, owner, now, [purpose]);
  return owner;
}

/** The links of these purposes, or all of the owner's, hold no longer. */
export async function withdrawTokens(
  tx: Tx,
  owner: TokenOwner,
  now: Date,
  purposes?: readonly Purpose[],
): Promise<void> {
  const column = owner.accountId ? 'account_id' : 'agent_id';
  let query = tx
    .updateTable('one_time_tokens')
    .set({ used_at: now })
    .where(column, '=', owner.accountId ?? owner.agentId ?? null)
    .where('used_at', 'is', null);
  if (purposes !== undefined) query = query.where('purpose', 'in', purposes);
  await query.execute();
}

function hashOf(token: string, bound: string): Buffer {
  return sha256(bound === '' ? token : `${token} ${bound}`);
}
