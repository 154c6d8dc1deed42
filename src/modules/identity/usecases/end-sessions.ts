import { sha256 } from '#platform/crypto/digests.ts';
import type { Tx } from '#platform/database/database.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { type Owner, ownerColumns } from '../owner.ts';

type Ending = (tx: Tx, sessionHashes: readonly Buffer[]) => Promise<void>;
const endings = new Map<string, Ending>();

/** Said once at start by a module that has something to do at once, in the transaction in which a person ends sessions. */
export function onSessionsEnding(name: string, ending: Ending): void {
  endings.set(name, ending);
}

/** Signs out of this browser: the session ends in the database, not only in the cookie. */
export async function signOut(parts: Pick<IdentityParts, 'platform' | 'sessions'>, token: string): Promise<void> {
  await end(parts, [sha256(token)]);
}

async function end(
  parts: Pick<IdentityParts, 'platform' | 'sessions'>,
  sessionHashes: readonly Buffer[],
): Promise<void> {
  await parts.platform.database.transaction([], async (tx) => {
    await tx.deleteFrom('sessions').where('token_hash', 'in', sessionHashes).execute();
    for (const ending of endings.values()) await ending(tx, sessionHashes);
  });
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
  if (ended.length > 0) await end(parts, ended);
}

/** Tells sessions apart on a page without showing what is stored of them. */
export function markOf(sessionHash: Buffer): string {
  return sessionHash.toString('hex').slice(0, 16);
}
