import type { Readable } from 'node:stream';
import { content, type Result } from '#platform/http/route.ts';
import type { StoredDocument } from './stored-document.ts';

const imageTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/tiff']);

/** An origin of its own, no script, nothing fetched. */
const sandboxPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

/**
 * Browsers refuse to open their PDF viewer in a sandbox. It runs what a PDF holds in a process of its own, away from the
 * site; the viewer's own styles are all that is let in.
 */
const viewedPdfPolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";

/** Whether the browser may show it in the page's place; everything else is saved. */
export function mayShowInline(mediaType: string): boolean {
  return mediaType === 'application/pdf' || imageTypes.has(mediaType);
}

/**
 * A document as the answer to a request. Its headers keep a file made by a stranger from acting as a page of ours,
 * and from staying in a shared cache.
 */
export function documentResult(
  document: Pick<StoredDocument, 'name' | 'mediaType' | 'size'>,
  stream: Readable,
  options: { inline?: boolean } = {},
): Result {
  const inline = options.inline === true && mayShowInline(document.mediaType);
  return content(stream, {
    'Content-Type': document.mediaType,
    'Content-Length': String(document.size),
    'Content-Disposition': contentDisposition(document.name, inline),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': inline && document.mediaType === 'application/pdf' ? viewedPdfPolicy : sandboxPolicy,
    'Cache-Control': 'private, no-store',
  });
}

/** RFC 6266: an ASCII name for old clients, the whole name by RFC 5987. */
export function contentDisposition(name: string, inline: boolean): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
