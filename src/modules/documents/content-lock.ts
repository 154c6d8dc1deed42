import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';

/**
 * Held by whoever refers to a content or removes it, to the end of the transaction: a file that is being removed because
 * nothing refers to it is not at that moment given to a new document.
 */
export async function lockContent(tx: Tx, authorityId: string, sha256: Buffer): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${authorityId}/${sha256.toString('hex')}`}, 0))`.execute(
    tx,
  );
}
