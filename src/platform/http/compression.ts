import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Below this a compressed page saves no packet. */
const worthIt = 1400;

/**
 * The body as the browser can take it, off the event loop. Brotli at level 4 weighs less than gzip at 6 for about the
 * same time on pages of 20 KB.
 */
export async function compressed(html: string, accepted: string, reply: FastifyReply): Promise<string | Buffer> {
  if (html.length < worthIt) return html;
  if (/\bbr\b/.test(accepted)) {
    reply.header('content-encoding', 'br');
    return brotliAsync(html, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: html.length },
    });
  }
  if (/\bgzip\b/.test(accepted)) {
    reply.header('content-encoding', 'gzip');
    return gzipAsync(html, { level: 5 });
  }
  return html;
}
