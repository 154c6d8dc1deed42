import { queueAccountEmail } from '#modules/notifications/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { type Owner, ownerColumns, ownerValues } from '../owner.ts';

/**
 * Remembers the browser of a sign-in, and tells the person by e-mail when it is a new one. Not at the very first sign-in:
 * there was nothing to compare it with.
 * @returns the secret by which the browser will be known
 */
export async function noteBrowser(
  parts: IdentityParts,
  tx: Tx,
  owner: Owner,
  browserToken: string | undefined,
): Promise<string> {
  const token = browserToken !== undefined && /^[\w-]{43}$/.test(browserToken) ? browserToken : newToken();
  const column = ownerColumns[owner.hat];
  const hash = sha256(token);
  const now = nowOf(parts);
  const seen = await tx
    .updateTable('known_browsers')
    .set({ seen_at: now })
    .where(column, '=', owner.id)
    .where('browser_hash', '=', hash)
    .executeTakeFirst();
  if (seen.numUpdatedRows > 0n) return token;
  const another = await tx
    .selectFrom('known_browsers')
    .select('seen_at')
    .where(column, '=', owner.id)
    .limit(1)
    .executeTakeFirst();
  await tx
    .insertInto('known_browsers')
    .values({ browser_hash: hash, ...ownerValues(owner), seen_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (another !== undefined) {
    await queueAccountEmail(
      parts.platform,
      tx,
      owner.hat === 'resident' ? 'new-browser' : 'agent-new-browser',
      owner.hat === 'resident' ? { accountId: owner.id } : { agentId: owner.id },
    );
  }
  return token;
}
