import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzipSync } from 'node:zlib';

const brotliAsync = promisify(brotliCompress);

/** Below this a compressed page saves no packet. */
const worthIt = 1400;

/** Bytes of room made for what comes out; more is made when it is not enough. */
const expectedAtMost = 8 * 1024;

export type Encoding = 'br' | 'gzip' | 'identity';

/** What the browser takes, the best for us first. */
export function encodingFor(accepted: string): Encoding {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}

/**
 * A page made for one answer. Brotli at level 1 takes 80 µs for 16 KB, less than handing the work to a thread, and weighs
 * a tenth more than at level 4.
 */
export function compressOnce(html: string | Buffer, encoding: Encoding): { body: string | Buffer; encoding: Encoding } {
  if (html.length < worthIt || encoding === 'identity') return { body: html, encoding: 'identity' };
  const bytes = typeof html === 'string' ? Buffer.from(html) : html;
  if (encoding === 'gzip') return { body: gzipSync(bytes, { level: 1 }), encoding };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 16 };
  return { body: brotliCompressSync(bytes, { params, chunkSize: expectedAtMost }), encoding };
}

/** A page that will be sent again and again: smaller, off the event loop. */
export async function compressWell(html: Buffer): Promise<Buffer> {
  return brotliAsync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 18 } });
}
