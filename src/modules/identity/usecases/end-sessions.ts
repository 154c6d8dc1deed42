import { sha256 } from '#platform/crypto/digests.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { type Owner, ownerColumns } from '../owner.ts';

/** Signs out of this browser: the session ends in the database, not only in the cookie. */
export async function signOut(parts: Pick<IdentityParts, 'platform' | 'sessions'>, token: string): Promise<void> {
  await parts.platform.database.open.deleteFrom('sessions').where('token_hash', '=', sha256(token)).execute();
  parts.sessions.forgetAll();
}

/**
 * Ends sessions of a person: the one of that mark, all but the present one, or all.
 * @param which first 16 hexadecimal digits of the session's hash, as `listSessions` gives it, or the word
 */
export async function endSessions(
  parts: Pick<IdentityParts, 'platform' | 'sessions'>,
  owner: Owner,
  present: Buffer,
  which: string,
): Promise<void> {
  const { open } = parts.platform.database;
  const column = ownerColumns[owner.hat];
  const rows = await open.selectFrom('sessions').select('token_hash').where(column, '=', owner.id).execute();
  const ended = rows
    .map((row) => row.token_hash)
    .filter((hash) => which === 'all' || (!hash.equals(present) && (which === 'others' || markOf(hash) === which)));
  if (ended.length > 0) {
    await open.deleteFrom('sessions').where(column, '=', owner.id).where('token_hash', 'in', ended).execute();
  }
  parts.sessions.forgetAll();
}

/** Tells sessions apart on a page without showing what is stored of them. */
export function markOf(sessionHash: Buffer): string {
  return sessionHash.toString('hex').slice(0, 16);
}
