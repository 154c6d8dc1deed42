import { sha256 } from '#platform/crypto/digests.ts';
import { randomIndexes } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { type Owner, ownerColumns, ownerValues } from '../owner.ts';

/** No letter or digit that is taken for another one. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const howMany = 10;
/**
 * 24 symbols of 30: 117 bits, which nobody searches for even with the hashes in hand; a plain hash is then enough
 * (ASVS 6.5.2: 112 bits). Codes of 12 symbols that were given before hold until they are used or replaced.
 */
const symbols = 24;

/** Ten codes, each of which replaces the second factor once. Those of before hold no longer. Only hashes are kept. */
export async function makeRecoveryCodes(tx: Tx, owner: Owner, now: Date): Promise<string[]> {
  await removeRecoveryCodes(tx, owner);
  const codes = Array.from({ length: howMany }, newCode);
  await tx
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ code_hash: hashOf(owner, code), ...ownerValues(owner), created_at: now })))
    .execute();
  return codes;
}

/** Uses a code, once. */
export async function takeRecoveryCode(tx: Tx, owner: Owner, typed: string, now: Date): Promise<boolean> {
  const used = await tx
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('code_hash', '=', hashOf(owner, typed))
    .where(ownerColumns[owner.hat], '=', owner.id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

export async function removeRecoveryCodes(tx: Tx, owner: Owner): Promise<void> {
  await tx.deleteFrom('recovery_codes').where(ownerColumns[owner.hat], '=', owner.id).execute();
}

function newCode(): string {
  const drawn = randomIndexes(symbols, alphabet.length)
    .map((index) => alphabet[index])
    .join('');
  return drawn.replace(/(.{4})(?=.)/g, '$1-');
}

/** However it is typed; the owner is part of it, so that two people never have one code. */
function hashOf(owner: Owner, typed: string): Buffer {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 40);
  return sha256(`recovery ${owner.id} ${plain}`);
}
