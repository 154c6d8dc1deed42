import { newId } from '#platform/crypto/ids.ts';
import { InvalidInputError } from '#platform/errors/app-error.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import { normalizeEmail, normalizePhone } from '../domain/contact-details.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import { hashPassword } from '../password-hashing.ts';

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly givenNames?: string;
  readonly familyName?: string;
  readonly phone?: string;
  readonly address?: PostalAddress;
  readonly locale?: Locale;
}

/**
 * Creates, or brings up to date, an account whose address is held to be confirmed: for demonstrations and tests. People
 * open theirs at /inscription.
 * @returns the id of the account
 * @throws InvalidInputError `email-invalid`
 */
export async function createAccount(
  platform: Pick<Platform, 'database' | 'clock'>,
  account: NewAccount,
): Promise<string> {
  const email = normalizeEmail(account.email);
  if (email === undefined) throw new InvalidInputError('email-invalid');
  const now = new Date(platform.clock.now().epochMilliseconds);
  const values = {
    email_verified_at: now,
    password_hash: await hashPassword(account.password),
    given_names: account.givenNames ?? null,
    family_name: account.familyName ?? null,
    phone: account.phone === undefined ? null : (normalizePhone(account.phone) ?? null),
    address: account.address === undefined ? null : JSON.stringify(account.address),
    locale: account.locale ?? 'fr',
  };
  return platform.database.transaction([], async (tx) => {
    const known = await tx
      .updateTable('accounts')
      .set(values)
      .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email))
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (known !== undefined) return known.id;
    const id = newId(now.getTime());
    await tx
      .insertInto('accounts')
      .values({ id, email, created_at: now, ...values })
      .execute();
    return id;
  });
}
