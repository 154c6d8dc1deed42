import { connect, type Socket } from 'node:net';

/** An answer, its body as bytes (compressed when the client said that it can). */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/**
 * One visitor: a kept connection, cookies, one request at a time. Written on sockets so that the load costs little of
 * the two cores that it shares with what it measures.
 */
export class Visitor {
  readonly #port: number;
  readonly #from: string | undefined;
  #extra: string;
  readonly #cookies = new Map<string, string>();
  #socket: Socket | undefined;
  #received: Buffer[] = [];
  #waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  /** @param options `from`: an address of this machine (127.0.0.2 is one), to be somebody else for the limits */
  constructor(port: number, options: { headers?: Record<string, string>; from?: string } = {}) {
    this.#port = port;
    this.#from = options.from;
    this.#extra = Object.entries(options.headers ?? {})
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  get(path: string): Promise<Answer> {
    return this.#send(`GET ${path} HTTP/1.1\r\n${this.#head()}\r\n`);
  }

  postForm(path: string, fields: Iterable<readonly [string, string]>): Promise<Answer> {
    const body = Buffer.from(new URLSearchParams([...fields].map(([name, value]) => [name, value])).toString());
    return this.#send(
      `POST ${path} HTTP/1.1\r\n${this.#head()}content-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n`,
      body,
    );
  }

  postMultipart(
    path: string,
    fields: Iterable<readonly [string, string]>,
    files: readonly { field: string; name: string; type: string; content: Buffer }[],
  ): Promise<Answer> {
    const boundary = '----parvis-bench';
    const parts: Buffer[] = [];
    for (const [name, value] of fields)
      parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
    for (const file of files) {
      parts.push(
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`,
        ),
        file.content,
        Buffer.from('\r\n'),
      );
    }
    parts.push(Buffer.from(`--${boundary}--\r\n`));
    const body = Buffer.concat(parts);
    return this.#send(
      `POST ${path} HTTP/1.1\r\n${this.#head()}content-type: multipart/form-data; boundary=${boundary}\r\ncontent-length: ${body.length}\r\n\r\n`,
      body,
    );
  }

  /** Another connection of the same browser. */
  twin(headers: Record<string, string>): Visitor {
    const twin = new Visitor(this.#port, { headers });
    for (const [name, value] of this.#cookies) twin.#cookies.set(name, value);
    return twin;
  }

  /** The same browser at another port of this machine, with the same headers: another process of the same site. */
  at(port: number): Visitor {
    const other = new Visitor(port);
    other.#extra = this.#extra;
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  forgetCookies(): void {
    this.#cookies.clear();
  }

  close(): void {
    this.#socket?.destroy();
  }

  #head(): string {
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return `host: 127.0.0.1:${this.#port}\r\nsec-fetch-site: same-origin\r\naccept-language: fr\r\n${this.#extra}${cookies === '' ? '' : `cookie: ${cookies}\r\n`}`;
  }

  async #send(head: string, body?: Buffer): Promise<Answer> {
    const socket = this.#socket ?? (await this.#connect());
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      // In one write, without a copy of what may be long.
      socket.cork();
      socket.write(head);
      if (body !== undefined) socket.write(body);
      socket.uncork();
    });
  }

  #connect(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect({
        port: this.#port,
        host: '127.0.0.1',
        noDelay: true,
        ...(this.#from === undefined ? {} : { localAddress: this.#from }),
      });
      socket.once('connect', () => {
        this.#socket = socket;
        // What came of an answer before its connection was lost is no part of the next one.
        this.#received = [];
        resolve(socket);
      });
      socket.on('data', (chunk: Buffer) => this.#take(chunk));
      let over = false;
      const lost = (error?: Error) => {
        // An error and the end that follows it are one loss: by then another connection may be in its place.
        if (over) return;
        over = true;
        this.#socket = undefined;
        const waiting = this.#waiting;
        this.#waiting = undefined;
        waiting?.reject(error ?? new Error('connection closed'));
        reject(error ?? new Error('connection closed'));
      };
      socket.on('error', lost);
      socket.on('close', () => lost());
    });
  }

  /** Gathers until the whole answer is there. */
  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    const all = this.#received.length === 1 ? chunk : Buffer.concat(this.#received);
    const end = all.indexOf('\r\n\r\n');
    if (end === -1) return;
    const [statusLine, ...lines] = all.toString('latin1', 0, end).split('\r\n');
    const headers = new Map<string, string>();
    for (const line of lines) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).toLowerCase();
      const value = line.slice(colon + 1).trim();
      if (name === 'set-cookie') this.#keepCookie(value);
      else headers.set(name, value);
    }
    const body = bodyOf(all.subarray(end + 4), headers);
    if (body === undefined) {
      this.#received = [all];
      return;
    }
    this.#received = [];
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ status: Number(statusLine?.split(' ')[1]), headers, body });
  }

  #keepCookie(header: string): void {
    const [pair = ''] = header.split(';', 1);
    const equals = pair.indexOf('=');
    const value = pair.slice(equals + 1);
    if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(header)) this.#cookies.delete(pair.slice(0, equals));
    else this.#cookies.set(pair.slice(0, equals), value);
  }
}

/** The body when it is complete: of a known length, or in chunks. */
function bodyOf(rest: Buffer, headers: ReadonlyMap<string, string>): Buffer | undefined {
  const length = headers.get('content-length');
  if (length !== undefined) return rest.length >= Number(length) ? rest.subarray(0, Number(length)) : undefined;
  if (headers.get('transfer-encoding') !== 'chunked') return rest;
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at);
    if (line === -1) return undefined;
    const size = Number.parseInt(rest.toString('latin1', at, line), 16);
    if (rest.length < line + 2 + size + 2) return undefined;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(rest.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
