import { sql } from 'kysely';
import type { Reader } from '#platform/database/database.ts';
import { normalizeTrackingCode } from '../domain/tracking-code.ts';

/**
 * Where the dossier of a code lies. Undefined for a text that cannot be a code and for a code that nobody has: the
 * caller answers the same to both.
 */
export async function findByCode(
  reader: Reader,
  typed: string,
): Promise<{ authorityId: string; dossierId: string } | undefined> {
  const code = normalizeTrackingCode(typed);
  if (code === undefined) return undefined;
  const found = await sql<{ authority_id: string; dossier_id: string }>`
    SELECT authority_id, dossier_id FROM find_dossier_by_code(${code})`.execute(reader);
  const row = found.rows[0];
  return row === undefined ? undefined : { authorityId: row.authority_id, dossierId: row.dossier_id };
}
