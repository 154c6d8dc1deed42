import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { releaseBytes } from '#platform/memory/release-bytes.ts';

/**
 * Encryption of files of any size in bounded memory, by the STREAM construction (Hoang, Reyhanitabar, Rogaway and
 * Vizár, 2015) over AES-256-GCM: each chunk is authenticated with its place and whether it is the last, so that a chunk
 * altered, exchanged, repeated or missing is found.
 *
 * A file: header of 32 bytes, then chunks of 64 KiB of clear content, each followed by its tag of 16 bytes; the last
 * chunk is shorter, or empty for an empty content.
 * Header: `PVF` and the version of the format (1), version of the key on 32 bits, salt of 24 bytes.
 */
const headerSize = 32;
const chunkSize = 64 * 1024;
const tagSize = 16;
const magic = Buffer.from('PVF\x01', 'latin1');

/** The bytes are not what was encrypted, or not with this key. */
export class EnvelopeError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EnvelopeError';
  }
}

/** Encrypts with a 256-bit key; `keyVersion` is written in the header. */
export async function* encryptChunks(
  content: AsyncIterable<Uint8Array>,
  key: Buffer,
  keyVersion: number,
): AsyncGenerator<Buffer> {
  const header = Buffer.concat([magic, uint32(keyVersion), randomBytes(24)]);
  const fileKey = deriveFileKey(key, header);
  const reader = new ByteReader(content);
  try {
    yield header;
    for (let index = 0, last = false; !last; index += 1) {
      const chunk = await reader.read(chunkSize);
      last = await reader.ended();
      yield Buffer.concat(sealed(chunk, fileKey, nonce(index, last), header));
    }
  } finally {
    await reader.close();
  }
}

/** The same for content that is all there, in one piece. */
export function encryptWhole(content: Buffer, key: Buffer, keyVersion: number): Buffer {
  const header = Buffer.concat([magic, uint32(keyVersion), randomBytes(24)]);
  const fileKey = deriveFileKey(key, header);
  const pieces: Buffer[] = [header];
  for (let index = 0, at = 0, last = false; !last; index += 1, at += chunkSize) {
    last = at + chunkSize >= content.length;
    pieces.push(...sealed(content.subarray(at, at + chunkSize), fileKey, nonce(index, last), header));
  }
  const whole = Buffer.concat(pieces, encryptedSize(content.length));
  for (const piece of pieces) releaseBytes(piece);
  return whole;
}

/** A chunk encrypted, and its tag. */
function sealed(chunk: Buffer, fileKey: Buffer, iv: Buffer, header: Buffer): Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', fileKey, iv);
  cipher.setAAD(header);
  return [cipher.update(chunk), cipher.final(), cipher.getAuthTag()];
}

/**
 * Decrypts. `getKey` gives the key of the version that the header names.
 * @throws EnvelopeError; the chunks that have come out by then were authentic
 */
export async function* decryptChunks(
  content: AsyncIterable<Uint8Array>,
  getKey: (keyVersion: number) => Promise<Buffer>,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(content);
  try {
    const header = await reader.read(headerSize);
    const fileKey = deriveFileKey(await getKey(readKeyVersion(header)), header);
    for (let index = 0, last = false; !last; index += 1) {
      const chunk = await reader.read(chunkSize + tagSize);
      last = await reader.ended();
      if (chunk.length < tagSize) throw new EnvelopeError('cut short');
      yield decryptChunk(chunk, fileKey, nonce(index, last), header);
    }
  } finally {
    await reader.close();
  }
}

function decryptChunk(chunk: Buffer, fileKey: Buffer, iv: Buffer, header: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', fileKey, iv, { authTagLength: tagSize });
  decipher.setAAD(header);
  decipher.setAuthTag(chunk.subarray(chunk.length - tagSize));
  const clear = decipher.update(chunk.subarray(0, chunk.length - tagSize));
  try {
    decipher.final();
  } catch (cause) {
    throw new EnvelopeError('not authentic', cause);
  }
  return clear;
}

/** Bytes that `size` bytes of content take once encrypted. */
export function encryptedSize(size: number): number {
  return headerSize + size + tagSize * Math.max(1, Math.ceil(size / chunkSize));
}

/** The version of the key with which a file that begins with these bytes was encrypted; not authenticated by itself. */
export function readKeyVersion(start: Buffer): number {
  if (start.length < headerSize || !start.subarray(0, 4).equals(magic)) throw new EnvelopeError('unknown format');
  return start.readUInt32BE(4);
}

/** Wraps a key by another. `context` names what it belongs to: it cannot be unwrapped for something else. */
export function wrapKey(wrapping: Buffer, key: Buffer, context: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrapping, iv);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([Buffer.from([1]), iv, wrapped, cipher.getAuthTag()]);
}

/** @throws EnvelopeError when the wrapping key or the context is another one */
export function unwrapKey(wrapping: Buffer, wrapped: Buffer, context: string): Buffer {
  if (wrapped[0] !== 1 || wrapped.length < 1 + 12 + tagSize) throw new EnvelopeError('unknown format of wrapped key');
  const decipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(1, 13), { authTagLength: tagSize });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(wrapped.subarray(wrapped.length - tagSize));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(13, wrapped.length - tagSize)), decipher.final()]);
  } catch (cause) {
    throw new EnvelopeError('the key was wrapped by another one', cause);
  }
}

/** A key for this file only, so that its nonces may count from zero. */
function deriveFileKey(key: Buffer, header: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, header.subarray(8), 'parvis file v1', 32));
}

/** The place of the chunk and, in the last byte, whether it ends the file. */
function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(index, 5, 6);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Reads exact numbers of bytes from pieces of any size. */
class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = Buffer.alloc(0);

  constructor(content: AsyncIterable<Uint8Array>) {
    this.#pieces = content[Symbol.asyncIterator]();
  }

  /** Fewer only at the end. */
  async read(size: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size && !(await this.ended())) {
      const taken = this.#rest.subarray(0, size - filled);
      bytes.set(taken, filled);
      filled += taken.length;
      this.#rest = this.#rest.subarray(taken.length);
    }
    return bytes.subarray(0, filled);
  }

  async ended(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#pieces.next();
      if (next.done === true) return true;
      this.#rest = next.value;
    }
    return false;
  }

  /** Lets the source go when the reading ends early. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
