import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A mail server that takes everything and keeps nothing but what it counts: it shares the machine with what is measured. */
export interface MailSink {
  readonly url: string;
  /** Message-IDs that came, each once. */
  readonly mails: number;
  /** Of those, the ones with a PDF attached. */
  readonly pdfs: number;
  close(): Promise<void>;
}

const endOfMail = Buffer.from('\r\n.\r\n');
const headersKept = 4096;

export async function startMailSink(): Promise<MailSink> {
  const known = new Set<string>();
  let pdfs = 0;
  const sockets = new Set<Socket>();
  const take = (head: string, pdf: boolean) => {
    const id = /^Message-ID: *(<[^>\r\n]+>)/im.exec(head)?.[1];
    if (id === undefined || known.has(id)) return;
    known.add(id);
    if (pdf) pdfs += 1;
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    converse(socket, take);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    get mails() {
      return known.size;
    },
    get pdfs() {
      return pdfs;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** RFC 5321, as little of it as a client needs to hand a mail over. */
function converse(socket: Socket, take: (head: string, pdf: boolean) => void): void {
  let line = '';
  let head: string | undefined;
  let tail: Buffer = Buffer.alloc(0);
  let pdf = false;
  socket.write('220 sink\r\n');
  socket.on('data', (chunk: Buffer) => {
    if (head === undefined) {
      line += chunk.toString('latin1');
      for (let end = line.indexOf('\n'); end !== -1 && head === undefined; end = line.indexOf('\n')) {
        const command = line.slice(0, 4).toUpperCase();
        line = line.slice(end + 1);
        if (command === 'QUIT') return void socket.end('221 bye\r\n');
        if (command === 'DATA') {
          head = '';
          tail = Buffer.alloc(0);
          pdf = false;
        }
        socket.write(command === 'DATA' ? '354 go on\r\n' : '250 yes\r\n');
      }
      return;
    }
    if (head.length < headersKept) head += chunk.toString('latin1', 0, headersKept);
    const seam = Buffer.concat([tail, chunk.subarray(0, 64)]);
    if (!pdf && (chunk.includes('application/pdf') || seam.includes('application/pdf'))) pdf = true;
    tail = chunk.length >= 32 ? chunk.subarray(chunk.length - 32) : Buffer.concat([tail, chunk]).subarray(-32);
    if (!tail.subarray(-endOfMail.length).equals(endOfMail)) return;
    take(head, pdf);
    head = undefined;
    socket.write('250 taken\r\n');
  });
}
