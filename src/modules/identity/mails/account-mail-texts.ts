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

/** To the present address, which must agree. */
export const agreeToEmailChangeMail = (parts: Parts, locale: Locale, token: string) =>
  write(parts, locale, 'emailRequested.subject', ['emailRequested.body', 'emailRequested.ignore'], {
    key: 'emailRequested.action',
    path: `/changement-adresse/${token}`,
  });

export const confirmEmailMail = (parts: Parts, locale: Locale, token: string) =>
  write(parts, locale, 'confirmEmail.subject', ['confirmEmail.body', 'exists.ignore'], {
    key: 'confirmEmail.action',
    path: `/changement-adresse/${token}`,
  });

export const signInLinkMail = (parts: Parts, locale: Locale, token: string) =>
  write(parts, locale, 'link.subject', ['link.body', 'link.ignore'], {
    key: 'link.action',
    path: `/connexion/lien/${token}`,
  });

/** @param seen the browser and the time, in words */
export const newBrowserMail = (parts: Parts, locale: Locale, seen: { browser: string; at: string }, path: string) =>
  write(
    parts,
    locale,
    'newBrowser.subject',
    ['newBrowser.body', 'newBrowser.ignore'],
    {
      key: 'newBrowser.action',
      path,
    },
    seen,
  );

export const methodsChangedMail = (parts: Parts, locale: Locale, path: string) =>
  write(parts, locale, 'methods.subject', ['methods.body'], { key: 'methods.action', path });

/** @param seen the authority whose agent asked, and the day of the release, in words */
export const releaseAskedMail = (
  parts: Parts,
  locale: Locale,
  token: string,
  seen: { authority: string; due: string },
) =>
  write(
    parts,
    locale,
    'release.subject',
    ['release.body', 'release.ignore'],
    { key: 'release.action', path: `/verification-perdue/${token}` },
    seen,
  );

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
