import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { mailRule } from '../domain/attempt-rules.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { accountExistsMail, confirmEmailMail, emailChangedMail } from '../mails/account-mail-texts.ts';
import { findAccountByEmail } from '../queries/find-account.ts';
import { type Confirmed, confirmed } from './change-account.ts';
import { consumeToken, findTokenOwner, issueToken, withdrawTokens } from './one-time-tokens.ts';

/**
 * Sends a link to the new address and tells the present one. Nothing changes before the link is used. The new address
 * is kept nowhere meanwhile: it travels in the link, and the stored hash covers it. Its mail therefore leaves at once
 * and not through the queue. When somebody has that address already, they get a mail of the same kind, and the page
 * is the same.
 */
export async function requestEmailChange(
  parts: IdentityParts,
  asking: { readonly accountId: string; readonly password: string; readonly ip: string; readonly newEmail: string },
): Promise<Confirmed<object>> {
  return confirmed(parts, asking, async (account) => {
    const { platform } = parts;
    const { newEmail } = asking;
    if ((await parts.attempts.take(mailRule, newEmail)) !== undefined) return {};
    const taken = await findAccountByEmail(platform.database.open, newEmail);
    const token = await platform.database.transaction([], async (tx) => {
      await withdrawTokens(tx, { accountId: account.id }, nowOf(parts), ['verify-email']);
      await queueAccountEmail(platform, tx, 'email-change-requested', { accountId: account.id });
      return issueToken(tx, 'verify-email', { accountId: account.id }, nowOf(parts), newEmail);
    });
    const mail =
      taken === undefined
        ? await confirmEmailMail(parts, account.locale, `/verifier/${token}?adresse=${encodeEmail(newEmail)}`)
        : await accountExistsMail(parts, taken.locale);
    await platform.mail.sendMail({ id: newId(), to: newEmail, ...mail, attachments: [] });
    return {};
  });
}

/** Whether the link still holds for that new address. */
export async function isEmailChangePending(parts: IdentityParts, token: string, newEmail: string): Promise<boolean> {
  return (
    (await findTokenOwner(parts.platform.database.open, 'verify-email', token, nowOf(parts), newEmail)) !== undefined
  );
}

/**
 * Makes the new address the account's, and tells the former one. The other sessions go on: they are the same person's.
 * @returns false when the link does not hold, or when somebody else has the address by now
 */
export async function confirmEmailChange(parts: IdentityParts, token: string, newEmail: string): Promise<boolean> {
  const { platform } = parts;
  const now = nowOf(parts);
  if ((await findAccountByEmail(platform.database.open, newEmail)) !== undefined) return false;
  const former = await platform.database.transaction([], async (tx) => {
    const accountId = (await consumeToken(tx, 'verify-email', token, now, newEmail))?.accountId;
    if (!accountId) return undefined;
    const account = await tx
      .selectFrom('accounts')
      .select(['id', 'email', 'locale'])
      .where('id', '=', accountId)
      .where('closed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (account === undefined) return undefined;
    await tx
      .updateTable('accounts')
      .set({ email: newEmail, email_verified_at: now })
      .where('id', '=', accountId)
      .execute();
    // A link to set a password, asked for at the former address, must not outlive it.
    await withdrawTokens(tx, { accountId }, now);
    return account;
  });
  parts.sessions.forgetAll();
  if (former === undefined) return false;
  await farewell(parts, former.email, await emailChangedMail(parts, former.locale));
  return true;
}

/** A mail to an address that is stored no more, and that no job could therefore find; its loss undoes nothing. */
export async function farewell(
  { platform }: IdentityParts,
  to: string,
  mail: { subject: string; text: string },
): Promise<void> {
  try {
    await platform.mail.sendMail({ id: newId(), to, ...mail, attachments: [] });
  } catch (error) {
    platform.log.warn({ code: (error as { code?: string }).code }, 'farewell mail not sent');
  }
}

function encodeEmail(email: string): string {
  return Buffer.from(email).toString('base64url');
}

export function decodeEmail(encoded: string): string {
  return Buffer.from(encoded.slice(0, 500), 'base64url').toString();
}
