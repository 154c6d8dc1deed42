import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { recordGiven } from '../../profile/profile-data.ts';
import type { VerifiedIdentity } from '../domain/verified-identity.ts';

/**
 * Writes down an identity as FranceConnect would have vouched for it, under a subject that nobody has: for the people of a
 * demonstration, who sign in without it.
 */
export async function vouchIdentity(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  accountId: string,
  identity: VerifiedIdentity,
): Promise<void> {
  const now = new Date(clock.now().epochMilliseconds);
  await database.transaction([], async (tx) => {
    await tx
      .insertInto('account_federations')
      .values({
        account_id: accountId,
        provider: 'franceconnect',
        subject_hash: sha256(newToken()),
        identity: JSON.stringify(identity),
        identity_at: now,
        linked_at: now,
        used_at: now,
      })
      .execute();
    await recordGiven(tx, accountId, { datum: 'identity', source: 'franceconnect', at: now });
  });
}
