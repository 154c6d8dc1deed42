import { sha256 } from '#platform/crypto/digests.ts';
import type { IdentityParts } from '../identity-parts.ts';

/** Signs out of this browser: the session ends in the database, not only in the cookie. */
export async function signOut(parts: Pick<IdentityParts, 'platform' | 'sessions'>, token: string): Promise<void> {
  await parts.platform.database.open.deleteFrom('sessions').where('token_hash', '=', sha256(token)).execute();
  parts.sessions.forgetAll();
}

/**
 * Ends sessions of a resident on other devices: the one of that mark, or all but the present one.
 * @param mark first 16 hexadecimal digits of the session's hash, as `listSessions` gives it
 */
export async function endOtherSessions(
  parts: Pick<IdentityParts, 'platform' | 'sessions'>,
  accountId: string,
  present: Buffer,
  mark?: string,
): Promise<void> {
  const { open } = parts.platform.database;
  const others = await open
    .selectFrom('sessions')
    .select('token_hash')
    .where('account_id', '=', accountId)
    .where('token_hash', '!=', present)
    .execute();
  const ended = others.map((row) => row.token_hash).filter((hash) => mark === undefined || markOf(hash) === mark);
  if (ended.length > 0) {
    await open.deleteFrom('sessions').where('account_id', '=', accountId).where('token_hash', 'in', ended).execute();
  }
  parts.sessions.forgetAll();
}

/** Tells sessions apart on a page without showing what is stored of them. */
export function markOf(sessionHash: Buffer): string {
  return sessionHash.toString('hex').slice(0, 16);
}
