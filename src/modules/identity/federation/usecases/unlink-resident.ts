import { ConflictError } from '#platform/errors/app-error.ts';
import { type IdentityParts, nowOf } from '../../identity-parts.ts';
import { recordGiven } from '../../profile/profile-data.ts';
import { tellOfMethods } from '../../usecases/change-sign-in-methods.ts';

/** Without it nobody could enter the account any more. */
export class LastWayInError extends ConflictError {
  constructor() {
    super('last-way-in');
  }
}

/**
 * FranceConnect no longer opens the account. Names stay, as the person's own words from now on; what else it vouched for
 * is erased.
 * @throws LastWayInError
 */
export async function unlinkFranceConnect(parts: IdentityParts, accountId: string): Promise<void> {
  await parts.platform.database.transaction([], async (tx) => {
    const account = await tx
      .selectFrom('accounts')
      .select('email_verified_at')
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirst();
    const passkey = await tx
      .selectFrom('passkeys')
      .select('credential_id')
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    // An address that is confirmed can always get a link to sign in.
    if (account?.email_verified_at == null && passkey === undefined) throw new LastWayInError();
    const removed = await tx.deleteFrom('account_federations').where('account_id', '=', accountId).executeTakeFirst();
    if (removed.numDeletedRows === 0n) return;
    await recordGiven(tx, accountId, { datum: 'identity', source: 'self', at: nowOf(parts) });
    await tellOfMethods(parts, tx, { hat: 'resident', id: accountId });
  });
  parts.sessions.forgetAll();
}
