import { compressOnce, compressWell, type Encoding } from './compression.ts';
import type { Choice } from './http-context.ts';

/** A page that is the same for every visitor about whom nothing is known, ready to be sent. */
interface KeptPage {
  readonly until: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly choices: readonly Choice[];
  /** Bytes, since a text just rendered is a long chain of small pieces in memory. */
  readonly html: Buffer;
  /** The same bytes for all, hence worth compressing well once; not asked for, under way, or done. */
  wellCompressed: 'never' | 'when-asked-again' | 'under-way' | Buffer;
}

/** Bytes kept at most, compressed ones included; the page that was asked for longest ago leaves first. */
const room = 5 * 1024 * 1024;

/** Addresses of searches that are remembered until they come again. */
const askedOnceAtMost = 500;

/** Beside its bytes a page has its address and its headers; well compressed it takes a quarter more, roughly. */
const sizeOf = (key: string, html: Buffer) => 1000 + 2 * key.length + 1.25 * html.length;

/**
 * Public pages, kept for some seconds: a crowd that opens the same page costs one rendering. Nothing that depends on who
 * asks ever enters (see `HttpContext.isPersonal`).
 */
export class KeptPages {
  readonly #pages = new Map<string, KeptPage>();
  readonly #room: number;
  readonly #askedOnce = new Set<string>();
  #bytes = 0;

  constructor(limit = room) {
    this.#room = limit;
  }

  /** Bytes held at this moment, roughly. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Whether a page that was made by a search, one of a great many, is worth its room: when the same was asked for a moment
   * ago. Nearly all are asked for once, and keeping them would only turn over memory.
   */
  isAskedAgain(key: string): boolean {
    if (this.#askedOnce.delete(key)) return true;
    this.#askedOnce.add(key);
    if (this.#askedOnce.size > askedOnceAtMost) {
      for (const oldest of this.#askedOnce) {
        this.#askedOnce.delete(oldest);
        break;
      }
    }
    return false;
  }

  find(key: string, now: number): KeptPage | undefined {
    const page = this.#pages.get(key);
    if (page === undefined) return undefined;
    if (page.until <= now) {
      this.#forget(key);
      return undefined;
    }
    this.#pages.delete(key);
    this.#pages.set(key, page);
    if (page.wellCompressed === 'when-asked-again') compressInBackground(page);
    return page;
  }

  keep(key: string, page: Omit<KeptPage, 'wellCompressed' | 'html'> & { html: string }, sameBytes: boolean): void {
    this.#forget(key);
    const html = Buffer.from(page.html);
    this.#pages.set(key, { ...page, html, wellCompressed: sameBytes ? 'when-asked-again' : 'never' });
    this.#bytes += sizeOf(key, html);
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#room) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const page = this.#pages.get(key);
    if (page === undefined) return;
    this.#pages.delete(key);
    this.#bytes -= sizeOf(key, page.html);
  }
}

/** Most searches are made once: only what is asked for again is worth the work, which would else queue up without end. */
function compressInBackground(page: KeptPage): void {
  page.wellCompressed = 'under-way';
  compressWell(page.html).then(
    (bytes) => {
      page.wellCompressed = bytes;
    },
    // It is then compressed for each answer.
    () => undefined,
  );
}

/** The bytes of a kept page for this browser. */
export function bytesOf(page: KeptPage, encoding: Encoding): { body: string | Buffer; encoding: Encoding } {
  if (encoding === 'br' && Buffer.isBuffer(page.wellCompressed)) return { body: page.wellCompressed, encoding };
  return compressOnce(page.html, encoding);
}
