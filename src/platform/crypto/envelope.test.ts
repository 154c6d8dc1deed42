import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decryptChunks,
  EnvelopeError,
  encryptChunks,
  encryptedSize,
  encryptWhole,
  readKeyVersion,
  unwrapKey,
  wrapKey,
} from './envelope.ts';

const key = Buffer.alloc(32, 7);
const chunk = 64 * 1024;
const sealed = chunk + 16;

async function encrypt(clear: Buffer, pieces: number[] = []): Promise<Buffer> {
  return buffer(encryptChunks(Readable.from(cut(clear, pieces)), key, 3));
}

async function decrypt(encrypted: Buffer, pieces: number[] = [], withKey = key): Promise<Buffer> {
  return buffer(decryptChunks(Readable.from(cut(encrypted, pieces)), async () => withKey));
}

/** Cuts bytes into pieces of these sizes; the rest is the last piece. */
function cut(bytes: Buffer, sizes: number[]): Buffer[] {
  const parts: Buffer[] = [];
  let offset = 0;
  for (const size of sizes) {
    parts.push(bytes.subarray(offset, offset + size));
    offset += size;
  }
  return [...parts, bytes.subarray(offset)];
}

const sizes = fc.oneof(
  fc.nat(2000),
  fc.constantFrom(0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 17, 3 * chunk - 16),
);

test('what was encrypted comes back, whatever its size and the pieces in which it travels', async () => {
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.array(fc.nat(70_000), { maxLength: 5 }),
      fc.array(fc.nat(70_000), { maxLength: 5 }),
      async (size, one, two) => {
        const clear = randomBytes(size);
        const encrypted = await encrypt(clear, one);
        expect(encrypted.length).toBe(encryptedSize(size));
        expect((await decrypt(encrypted, two)).equals(clear)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('what was encrypted in one piece comes back all the same', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.array(fc.nat(70_000), { maxLength: 5 }), async (size, pieces) => {
      const clear = randomBytes(size);
      const encrypted = encryptWhole(clear, key, 3);
      expect(encrypted.length).toBe(encryptedSize(size));
      expect(readKeyVersion(encrypted)).toBe(3);
      expect((await decrypt(encrypted, pieces)).equals(clear)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a changed bit is found, wherever it is', async () => {
  const encrypted = await encrypt(randomBytes(chunk + 500));
  await fc.assert(
    fc.asyncProperty(fc.nat(encrypted.length - 1), fc.nat(7), async (place, bit) => {
      const altered = Buffer.from(encrypted);
      altered[place] = (altered[place] ?? 0) ^ (1 << bit);
      // The version of the key names another key: the key store answers for that; here it is still this key.
      await expect(decrypt(altered)).rejects.toThrow(EnvelopeError);
    }),
    { numRuns: 60 },
  );
});

test('a file cut short is found, at a border of chunks as elsewhere', async () => {
  const encrypted = await encrypt(randomBytes(3 * chunk));
  for (const length of [0, 10, 32, 40, 32 + sealed - 1, 32 + sealed, 32 + 2 * sealed, encrypted.length - 1]) {
    await expect(decrypt(encrypted.subarray(0, length))).rejects.toThrow(EnvelopeError);
  }
});

test('chunks exchanged, repeated, added or taken from another file are found', async () => {
  const encrypted = await encrypt(randomBytes(3 * chunk));
  const other = await encrypt(randomBytes(3 * chunk));
  const header = encrypted.subarray(0, 32);
  const part = (file: Buffer, index: number) => file.subarray(32 + index * sealed, 32 + (index + 1) * sealed);
  const [a, b, c] = [part(encrypted, 0), part(encrypted, 1), part(encrypted, 2)];
  expect(await decrypt(Buffer.concat([header, a, b, c]))).toHaveLength(3 * chunk);
  for (const parts of [
    [b, a, c],
    [a, a, c],
    [a, c],
    [a, b, c, c],
    [a, b, b],
    [a, part(other, 1), c],
  ]) {
    await expect(decrypt(Buffer.concat([header, ...parts]))).rejects.toThrow(EnvelopeError);
  }
});

test('another key opens nothing, and the same content never gives the same bytes', async () => {
  const clear = Buffer.from('le même contenu');
  const [one, two] = [await encrypt(clear), await encrypt(clear)];
  expect(one.equals(two)).toBe(false);
  await expect(decrypt(one, [], Buffer.alloc(32, 8))).rejects.toThrow(EnvelopeError);
});

test('the header names the version of the key; what is no envelope is said so', async () => {
  const encrypted = await encrypt(Buffer.from('x'));
  expect(readKeyVersion(encrypted)).toBe(3);
  expect(() => readKeyVersion(Buffer.from('%PDF-1.7 something that was never encrypted'))).toThrow(EnvelopeError);
});

test('leaving early lets the source go', async () => {
  const source = Readable.from(cut(await encrypt(randomBytes(4 * chunk)), [chunk, chunk, chunk]));
  for await (const _clear of decryptChunks(source, async () => key)) break;
  expect(source.destroyed).toBe(true);
});

test('a wrapped key opens with the same key and for the same purpose only', () => {
  const data = randomBytes(32);
  const wrapped = wrapKey(key, data, 'C27681:1');
  expect(unwrapKey(key, wrapped, 'C27681:1').equals(data)).toBe(true);
  expect(() => unwrapKey(key, wrapped, 'C27681:2')).toThrow(EnvelopeError);
  expect(() => unwrapKey(key, wrapped, 'C27562:1')).toThrow(EnvelopeError);
  expect(() => unwrapKey(Buffer.alloc(32, 9), wrapped, 'C27681:1')).toThrow(EnvelopeError);
  expect(() => unwrapKey(key, wrapped.subarray(0, 40), 'C27681:1')).toThrow(EnvelopeError);
});
