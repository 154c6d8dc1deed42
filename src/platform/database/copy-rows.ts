import { once } from 'node:events';
import type pg from 'pg';

/** Bytes held at most before PostgreSQL is made to wait, and before what was sent is waited for. */
const heldAtMost = 256 * 1024;

/** What `pg` calls on a query that is under way; its types name `submit` alone. */
interface CopyQuery {
  submit(connection: pg.Connection): void;
  handleCopyData(message: { readonly chunk: Buffer }): void;
  handleCopyInResponse(connection: CopyConnection): void;
  handleCommandComplete(message: { readonly text: string }): void;
  handleError(error: Error): void;
  handleReadyForQuery(): void;
}

type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

/** `COPY n`. */
const rowsOf = (text: string): number => Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0);

/**
 * The bytes of `COPY … TO STDOUT`, in pieces of some 256 KB; PostgreSQL waits for whoever reads. When the reading is given
 * up before the end, the connection is too.
 */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer> {
  const copy = new CopyOut(text);
  client.query(copy);
  try {
    for (let piece = await copy.next(); piece !== undefined; piece = await copy.next()) yield piece;
  } finally {
    copy.giveUp();
  }
}

class CopyOut implements CopyQuery {
  readonly #text: string;
  #connection: pg.Connection | undefined;
  #held: Buffer[] = [];
  #size = 0;
  #ended = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection;
    connection.query(this.#text);
  }

  /** Undefined at the end. */
  async next(): Promise<Buffer | undefined> {
    while (this.#size < heldAtMost && !this.#ended && this.#error === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    if (this.#error !== undefined) throw this.#error;
    if (this.#size === 0) return undefined;
    const piece = Buffer.concat(this.#held, this.#size);
    this.#held = [];
    this.#size = 0;
    // Also at the end, which may have come in the same read: the next statement is answered on this connection.
    this.#connection?.stream.resume();
    return piece;
  }

  giveUp(): void {
    // A statement that failed is over, whether its last word has been read or not.
    if (this.#error !== undefined) this.#connection?.stream.resume();
    else if (!this.#ended) this.#connection?.stream.destroy();
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    // The bytes lie in a buffer that the next read overwrites.
    this.#held.push(Buffer.from(chunk));
    this.#size += chunk.length;
    if (this.#size < heldAtMost) return;
    this.#connection?.stream.pause();
    this.#wake?.();
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFail('nothing is sent');
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error = error;
    this.#wake?.();
  }

  handleReadyForQuery(): void {
    this.#ended = true;
    this.#wake?.();
  }
}

/**
 * Sends what `content` gives to `COPY … FROM STDIN`, no faster than PostgreSQL takes it. A content that fails undoes the
 * statement.
 * @returns the rows that were written
 */
export async function copyIn(client: pg.Client, text: string, content: AsyncIterable<Uint8Array>): Promise<number> {
  const copy = new CopyIn(text);
  client.query(copy);
  const connection = await copy.begun;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const piece of content) {
      if (copy.over) break;
      connection.sendCopyFromChunk(piece);
      if (connection.stream.writableNeedDrain)
        await Promise.race([once(connection.stream, 'drain'), copy.ended.catch(() => undefined)]);
    }
    if (!copy.over) connection.endCopyFrom();
  } catch (error) {
    failure = { error };
    if (!copy.over) connection.sendCopyFail('the content cannot be read');
  }
  if (failure === undefined) return copy.ended;
  await copy.ended.catch(() => undefined);
  throw failure.error;
}

class CopyIn implements CopyQuery {
  readonly #text: string;
  readonly #begun = Promise.withResolvers<CopyConnection>();
  readonly #ended = Promise.withResolvers<number>();
  #rows = 0;
  over = false;

  constructor(text: string) {
    this.#text = text;
    this.#begun.promise.catch(() => undefined);
    this.#ended.promise.catch(() => undefined);
  }

  get begun(): Promise<CopyConnection> {
    return this.#begun.promise;
  }

  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#begun.resolve(connection);
  }

  handleCopyData(): void {}

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#rows = rowsOf(text);
  }

  handleError(error: Error): void {
    this.over = true;
    this.#begun.reject(error);
    this.#ended.reject(error);
  }

  handleReadyForQuery(): void {
    this.over = true;
    this.#ended.resolve(this.#rows);
  }
}
