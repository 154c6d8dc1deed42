import type { Authority } from '#modules/directory/index.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { ApplicantNews } from '../shared/tell-applicant.ts';
import { transferWords as say } from './messages.ts';

/** What the applicant is written, as it is sent and as the agent reads it before. */
export type TransferNews = Omit<ApplicantNews, 'origin'>;

interface NewsOf {
  readonly locale: Locale;
  /** Of the dossier that is sent on, as it is stored. */
  readonly code: string;
  readonly from: Pick<Authority, 'name'>;
  readonly title: LocalizedText;
  readonly reason?: string;
}

/** Another authority of the counter goes on with it. */
export function transferNews({
  locale,
  code,
  newCode,
  from,
  to,
  title,
  reason,
}: NewsOf & { readonly newCode: string; readonly to: Pick<Authority, 'name' | 'contact'> }): TransferNews {
  const values = {
    authority: to.name,
    from: from.name,
    title: localize(title, locale),
    code: formatTrackingCode(code),
  };
  return {
    subject: say(locale, 'mail.sent.subject', values),
    paragraphs: [
      say(locale, 'mail.sent.body', values),
      ...(reason === undefined ? [] : [say(locale, 'mail.reason', { reason })]),
      say(locale, 'mail.sent.nothing'),
    ],
    facts: [
      [say(locale, 'fact.newCode'), newCode],
      [say(locale, 'fact.authority'), to.name],
      [say(locale, 'fact.phone'), to.contact.phone],
      [say(locale, 'fact.email'), to.contact.email],
    ],
    actionLabel: say(locale, 'mail.action'),
  };
}

/** A body that is not on the counter is in charge: the person is told where to go. */
export function referralNews({
  locale,
  code,
  from,
  title,
  reason,
  relay,
}: NewsOf & {
  readonly relay: { readonly body: LocalizedText; readonly explanation: LocalizedText; readonly url: string };
}): TransferNews {
  const values = {
    body: localize(relay.body, locale),
    from: from.name,
    title: localize(title, locale),
    code: formatTrackingCode(code),
  };
  return {
    subject: say(locale, 'mail.referred.subject', values),
    paragraphs: [
      say(locale, 'mail.referred.body', values),
      ...(reason === undefined ? [] : [say(locale, 'mail.reason', { reason })]),
      localize(relay.explanation, locale),
      say(locale, 'mail.referred.where', { url: relay.url }),
    ],
    facts: [[say(locale, 'fact.authority'), localize(relay.body, locale)]],
    actionLabel: say(locale, 'mail.action'),
  };
}
