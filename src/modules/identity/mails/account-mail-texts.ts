import { composeEmail } from '#modules/notifications/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { mailMessages as say } from './mail-messages.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

type Key = Parameters<typeof say>[1];
type Parts = Pick<IdentityParts, 'directory' | 'links'>;

export const verifyMail = (parts: Parts, locale: Locale, token: string) =>
  write(parts, locale, 'verify.subject', ['verify.body', 'verify.ignore'], {
    key: 'verify.action',
    path: `/verifier/${token}`,
  });

export const accountExistsMail = (parts: Parts, locale: Locale) =>
  write(parts, locale, 'exists.subject', ['exists.body', 'exists.ignore'], {
    key: 'exists.action',
    path: '/connexion',
  });

export const resetMail = (parts: Parts, locale: Locale, path: string) =>
  write(parts, locale, 'reset.subject', ['reset.body', 'reset.ignore'], { key: 'reset.action', path });

export const passwordChangedMail = (parts: Parts, locale: Locale, path: string) =>
  write(parts, locale, 'passwordChanged.subject', ['passwordChanged.body'], { key: 'passwordChanged.action', path });

export const emailChangeRequestedMail = (parts: Parts, locale: Locale) =>
  write(parts, locale, 'emailRequested.subject', ['emailRequested.body'], {
    key: 'emailRequested.action',
    path: '/mot-de-passe-oublie',
  });

export const confirmEmailMail = (parts: Parts, locale: Locale, path: string) =>
  write(parts, locale, 'confirmEmail.subject', ['confirmEmail.body', 'exists.ignore'], {
    key: 'confirmEmail.action',
    path,
  });

export const emailChangedMail = (parts: Parts, locale: Locale) =>
  write(parts, locale, 'emailChanged.subject', ['emailChanged.body']);

export const accountClosedMail = (parts: Parts, locale: Locale) =>
  write(parts, locale, 'closed.subject', ['closed.body']);

export const invitationMail = (parts: Parts, locale: Locale, token: string, authorities: string) =>
  write(
    parts,
    locale,
    'invite.subject',
    ['invite.body', 'invite.ignore'],
    { key: 'invite.action', path: `/agents/invitation/${token}` },
    { authorities },
  );

export const agentAddedMail = (parts: Parts, locale: Locale, authorities: string) =>
  write(
    parts,
    locale,
    'added.subject',
    ['added.body'],
    { key: 'added.action', path: '/agents/connexion' },
    { authorities },
  );

/** Signed by the territory: an account is no authority's. */
async function write(
  { directory, links }: Parts,
  locale: Locale,
  subject: Key,
  paragraphs: readonly Key[],
  action?: { key: Key; path: string },
  more: Readonly<Record<string, string>> = {},
): Promise<MailText> {
  const territory = localize((await directory.getTerritory()).name, locale);
  const params = { territory, ...more };
  return {
    subject: say(locale, subject, params),
    text: composeEmail({
      locale,
      paragraphs: paragraphs.map((key) => say(locale, key, params)),
      ...(action === undefined ? {} : { action: { label: say(locale, action.key), href: links.to(action.path) } }),
      authority: { name: territory },
    }),
  };
}
