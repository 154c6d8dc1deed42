import type { Locale } from '#platform/i18n/text.ts';
import type { MailErrorCode } from '#platform/mail/mail-error.ts';
import { notificationMessages } from '../messages.ts';

const described = [
  'mail-recipient-invalid',
  'mail-refused',
  'mail-refused-for-now',
  'mail-timeout',
  'mail-connection',
  'mail-authentication',
  'sms-not-configured',
  'sms-number-invalid',
  'sms-refused',
  'sms-refused-for-now',
  'sms-authentication',
  'sms-connection',
  'sms-timeout',
  'mail-returned',
] as const satisfies readonly (MailErrorCode | 'mail-returned')[];

/** The `lastError` of a message, for the agent who must do something about it. */
export function describeSendError(locale: Locale, code: string | null): string {
  const known = described.find((name) => name === code);
  return notificationMessages(locale, known === undefined ? 'error-other' : `error-${known}`);
}
