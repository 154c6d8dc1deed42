import type { Database } from '#platform/database/database.ts';
import type { MailTransport } from '#platform/mail/mail-transport.ts';

/** In demonstration mode nothing leaves: messages are written down, to be read at `/demo/messages`. */
export function createDemoTransport(database: Pick<Database, 'open'>): MailTransport {
  const write = async (message: {
    id: string;
    medium: string;
    recipient: string;
    subject: string;
    body: string;
    attachments: string;
  }) => {
    // The same id again is the same message again, as for a mail server that knows its Message-ID.
    await database.open
      .insertInto('demo_messages')
      .values(message)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  };
  return {
    sendMail: (mail) =>
      write({
        id: mail.id,
        medium: 'email',
        recipient: mail.to,
        subject: mail.subject,
        body: mail.text,
        attachments: JSON.stringify(mail.attachments.map(({ name, content }) => ({ name, size: content.length }))),
      }),
    sendSms: (sms) =>
      write({ id: sms.id, medium: 'sms', recipient: sms.to, subject: '', body: sms.text, attachments: '[]' }),
  };
}
