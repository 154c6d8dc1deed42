import { composeEmail, registerAccountMail } from '#modules/notifications/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { BodiesParts } from '../bodies-parts.ts';
import { issueInvitationToken } from '../usecases/invite-representative.ts';
import { mailMessages as say } from './mail-messages.ts';

type Key = Parameters<typeof say>[1];

/** Says how each mail of this module is written when it leaves. */
export function registerBodyMails(parts: BodiesParts): void {
  registerAccountMail('body-invitation', async ({ invitationId }) => {
    const invitation = invitationId === undefined ? undefined : await issueInvitationToken(parts, invitationId);
    if (invitation === undefined) return undefined;
    const { locale } = invitation;
    const words = { body: invitation.body_name, name: invitation.invited_by_name };
    const mail = await write(
      parts,
      locale,
      'invitation.subject',
      ['invitation.body', 'invitation.account', 'invitation.ignore'],
      { key: 'invitation.action', path: `/mon-espace/organismes/invitation/${invitation.token}` },
      words,
    );
    return { to: invitation.email, ...mail };
  });
  toAccount(parts, 'body-decided', 'decided.subject', 'decided.body', 'decided.action');
  toAccount(parts, 'body-declared-again', 'again.subject', 'again.body', 'again.action');
}

function toAccount(parts: BodiesParts, kind: string, subject: Key, body: Key, action: Key): void {
  registerAccountMail(kind, async ({ accountId }) => {
    if (accountId === undefined) return undefined;
    const account = await parts.platform.database.open
      .selectFrom('accounts')
      .select(['email', 'locale'])
      .where('id', '=', accountId)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (account === undefined) return undefined;
    const mail = await write(parts, account.locale, subject, [body], { key: action, path: '/mon-espace/organismes' });
    return { to: account.email, ...mail };
  });
}

async function write(
  parts: BodiesParts,
  locale: Locale,
  subject: Key,
  paragraphs: readonly Key[],
  action: { key: Key; path: string },
  words: Readonly<Record<string, string>> = {},
): Promise<{ subject: string; text: string }> {
  const territory = await parts.directory.getTerritory();
  const name = localize(territory.name, locale);
  const inWords = (key: Key) => say(locale, key, { ...words, territory: name });
  return {
    subject: inWords(subject),
    text: composeEmail({
      locale,
      greeting: say(locale, 'hello'),
      paragraphs: paragraphs.map(inWords),
      action: { label: inWords(action.key), href: parts.links.to(action.path) },
      authority: { name, lines: [] },
    }),
  };
}
