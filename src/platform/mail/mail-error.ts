import { AppError } from '#platform/errors/app-error.ts';

/** Why a message did not leave. Codes hold neither the address nor the server's own words, which often quote it. */
export type MailErrorCode =
  | 'mail-recipient-invalid'
  | 'mail-refused'
  | 'mail-refused-for-now'
  | 'mail-timeout'
  | 'mail-connection'
  | 'mail-authentication'
  | 'mail-failed'
  | 'sms-not-configured'
  | 'sms-number-invalid'
  | 'sms-refused'
  | 'sms-refused-for-now'
  | 'sms-authentication'
  | 'sms-connection'
  | 'sms-timeout';

export class MailError extends AppError {
  /** Another attempt would get the same answer. */
  readonly permanent: boolean;

  constructor(code: MailErrorCode, options: { permanent?: boolean; cause?: unknown } = {}) {
    super('unavailable', code, { cause: options.cause });
    this.permanent = options.permanent ?? false;
  }
}
