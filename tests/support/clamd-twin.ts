import { createServer, type Socket } from 'node:net';

/**
 * What every antivirus finds, by agreement (EICAR, 2003). It is put together here: written in one piece, this very file
 * would be found.
 */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');

export interface ClamdTwin {
  /** tcp://… */
  readonly address: string;
  /** Contents looked through. */
  readonly scanned: Buffer[];
  /** From now on: answers, says nothing, or fails as the daemon does over its own limit of size. */
  behave(how: 'answers' | 'hangs' | 'fails'): void;
  close(): Promise<void>;
}

/** Speaks the `INSTREAM` of clamd (man 8 clamd): pieces that begin with their length, ended by a length of nothing. */
export async function startClamdTwin(): Promise<ClamdTwin> {
  const scanned: Buffer[] = [];
  const sockets = new Set<Socket>();
  let behaviour: 'answers' | 'hangs' | 'fails' = 'answers';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      const content = contentOf(received);
      if (content === undefined || behaviour === 'hangs') return;
      scanned.push(content);
      const verdict = content.includes(eicar) ? 'Eicar-Test-Signature FOUND' : 'OK';
      socket.end(behaviour === 'fails' ? 'INSTREAM size limit exceeded. ERROR\0' : `stream: ${verdict}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    address: `tcp://127.0.0.1:${address.port}`,
    scanned,
    behave: (how) => {
      behaviour = how;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The content, once it is all there. */
function contentOf(received: Buffer): Buffer | undefined {
  const command = /^[zn]INSTREAM[\0\n]/.exec(received.toString('latin1', 0, 12))?.[0];
  if (command === undefined) return undefined;
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
