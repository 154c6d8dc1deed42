import type { Selectable } from 'kysely';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';

export type SealRow = Selectable<Tables['seals']>;

/** The seal that an authority has now. */
export function findSealRow(tx: Tx, authorityId: string): Promise<SealRow | undefined> {
  return tx
    .selectFrom('seals')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

/** All that the authority has had, the newest first; without their keys. */
export function listSealRows(tx: Tx, authorityId: string): Promise<Omit<SealRow, 'wrapped_key' | 'certificates'>[]> {
  return tx
    .selectFrom('seals')
    .select(['authority_id', 'id', 'fingerprint', 'key_version', 'subject', 'issuer', 'valid_from', 'valid_until'])
    .select(['demonstration', 'told_days', 'added_at', 'added_by', 'added_by_name'])
    .select(['removed_at', 'removed_by', 'removed_by_name'])
    .where('authority_id', '=', authorityId)
    .orderBy('added_at', 'desc')
    .limit(50)
    .execute();
}

/** What a wrapped private key belongs to: it opens for nothing else. */
export function sealKeyContext(authorityId: string, sealId: string): string {
  return `seal:${authorityId}:${sealId}`;
}

export interface KnownCertificate {
  readonly authorityId: string;
  readonly demonstration: boolean;
}

/** The authority of this installation that sealed with a certificate. */
export async function findKnownCertificate(open: Reader, fingerprint: Buffer): Promise<KnownCertificate | undefined> {
  const row = await open
    .selectFrom('seal_certificates')
    .select(['sealing_authority', 'demonstration'])
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  return row && { authorityId: row.sealing_authority, demonstration: row.demonstration };
}
