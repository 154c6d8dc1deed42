import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { contentDisposition, documentResult } from './document-result.ts';

function headersOf(mediaType: string, inline?: boolean): Record<string, string> {
  const result = documentResult({ name: 'a.bin', mediaType, size: 3 }, Readable.from([Buffer.from('abc')]), { inline });
  if (result.kind !== 'content') throw new Error('A document is content');
  return result.headers;
}

test('a document cannot act as a page and stays in no shared cache', () => {
  expect(headersOf('application/vnd.oasis.opendocument.text', true)).toMatchObject({
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'private, no-store',
    'Content-Length': '3',
  });
});

test.each([
  ['application/pdf', true, 'inline'],
  ['image/jpeg', true, 'inline'],
  ['image/jpeg', undefined, 'attachment'],
  ['application/vnd.oasis.opendocument.text', true, 'attachment'],
  ['image/svg+xml', true, 'attachment'],
  ['text/html', true, 'attachment'],
])('%s, asked inline: %s, is %s', (mediaType, inline, disposition) => {
  expect(headersOf(mediaType, inline)['Content-Disposition']).toMatch(new RegExp(`^${disposition};`));
});

test('a name goes whole to new clients and in ASCII to old ones, and closes no quote', () => {
  expect(contentDisposition('Pièce d’identité (été).pdf', false)).toBe(
    'attachment; filename="Piece d_identite (ete).pdf"; filename*=UTF-8\'\'Pi%C3%A8ce%20d%E2%80%99identit%C3%A9%20%28%C3%A9t%C3%A9%29.pdf',
  );
  expect(contentDisposition('a"; x="\r\nb', false)).not.toMatch(/[\r\n]|"; x/);
});

test('a PDF that is looked at has no script and fetches nothing; one that is saved stays in its sandbox', () => {
  const viewed = headersOf('application/pdf', true)['Content-Security-Policy'];
  expect(viewed).toContain("default-src 'none'");
  expect(viewed).not.toContain('script-src');
  expect(headersOf('application/pdf')['Content-Security-Policy']).toContain('sandbox');
  expect(headersOf('image/jpeg', true)['Content-Security-Policy']).toContain('sandbox');
});
