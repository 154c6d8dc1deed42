import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { mailRule } from '../domain/attempt-rules.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { emailChangedMail } from '../mails/account-mail-texts.ts';
import { findAccountByEmail } from '../queries/find-account.ts';
import { type Asking, type Confirmed, confirmed } from './change-account.ts';
import { consumeToken, findTokenOwner, withdrawTokens } from './one-time-tokens.ts';

/** Which of the two addresses a link was sent to. */
export type ChangeSide = 'former' | 'new';

const purposes = { former: 'email-change-former', new: 'email-change-new' } as const;
const confirmedAt = { former: 'former_confirmed_at', new: 'new_confirmed_at' } as const;

/** How long both links hold. */
const heldFor = 48 * 3600 * 1000;

/**
 * Sends a link to each address; nothing changes before both are used. Whoever took a computer over does not read the former
 * mailbox, and whoever mistypes does not read the new one. When somebody has the new address already, they get a mail of
 * the same kind, and the page is the same.
 */
export async function requestEmailChange(
  parts: IdentityParts,
  asking: Asking & { readonly newEmail: string },
): Promise<Confirmed<object>> {
  return confirmed(parts, asking, async (account) => {
    const { platform } = parts;
    const { newEmail } = asking;
    if ((await parts.attempts.take(mailRule, newEmail)) !== undefined) return {};
    const values = {
      new_email: newEmail,
      former_confirmed_at: null,
      new_confirmed_at: null,
      expires_at: new Date(nowOf(parts).getTime() + heldFor),
    };
    await platform.database.transaction([], async (tx) => {
      await withdrawTokens(tx, { accountId: account.id }, nowOf(parts), [purposes.former, purposes.new]);
      await tx
        .insertInto('email_changes')
        .values({ account_id: account.id, ...values })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
        .execute();
      for (const kind of Object.values(purposes))
        await queueAccountEmail(platform, tx, kind, { accountId: account.id });
    });
    return {};
  });
}

/** What a link is about, while it holds. */
export async function findEmailChange(
  parts: IdentityParts,
  token: string,
): Promise<{ readonly side: ChangeSide; readonly newEmail: string } | undefined> {
  const { open } = parts.platform.database;
  const now = nowOf(parts);
  for (const side of ['former', 'new'] as const) {
    const accountId = (await findTokenOwner(open, purposes[side], token, now))?.accountId;
    if (!accountId) continue;
    const change = await findChange(open, accountId, now);
    return change && { side, newEmail: change.new_email };
  }
  return undefined;
}

export type EmailChangeOutcome = 'changed' | 'other-awaited' | 'expired';

/**
 * One of the two addresses agrees. With the second one the new address becomes the account's, and the former one is told.
 * The sessions go on: they are the same person's.
 */
export async function confirmEmailChange(
  parts: IdentityParts,
  token: string,
  side: ChangeSide,
): Promise<EmailChangeOutcome> {
  const now = nowOf(parts);
  const done = await parts.platform.database.transaction([], async (tx) => {
    const accountId = (await consumeToken(tx, purposes[side], token, now))?.accountId;
    if (!accountId) return 'expired';
    const change = await tx
      .updateTable('email_changes')
      .set({ [confirmedAt[side]]: now })
      .where('account_id', '=', accountId)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst();
    if (change === undefined) return 'expired';
    if (change.former_confirmed_at === null || change.new_confirmed_at === null) return 'other-awaited';
    return applyChange(tx, accountId, change.new_email, now);
  });
  parts.sessions.forgetAll();
  if (typeof done === 'string') return done;
  await farewell(parts, done.email, await emailChangedMail(parts, done.locale));
  return 'changed';
}

/** The account as it was before, or `expired` when it is closed or somebody else has the address by now. */
async function applyChange(tx: Tx, accountId: string, newEmail: string, now: Date) {
  await tx.deleteFrom('email_changes').where('account_id', '=', accountId).execute();
  if ((await findAccountByEmail(tx, newEmail)) !== undefined) return 'expired';
  const account = await tx
    .selectFrom('accounts')
    .select(['id', 'email', 'locale'])
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (account === undefined) return 'expired';
  await tx
    .updateTable('accounts')
    .set({ email: newEmail, email_verified_at: now })
    .where('id', '=', accountId)
    .execute();
  // A link to set a password or to sign in, sent to the former address, must not outlive it.
  await withdrawTokens(tx, { accountId }, now);
  return account;
}

function findChange(open: Parameters<typeof findAccountByEmail>[0], accountId: string, now: Date) {
  return open
    .selectFrom('email_changes')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .executeTakeFirst();
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
