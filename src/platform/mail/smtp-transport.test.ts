import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSmtpTransport, type SmtpOptions } from './smtp-transport.ts';

/** What the server does instead of its duty. */
type Misbehaviour = 'none' | 'refuse-for-now' | 'refuse' | 'hang' | 'hang-after-data' | 'drop-after-data' | 'bad-login';

interface Received {
  recipients: string[];
  data: string;
}

/** A mail server that speaks the few commands of RFC 5321 that a client needs. */
async function smtpServer(misbehaviour: Misbehaviour = 'none') {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, misbehaviour, received);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { received, port, connections: () => connections };
}

function serve(socket: Socket, misbehaviour: Misbehaviour, received: Received[]): void {
  let pending = '';
  let inData = false;
  let mail: Received = { recipients: [], data: '' };
  const say = (line: string) => socket.write(`${line}\r\n`);
  if (misbehaviour !== 'hang') say('220 mail.example ESMTP');
  socket.on('data', (chunk) => {
    pending += chunk.toString('utf8');
    for (;;) {
      const separator = inData ? '\r\n.\r\n' : '\r\n';
      const end = pending.indexOf(separator);
      if (end === -1) return;
      const text = pending.slice(0, end);
      pending = pending.slice(end + separator.length);
      if (inData) {
        inData = false;
        received.push({ ...mail, data: text });
        mail = { recipients: [], data: '' };
        if (misbehaviour === 'drop-after-data') socket.destroy();
        else if (misbehaviour !== 'hang-after-data') say('250 2.0.0 queued');
        continue;
      }
      const command = text.slice(0, 4).toUpperCase();
      if (command === 'EHLO')
        say(misbehaviour === 'bad-login' ? '250-mail.example\r\n250 AUTH PLAIN' : '250 mail.example');
      else if (command === 'AUTH') say('535 5.7.8 no such user agent@exemple.fr');
      else if (command === 'RCPT' && misbehaviour === 'refuse-for-now')
        say('451 4.7.1 come back later, marie@exemple.fr');
      else if (command === 'RCPT' && misbehaviour === 'refuse') say('550 5.1.1 marie@exemple.fr: no such mailbox');
      else if (command === 'DATA') {
        inData = true;
        say('354 go on');
      } else if (command === 'QUIT') {
        say('221 bye');
        socket.end();
      } else {
        if (command === 'RCPT') mail.recipients.push(text.slice(8));
        say('250 2.1.0 fine');
      }
    }
  });
}

function transportTo(port: number, more: Partial<SmtpOptions> = {}) {
  const transport = createSmtpTransport({
    url: `smtp://127.0.0.1:${port}`,
    from: 'Guichet numérique <ne-pas-repondre@guichet.example>',
    deadlines: { connect: 300, answer: 300, message: 2000 },
    ...more,
  });
  onTestFinished(() => transport.close());
  return transport;
}

const mail = {
  id: '01938c4a-0000-7000-8000-000000000001',
  to: 'marie@exemple.fr',
  subject: 'Votre demande a été reçue',
  text: 'Bonjour,\n\nVotre demande «\u00a0acte de naissance\u00a0» a été reçue.\n',
  attachments: [{ name: 'Accusé de réception.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
};

test('a mail arrives whole, under the Message-ID of its id, marked as automatic', async () => {
  const { received, port } = await smtpServer();
  await transportTo(port).sendMail(mail);
  expect(received).toHaveLength(1);
  expect(received[0]?.recipients).toEqual(['<marie@exemple.fr>']);
  const data = received[0]?.data ?? '';
  expect(data).toContain('Message-ID: <01938c4a-0000-7000-8000-000000000001@guichet.example>');
  expect(data).toContain('Auto-Submitted: auto-generated');
  expect(data).toMatch(/Subject: =\?UTF-8\?/);
  expect(data).toContain(Buffer.from('%PDF-1.7').toString('base64'));
});

test('the same mail again carries the same Message-ID, over the same connection', async () => {
  const { received, port, connections } = await smtpServer();
  const transport = transportTo(port, { connections: 1 });
  await transport.sendMail(mail);
  await transport.sendMail(mail);
  const ids = received.map(({ data }) => /^Message-ID: (.*)$/m.exec(data)?.[1]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(connections()).toBe(1);
});

test.each([
  ['refuse-for-now', 'mail-refused-for-now', false],
  ['refuse', 'mail-refused', true],
  ['hang', 'mail-timeout', false],
  ['hang-after-data', 'mail-timeout', false],
  ['drop-after-data', 'mail-connection', false],
] as const)('a server that does this: %s, gives %s', async (misbehaviour, code, permanent) => {
  const { port } = await smtpServer(misbehaviour);
  const failure = await transportTo(port)
    .sendMail(mail)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(failure).toMatchObject({ code, permanent });
  expect(String(failure)).not.toContain('marie');
});

test('credentials that the server refuses are a failure of the house, not of the message', async () => {
  const { port } = await smtpServer('bad-login');
  const transport = transportTo(port, { url: `smtp://agent:secret@127.0.0.1:${port}` });
  await expect(transport.sendMail(mail)).rejects.toMatchObject({ code: 'mail-authentication', permanent: false });
});

test('nobody listens', async () => {
  await expect(transportTo(1).sendMail(mail)).rejects.toMatchObject({ code: 'mail-connection' });
});

test.each(['marie@exemple.fr, paul@exemple.fr', 'marie', 'a@b\r\nBcc: c@d', 'Marie <marie@exemple.fr>', ''])(
  'an address that is not one: %j is refused before the server sees it',
  async (to) => {
    const { received, port } = await smtpServer();
    await expect(transportTo(port).sendMail({ ...mail, to })).rejects.toMatchObject({
      code: 'mail-recipient-invalid',
      permanent: true,
    });
    expect(received).toEqual([]);
  },
);

test('a subject with a line break adds no header', async () => {
  const { received, port } = await smtpServer();
  await transportTo(port).sendMail({ ...mail, subject: 'Bonjour\r\nBcc: paul@exemple.fr' });
  expect(received[0]?.recipients).toEqual(['<marie@exemple.fr>']);
  expect(received[0]?.data).not.toMatch(/^Bcc:/m);
});

test('SMS need a provider', async () => {
  await expect(transportTo(1).sendSms({ id: 'x', to: '0600000000', text: 'x' })).rejects.toMatchObject({
    code: 'sms-not-configured',
  });
});
