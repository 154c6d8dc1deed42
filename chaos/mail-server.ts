import { createHash } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it came in, whether or not the sender was told that it did. */
export interface DeliveredMail {
  readonly to: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly subject: string;
  /** Of the text, without what changes at each sending. */
  readonly textHash: string;
}

export type MailMode = 'accept' | 'refuse' | 'hang' | 'repeat';

export interface ChaosMailServer {
  readonly url: string;
  readonly delivered: readonly DeliveredMail[];
  /** `refuse`: not for now; `hang`: says nothing more; `repeat`: takes the mail and hangs up before saying so. */
  setMode(mode: MailMode): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<ChaosMailServer> {
  const delivered: DeliveredMail[] = [];
  const sockets = new Set<Socket>();
  let mode: MailMode = 'accept';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: 60_000_000,
    onRcptTo: (_address, _session, done) => {
      if (mode === 'refuse') return done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (mode === 'hang') return;
        const raw = Buffer.concat(chunks);
        const mail = await simpleParser(raw);
        for (const { address } of session.envelope.rcptTo) {
          delivered.push({
            to: address,
            messageId: mail.messageId ?? '',
            subject: mail.subject ?? '',
            textHash: createHash('sha256')
              .update(mail.text ?? '')
              .digest('hex'),
          });
        }
        if (mode === 'repeat') {
          for (const socket of sockets) socket.destroy();
          return;
        }
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    delivered,
    setMode: (next) => {
      // Who was left hanging finds the line cut.
      if (mode === 'hang') for (const socket of sockets) socket.destroy();
      mode = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
