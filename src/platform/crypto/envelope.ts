import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

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

/** Encrypts what flows through it with a 256-bit key; `keyVersion` is written in the header. */
export function encryptStream(key: Buffer, keyVersion: number): Transform {
  const header = Buffer.concat([magic, uint32(keyVersion), randomBytes(24)]);
  const fileKey = deriveFileKey(key, header);
  let index = 0;
  let started = false;
  return chunked(chunkSize, (stream, chunk, last) => {
    if (!started) stream.push(header);
    started = true;
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonce(index, last));
    cipher.setAAD(header);
    index += 1;
    stream.push(cipher.update(chunk));
    cipher.final();
    stream.push(cipher.getAuthTag());
  });
}

/**
 * Decrypts what flows through it. `getKey` gives the key of the version that the header names.
 * Fails with EnvelopeError; chunks that have come out by then were authentic.
 */
export function decryptStream(getKey: (keyVersion: number) => Promise<Buffer>): Transform {
  let header: Buffer | undefined;
  let pending = Buffer.alloc(0);
  let fileKey: Buffer | undefined;
  let index = 0;
  const body = chunked(chunkSize + tagSize, (stream, chunk, last) => {
    if (header === undefined || fileKey === undefined || chunk.length < tagSize) throw new EnvelopeError('cut short');
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonce(index, last), { authTagLength: tagSize });
    decipher.setAAD(header);
    decipher.setAuthTag(chunk.subarray(chunk.length - tagSize));
    index += 1;
    const clear = decipher.update(chunk.subarray(0, chunk.length - tagSize));
    try {
      decipher.final();
    } catch (cause) {
      throw new EnvelopeError('not authentic', cause);
    }
    stream.push(clear);
  });
  const transformBody = body._transform.bind(body);
  body._transform = (data: Buffer, encoding, done) => {
    if (header !== undefined) return transformBody(data, encoding, done);
    pending = Buffer.concat([pending, data]);
    if (pending.length < headerSize) return done();
    const rest = pending.subarray(headerSize);
    openHeader(pending.subarray(0, headerSize), getKey).then(
      (opened) => {
        header = opened.header;
        fileKey = opened.fileKey;
        transformBody(rest, encoding, done);
      },
      (error: Error) => done(error),
    );
  };
  return body;
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

async function openHeader(header: Buffer, getKey: (keyVersion: number) => Promise<Buffer>) {
  const key = await getKey(readKeyVersion(header));
  return { header: Buffer.from(header), fileKey: deriveFileKey(key, header) };
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

/** Cuts a stream into chunks of `size`; the last one is known as such, hence held until the next byte or the end. */
function chunked(size: number, emit: (stream: Transform, chunk: Buffer, last: boolean) => void): Transform {
  const held = Buffer.allocUnsafe(size);
  let filled = 0;
  const attempt = (done: TransformCallback, work: () => void) => {
    try {
      work();
    } catch (error) {
      return done(error as Error);
    }
    done();
  };
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      attempt(done, () => {
        let offset = 0;
        while (offset < data.length) {
          if (filled === size) {
            emit(this, held, false);
            filled = 0;
          }
          const copied = data.copy(held, filled, offset, offset + size - filled);
          filled += copied;
          offset += copied;
        }
      });
    },
    flush(done) {
      attempt(done, () => emit(this, held.subarray(0, filled), true));
    },
  });
}
