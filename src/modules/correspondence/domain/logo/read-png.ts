import { crc32, inflateSync } from 'node:zlib';
import { LogoRefusedError } from '../../errors.ts';

/** Bytes of the file, and points of the picture each way. */
export const largestPng = 400_000;
const largestSide = 1600;

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What a picture is made of; words, places, profiles and what programs hide in a file stay behind. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

export interface PngLogo {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/**
 * A PNG (ISO/IEC 15948) of which only the picture is left, each part checked.
 * @throws {LogoRefusedError} for what is no PNG, is broken, interlaced or too large
 */
export function readPng(file: Buffer): PngLogo {
  if (file.length > largestPng) throw new LogoRefusedError('too-large');
  if (!file.subarray(0, 8).equals(signature)) throw new LogoRefusedError('not-a-drawing');
  const chunks = chunksOf(file);
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13 || chunks.at(-1)?.type !== 'IEND') broken();
  const width = header.data.readUInt32BE(0);
  const height = header.data.readUInt32BE(4);
  const [depth = 0, colour = 9, compression, filter, interlace] = header.data.subarray(8);
  if (width === 0 || height === 0 || width > largestSide || height > largestSide)
    throw new LogoRefusedError('too-large');
  const parts = channels[colour];
  if (depth !== 8 || parts === undefined || compression !== 0 || filter !== 0 || interlace !== 0)
    throw new LogoRefusedError('not-plain');
  requirePicture(chunks, height * (1 + width * parts));
  return {
    width,
    height,
    data: Buffer.concat([signature, ...chunks.filter(({ type }) => kept.has(type)).map(framed)]),
  };
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (at < file.length) {
    if (at + 12 > file.length) broken();
    const length = file.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > file.length) broken();
    if (crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) broken();
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, end) });
    at = end + 4;
    // What follows the end of the picture is not part of it.
    if (type === 'IEND') break;
  }
  return chunks;
}

/** The lines unpack to the very size of the picture: neither a bomb nor half a picture. */
function requirePicture(chunks: readonly Chunk[], expected: number): void {
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  let lines: Buffer;
  try {
    lines = inflateSync(packed, { maxOutputLength: expected + 1 });
  } catch {
    broken();
  }
  if (lines.length !== expected) broken();
}

function framed({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function broken(): never {
  throw new LogoRefusedError('not-a-drawing');
}
