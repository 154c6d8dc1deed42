import { type RequestContext, single } from '#platform/http/context.ts';
import type { NamedFile } from '../read/unpack.ts';

const maxFiles = 50;
const maxBytes = 60_000_000;

/** The files posted and whether drafts may be replaced; `too-large` when there are more bytes than are read at once. */
export async function receiveExports(
  context: RequestContext,
): Promise<{ readonly files: readonly NamedFile[]; readonly replace: boolean } | 'too-large'> {
  const files: NamedFile[] = [];
  let total = 0;
  let tooLarge = false;
  const body = await context.readMultipart({ files: maxFiles, fileSize: maxBytes }, async ({ filename, stream }) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      total += bytes.length;
      if (total > maxBytes) tooLarge = true;
      // What goes beyond is read to its end, and forgotten.
      if (!tooLarge) chunks.push(bytes);
    }
    if (filename !== '') files.push({ name: filename.slice(0, 120), bytes: new Uint8Array(Buffer.concat(chunks)) });
  });
  return tooLarge ? 'too-large' : { files, replace: single(body, 'existing') === 'replace' };
}
