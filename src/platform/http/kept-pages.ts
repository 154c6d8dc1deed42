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

/** Pages kept at most; the one that was asked for longest ago leaves first. */
const room = 300;

/**
 * Public pages, kept for some seconds: a crowd that opens the same page costs one rendering. Nothing that depends on who
 * asks ever enters (see `HttpContext.isPersonal`).
 */
export class KeptPages {
  readonly #pages = new Map<string, KeptPage>();

  find(key: string, now: number): KeptPage | undefined {
    const page = this.#pages.get(key);
    if (page === undefined) return undefined;
    this.#pages.delete(key);
    if (page.until <= now) return undefined;
    this.#pages.set(key, page);
    if (page.wellCompressed === 'when-asked-again') compressInBackground(page);
    return page;
  }

  keep(key: string, page: Omit<KeptPage, 'wellCompressed' | 'html'> & { html: string }, sameBytes: boolean): void {
    if (this.#pages.size >= room) {
      const [oldest] = this.#pages.keys();
      if (oldest !== undefined) this.#pages.delete(oldest);
    }
    this.#pages.set(key, {
      ...page,
      html: Buffer.from(page.html),
      wellCompressed: sameBytes ? 'when-asked-again' : 'never',
    });
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
