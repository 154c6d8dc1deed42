import { MailError } from '#platform/mail/mail-error.ts';
import type { MailTransport } from '#platform/mail/mail-transport.ts';
import { currentActivity, during } from './activity.ts';
import type { Tracing } from './tracing.ts';

/** A transport that leaves a span for each message: which kind, and how it went; not to whom, nor what. */
export function traceMail(transport: MailTransport, tracing: Tracing): MailTransport {
  const traced = async (name: string, send: () => Promise<void>): Promise<void> => {
    const activity = currentActivity();
    if (activity?.span === undefined) return send();
    const span = tracing.start(name, { kind: 'client', parent: activity.span, attributes: {} });
    try {
      // The provider of SMS is called over HTTP: that call is part of this.
      await during({ ...activity, span }, send);
      span.end();
    } catch (error) {
      span.end({}, error instanceof MailError ? error.code : 'error');
      throw error;
    }
  };
  return {
    sendMail: (mail) => traced('send mail', () => transport.sendMail(mail)),
    sendSms: (sms) => traced('send sms', () => transport.sendSms(sms)),
  };
}
