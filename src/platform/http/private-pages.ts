import { markedPieces } from './late-values.ts';

/** The bytes of a page, cut where values stand that each answer gets anew: a text is the name of such a value. */
export type Pieces = readonly (Buffer | string)[];

interface Kept {
  readonly basis: readonly unknown[];
  readonly until: number;
  readonly pieces: Pieces;
  readonly bytes: number;
}

/** Bytes kept at most; the page that was asked for longest ago leaves first. */
const room = 6 * 1024 * 1024;

/** However little changes, a page is made again after so many milliseconds. */
const keptFor = 10 * 60_000;

/** What one entry takes beside its bytes, roughly: so that many small pages do not take more than they should. */
const overhead = 1000;

/**
 * Pages of people who are known, kept for the next time that the same is asked for while nothing has changed. Who may
 * see a page is decided before it is looked for here, at every request; what it was made from (its basis) is compared
 * before it is given out.
 */
export class PrivatePages {
  readonly #pages = new Map<string, Kept>();
  readonly #room: number;
  #bytes = 0;

  constructor(limit = room) {
    this.#room = limit;
  }

  find(key: string, basis: readonly unknown[], now: number): Pieces | undefined {
    const page = this.#pages.get(key);
    if (page === undefined) return undefined;
    this.#pages.delete(key);
    if (page.until <= now || !isSame(page.basis, basis)) {
      this.#bytes -= page.bytes;
      return undefined;
    }
    this.#pages.set(key, page);
    return page.pieces;
  }

  keep(key: string, basis: readonly unknown[], pieces: Pieces, now: number): void {
    this.#forget(key);
    const bytes =
      overhead + 2 * key.length + sum(pieces.map((piece) => piece.length)) + sum(basis.map((part) => sizeOf(part)));
    if (bytes > this.#room / 4) return;
    this.#pages.set(key, { basis, until: now + keptFor, pieces, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#room) break;
      this.#forget(oldest);
    }
  }

  /** Bytes held at this moment. */
  get bytes(): number {
    return this.#bytes;
  }

  #forget(key: string): void {
    this.#bytes -= this.#pages.get(key)?.bytes ?? 0;
    this.#pages.delete(key);
  }
}

/** The bytes of a page whose late values are marked in it. */
export function piecesOf(html: string): Pieces {
  return markedPieces(html).map((piece, index) => (index % 2 === 0 ? Buffer.from(piece) : piece));
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => Object.is(part, b[index]));
}

function sizeOf(part: unknown): number {
  return typeof part === 'string' ? 2 * part.length : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
