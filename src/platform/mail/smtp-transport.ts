import { createTransport } from 'nodemailer';
import { MailError } from './mail-error.ts';
import type { MailTransport, OutgoingMail } from './mail-transport.ts';

export interface SmtpOptions {
  /** `smtp://user:password@host:port` or `smtps://…`; `?requireTLS=true` refuses a server without STARTTLS. */
  readonly url: string;
  /** `Guichet numérique <ne-pas-repondre@exemple.fr>` */
  readonly from: string;
  /** Connections kept open; 4 when not said. */
  readonly connections?: number;
  /** Milliseconds given to the server: to be reached, to answer, and for one message in all. */
  readonly deadlines?: { readonly connect?: number; readonly answer?: number; readonly message?: number };
}

export interface SmtpTransport extends MailTransport {
  close(): void;
}

/**
 * E-mails through the house's mail server. A repeat keeps the Message-ID that the message's id gives, so that servers
 * and readers can see that it is one. SMS leave by their provider (`connectors/sms`): here they are refused.
 * @throws MailError
 */
export function createSmtpTransport(options: SmtpOptions): SmtpTransport {
  const deadlines = { connect: 10_000, answer: 30_000, message: 60_000, ...options.deadlines };
  const transporter = createTransport(
    {
      url: options.url,
      pool: true,
      maxConnections: options.connections ?? 4,
      maxMessages: 100,
      connectionTimeout: deadlines.connect,
      greetingTimeout: deadlines.connect,
      socketTimeout: deadlines.answer,
      dnsTimeout: deadlines.connect,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: options.from },
  );
  const domain = domainOf(options.from);
  return {
    sendMail: async (mail) => {
      const sending = transporter.sendMail({
        messageId: `<${mail.id}@${domain}>`,
        to: { name: '', address: checkedAddress(mail.to) },
        subject: mail.subject,
        text: mail.text,
        ...threadOf(mail),
        // RFC 3834: no holiday answer comes back to a machine.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        attachments: mail.attachments.map(attachmentOf),
      });
      await within(deadlines.message, sending);
    },
    sendSms: async () => {
      throw new MailError('sms-not-configured', { permanent: true });
    },
    close: () => transporter.close(),
  };
}

function threadOf({ thread }: OutgoingMail) {
  if (thread === undefined) return {};
  const { replyTo, references } = thread;
  return {
    ...(replyTo === undefined ? {} : { replyTo: { name: replyTo.name, address: checkedAddress(replyTo.address) } }),
    ...(references.length === 0 ? {} : { references: [...references], inReplyTo: references.at(-1) ?? '' }),
  };
}

function attachmentOf(attachment: OutgoingMail['attachments'][number]) {
  return { filename: attachment.name, contentType: attachment.mediaType, content: attachment.content };
}

/** One address and nothing else: a comma would make it a list. */
function checkedAddress(address: string): string {
  if (!/^[^\s,;:<>()"\\@]+@[^\s,;:<>()"\\@]+$/.test(address) || address.length > 254) {
    throw new MailError('mail-recipient-invalid', { permanent: true });
  }
  return address;
}

/** The domain of the Message-IDs, from the sender’s address. */
export function domainOf(from: string): string {
  return /@([^\s<>@]+?)>?\s*$/.exec(from)?.[1] ?? 'parvis.invalid';
}

/** The deadlines of a socket start again at each byte; this one does not. */
async function within(milliseconds: number, sending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new MailError('mail-timeout')), milliseconds);
  });
  try {
    await Promise.race([sending, late]);
  } catch (error) {
    throw error instanceof MailError ? error : mailErrorOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/** nodemailer's `code` and the server's `responseCode`; its message quotes addresses and goes no further. */
function mailErrorOf(error: unknown): MailError {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code === 'EAUTH') return new MailError('mail-authentication');
  if (code === 'ETIMEDOUT') return new MailError('mail-timeout');
  if (responseCode !== undefined && responseCode >= 500) return new MailError('mail-refused', { permanent: true });
  if (responseCode !== undefined && responseCode >= 400) return new MailError('mail-refused-for-now');
  if (code === 'ECONNECTION' || code === 'ESOCKET' || code === 'EDNS' || code === 'ETLS')
    return new MailError('mail-connection');
  return new MailError('mail-failed');
}
