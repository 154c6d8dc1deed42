import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

/** What hoodiecrow offers of itself; it has no types. */
interface Hoodiecrow {
  readonly server: Server;
  listen(port: number, host: string, ready: () => void): void;
  close(done: () => void): void;
  appendMessage(path: string, flags: string[], date: string, raw: string): void;
  getMailbox(path: string): { messages: { raw: string }[]; uidvalidity: number };
}

const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Hoodiecrow;

export interface MailServers {
  readonly imapPort: number;
  readonly smtpUrl: string;
  /** What arrived for others than the mailbox: the residents' mails, as they came. */
  readonly delivered: { readonly to: string; readonly raw: string }[];
  /** Puts a message in the inbox as it is. */
  append(raw: string): void;
  /** A resident's mail program sends through SMTP. */
  send(mail: Parameters<ReturnType<typeof createTransport>['sendMail']>[0]): Promise<void>;
  inFolder(folder: string): readonly string[];
  /** The server forgets its numbers, as after a restoration. */
  renumber(): void;
  close(): Promise<void>;
}

export const imapAccount = { user: 'testuser', secret: 'testpass' };

/** A real IMAP server for one mailbox, and a real SMTP server that delivers to it and to everybody else. */
export async function startMailServers(address: string): Promise<MailServers> {
  const imap = hoodiecrow({
    plugins: ['ID', 'UIDPLUS', 'MOVE', 'NAMESPACE', 'UNSELECT', 'LITERALPLUS'],
    storage: { INBOX: { messages: [] }, '': { separator: '/', folders: { Traité: {}, Traite: {} } } },
  });
  await new Promise<void>((ready) => imap.listen(0, '127.0.0.1', ready));
  const delivered: { to: string; raw: string }[] = [];
  const append = (raw: string) => imap.appendMessage('INBOX', [], imapDate(new Date()), raw);
  const [local = '', domain = ''] = address.split('@');
  const isOurs = (to: string) => to === address || (to.startsWith(`${local}+`) && to.endsWith(`@${domain}`));
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: 60_000_000,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1');
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        for (const { address: to } of session.envelope.rcptTo) {
          if (isOurs(to)) append(`Return-Path: <${from}>\r\nDelivered-To: ${to}\r\n${raw}`);
          else delivered.push({ to, raw });
        }
        done();
      });
    },
  });
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  const client = createTransport(smtpUrl);
  return {
    imapPort: (imap.server.address() as AddressInfo).port,
    smtpUrl,
    delivered,
    append,
    send: async (mail) => void (await client.sendMail(mail)),
    inFolder: (folder) => imap.getMailbox(folder).messages.map(({ raw }) => raw),
    renumber: () => {
      const inbox = imap.getMailbox('INBOX');
      inbox.uidvalidity += 1;
    },
    close: async () => {
      client.close();
      await new Promise<void>((done) => smtp.close(() => done()));
      await new Promise<void>((done) => {
        imap.close(() => done());
        setTimeout(done, 500).unref();
      });
    },
  };
}

/** `22-Nov-2026 10:00:00 +0000` */
function imapDate(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString()) ?? [];
  return `${day}-${month}-${year} ${time} +0000`;
}
