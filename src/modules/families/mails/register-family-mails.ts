import { composeEmail, registerAccountMail } from '#modules/notifications/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { FamiliesParts } from '../families-parts.ts';
import { issueParentToken } from '../usecases/invite-parent.ts';
import { mailMessages as say } from './mail-messages.ts';

type Key = Parameters<typeof say>[1];

/** Says how each mail of this module is written when it leaves. None names a child: an address may be another's. */
export function registerFamilyMails(parts: FamiliesParts): void {
  registerAccountMail('child-invitation', async ({ invitationId }) => {
    const invitation = invitationId === undefined ? undefined : await issueParentToken(parts, invitationId);
    if (invitation === undefined) return undefined;
    const mail = await write(parts, invitation.locale, {
      subject: 'invitation.subject',
      paragraphs: ['invitation.body', 'invitation.account', 'invitation.ignore'],
      action: 'invitation.action',
      path: `/mon-espace/enfants/invitation/${invitation.token}`,
    });
    return { to: invitation.email, ...mail };
  });
  toAccount(parts, 'child-sharing-ended', {
    subject: 'ended.subject',
    paragraphs: ['ended.body'],
    action: 'ended.action',
    path: '/mon-espace/enfants',
  });
  toAccount(parts, 'child-soon-of-age', {
    subject: 'soonOfAge.subject',
    paragraphs: ['soonOfAge.body', 'soonOfAge.account'],
    action: 'ofAge.action',
    path: '/mon-espace/foyer',
  });
  toAccount(parts, 'child-of-age', {
    subject: 'ofAge.subject',
    paragraphs: ['ofAge.body'],
    action: 'ofAge.action',
    path: '/mon-espace/foyer',
  });
}

interface MailPlan {
  readonly subject: Key;
  readonly paragraphs: readonly Key[];
  readonly action: Key;
  readonly path: string;
}

function toAccount(parts: FamiliesParts, kind: string, plan: MailPlan): void {
  registerAccountMail(kind, async ({ accountId }) => {
    if (accountId === undefined) return undefined;
    const account = await parts.platform.database.open
      .selectFrom('accounts')
      .select(['email', 'locale'])
      .where('id', '=', accountId)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    return account && { to: account.email, ...(await write(parts, account.locale, plan)) };
  });
}

async function write(parts: FamiliesParts, locale: Locale, plan: MailPlan): Promise<{ subject: string; text: string }> {
  const name = localize((await parts.directory.getTerritory()).name, locale);
  const inWords = (key: Key) => say(locale, key, { territory: name });
  return {
    subject: inWords(plan.subject),
    text: composeEmail({
      locale,
      greeting: say(locale, 'hello'),
      paragraphs: plan.paragraphs.map(inWords),
      action: { label: inWords(plan.action), href: parts.links.to(plan.path) },
      authority: { name, lines: [] },
    }),
  };
}
