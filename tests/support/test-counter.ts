import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { type Counter, composeCounter } from '#app/composition.ts';
import { type TestPlatform, testPlatform } from './test-platform.ts';

export interface TestCounter extends Counter {
  readonly platform: TestPlatform;
  readonly server: FastifyInstance;
  /** A browser without cookies. */
  visitor(): Visitor;
  /** Runs every job that is waiting, and those that they enqueue, as the worker would. */
  runJobs(): Promise<number>;
  close(): Promise<void>;
}

/** The whole counter on a database with the demonstration territory; requests are handed to the server without a socket. */
export async function testCounter(
  options: {
    env?: Record<string, string>;
    /** What the database is to hold before the counter reads it: a procedure of the test's own. */
    prepare?: (platform: TestPlatform) => Promise<void>;
  } = {},
): Promise<TestCounter> {
  const { prepare, ...settings } = options;
  const platform = await testPlatform({ territory: true, ...settings });
  await prepare?.(platform);
  const counter = await composeCounter(platform);
  const server = await counter.createServer();
  await server.ready();
  return {
    ...counter,
    platform,
    server,
    visitor: () => new Visitor(server),
    runJobs: () => runWaitingJobs(counter, platform),
    close: async () => {
      await server.close();
      await platform.close();
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
  readonly headers: LightMyRequestResponse['headers'];
  readonly raw: Buffer;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser: keeps cookies, sends the form token of the last page it read, follows nothing by itself. */
export class Visitor {
  readonly #server: FastifyInstance;
  readonly #cookies = new Map<string, string>();
  #token = '';

  constructor(server: FastifyInstance) {
    this.#server = server;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask('GET', path, headers);
  }

  /** Posts a form with the token of the last page; a token of one's own can be given as `_csrf`. */
  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ _csrf: this.#token, ...fields })) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
    }
    return this.#ask(
      'POST',
      path,
      { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body.toString(),
    );
  }

  /** Posts a form with files. */
  postFiles(
    path: string,
    fields: Fields,
    files: readonly { field: string; name: string; type?: string; content: Buffer }[],
  ): Promise<Answer> {
    const boundary = 'parvis-test-boundary';
    const parts: Buffer[] = [];
    for (const [name, value] of Object.entries({ _csrf: this.#token, ...fields })) {
      for (const one of typeof value === 'string' ? [value] : value) {
        parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`));
      }
    }
    for (const file of files) {
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${file.name}"\r\ncontent-type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`;
      parts.push(Buffer.from(head), file.content, Buffer.from('\r\n'));
    }
    parts.push(Buffer.from(`--${boundary}--\r\n`));
    return this.#ask(
      'POST',
      path,
      { 'content-type': `multipart/form-data; boundary=${boundary}` },
      Buffer.concat(parts),
    );
  }

  /** Follows redirects with GETs until a page comes. */
  async follow(answer: Answer): Promise<Answer> {
    let current = answer;
    for (let hops = 0; current.location !== undefined && hops < 5; hops += 1)
      current = await this.get(current.location);
    return current;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async #ask(
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    payload?: string | Buffer,
  ): Promise<Answer> {
    const response = await this.#server.inject({
      method,
      url,
      headers: { 'accept-language': 'fr', accept: 'text/html', ...headers },
      cookies: Object.fromEntries(this.#cookies),
      ...(payload === undefined ? {} : { payload }),
    });
    for (const cookie of response.cookies) {
      if (cookie.value === '' || cookie.maxAge === 0) this.#cookies.delete(cookie.name);
      else this.#cookies.set(cookie.name, cookie.value);
    }
    const token = /name="_csrf" value="([^"]+)"/.exec(response.body)?.[1];
    if (token !== undefined) this.#token = token;
    const { location } = response.headers;
    return {
      status: response.statusCode,
      location: typeof location === 'string' ? location : undefined,
      body: response.body,
      headers: response.headers,
      raw: response.rawPayload,
    };
  }
}

/** Takes the jobs of the database one by one, whatever their queue, until none waits. */
async function runWaitingJobs(counter: Counter, platform: TestPlatform): Promise<number> {
  const byName = new Map(counter.jobs.map((job) => [job.name, job]));
  let done = 0;
  for (;;) {
    const job = await platform.jobs.takeOne([...byName.keys()]);
    if (job === undefined) return done;
    await byName.get(job.name)?.run(job.data as never);
    done += 1;
  }
}
