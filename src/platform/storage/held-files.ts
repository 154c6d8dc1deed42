import { runStatement, type Tx } from '#platform/database/database.ts';

/** The advisory lock that a backup holds, alone, from before it looks at the database until it has copied the files. */
export const heldFilesLock = 720278;

/**
 * Whether files may be removed from the storage until the end of this transaction: not while a backup copies those that
 * its look at the database names. Whoever is told no asks again later. A backup that begins waits for whoever was told yes.
 */
export async function mayRemoveFiles(tx: Tx): Promise<boolean> {
  const [row] = await runStatement<{ free: boolean }>(tx, tryShared, [heldFilesLock]);
  return row?.free === true;
}

const tryShared = 'SELECT pg_try_advisory_xact_lock_shared($1::bigint) AS free';
