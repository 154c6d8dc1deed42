import { sql } from 'kysely';
import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { mailRule } from '../domain/attempt-rules.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { hashPassword } from '../password-hashing.ts';

export interface SignUp {
  /** In small letters. */
  readonly email: string;
  /** Without one, the account opens with the link of the mail, and then with a passkey or with other links. */
  readonly password: string | undefined;
  readonly givenNames: string;
  readonly familyName: string;
  readonly locale: Locale;
}

/**
 * Opens an account that waits for its address to be confirmed. Somebody who has one already is told so by mail, and the
 * page is the same: it never says who has an account. The password is asked for again at the confirmation, so that an
 * account opened by another on one's address cannot be confirmed by mistake.
 */
export async function signUp(parts: IdentityParts, wanted: SignUp): Promise<void> {
  const { platform } = parts;
  const now = nowOf(parts);
  const passwordHash = wanted.password === undefined ? null : await hashPassword(wanted.password);
  const mayMail = (await parts.attempts.take(mailRule, wanted.email)) === undefined;
  const values = {
    password_hash: passwordHash,
    given_names: wanted.givenNames || null,
    family_name: wanted.familyName || null,
    locale: wanted.locale,
  };
  await platform.database.transaction([], async (tx) => {
    const created = await tx
      .insertInto('accounts')
      .values({ id: newId(now.getTime()), email: wanted.email, created_at: now, ...values })
      // Whoever signs up twice before the confirmation means the second time.
      .onConflict((conflict) =>
        conflict
          .expression(sql`lower(email)`)
          .where('closed_at', 'is', null)
          .where((eb) => eb.or([eb('email_verified_at', 'is not', null), eb.not(eb.ref('email_unproved'))]))
          .doUpdateSet(values)
          .where('accounts.email_verified_at', 'is', null),
      )
      .returning('id')
      .executeTakeFirst();
    if (!mayMail) return;
    if (created !== undefined) return queueAccountEmail(platform, tx, 'verify-email', { accountId: created.id });
    const known = await tx
      .selectFrom('accounts')
      .select('id')
      .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', wanted.email))
      .where('closed_at', 'is', null)
      .where('email_verified_at', 'is not', null)
      .executeTakeFirst();
    await queueAccountEmail(platform, tx, 'account-exists', { accountId: known?.id ?? newId() });
  });
}
