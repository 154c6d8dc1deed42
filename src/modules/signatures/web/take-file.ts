import type { FormBody, RequestContext } from '#platform/http/context.ts';

export interface TakenFile {
  readonly name: string;
  /** Undefined when it is larger than wanted: what goes beyond is read and forgotten. */
  readonly bytes: Buffer | undefined;
}

/** One file of a form, in memory; a larger one is told as such and not cut. */
export async function takeFile(
  context: RequestContext,
  maxSize: number,
): Promise<{ body: FormBody; file: TakenFile | undefined }> {
  let file: TakenFile | undefined;
  const body = await context.readMultipart({ files: 1, fileSize: 200_000_000 }, async ({ filename, stream }) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      size += bytes.length;
      if (size <= maxSize) chunks.push(bytes);
    }
    file = { name: filename.slice(0, 120), bytes: size <= maxSize ? Buffer.concat(chunks) : undefined };
  });
  return { body, file };
}
