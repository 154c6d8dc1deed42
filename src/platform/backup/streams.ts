import { createHash } from 'node:crypto';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';

/** What flowed by: bytes, lines, SHA-256. */
export interface Measure {
  bytes: number;
  rows: number;
  /** Hexadecimal, once all has flowed by. */
  sha256: string;
}

const newLine = 0x0a;

/** Lets the content through and counts it. A row of `COPY` is one line, whatever it holds. */
export async function* measured(content: AsyncIterable<Buffer>, measure: Measure): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of content) {
    hash.update(piece);
    measure.bytes += piece.length;
    for (let at = piece.indexOf(newLine); at !== -1; at = piece.indexOf(newLine, at + 1)) measure.rows += 1;
    yield piece;
  }
  measure.sha256 = hash.digest('hex');
}

export function newMeasure(): Measure {
  return { bytes: 0, rows: 0, sha256: '' };
}

export function compressed(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return through(content, createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }));
}

export function decompressed(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return through(content, createZstdDecompress());
}

async function* through(content: AsyncIterable<Buffer>, transform: Transform): AsyncGenerator<Buffer> {
  const done = pipeline(content, transform);
  // Its failure is that of the reading, which says it.
  done.catch(() => undefined);
  for await (const piece of transform) yield piece as Buffer;
  await done;
}

/** The lines of a text; memory holds one piece and one line. */
export async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of content) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Runs the work for each item, some at a time; memory holds those under way. The first failure ends all. */
export async function eachOf<T>(
  items: AsyncIterable<T>,
  together: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  for await (const item of items) {
    if (failure !== undefined) break;
    const one = work(item)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => running.delete(one));
    running.add(one);
    if (running.size >= together) await Promise.race(running);
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure.error;
}
