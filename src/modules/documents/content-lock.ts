import { runStatement, type Tx } from '#platform/database/database.ts';

/**
 * Held by whoever refers to a content or removes it, to the end of the transaction: a file that is being removed because
 * nothing refers to it is not at that moment given to a new document.
 */
export async function lockContents(tx: Tx, authorityId: string, contents: readonly Buffer[]): Promise<void> {
  // In one order, so that two who take several do not wait for each other.
  const names = [...new Set(contents.map((sha256) => `${authorityId}/${sha256.toString('hex')}`))].sort();
  await runStatement(tx, lockNames, [names]);
}

const lockNames = 'SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS name';
