import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let used = pool.length;

function randomBytesFromPool(size: number): Buffer {
  if (used + size > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + size));
  used += size;
  return bytes;
}

const counterEnd = 0x1000;
let lastAt = -1;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562): sorted by time, and those of one millisecond in the order in which this process made them
 * (a counter that begins at random, method 1 of its section 6.2), with 62 random bits. `at` in milliseconds since 1970.
 */
export function newId(at: number = Date.now()): string {
  const bytes = randomBytesFromPool(16);
  // Begun in the lower half, the counter has room for two thousand more; past its end the order begins anew.
  counter = at === lastAt && counter + 1 < counterEnd ? counter + 1 : bytes.readUInt16BE(6) & 0x7ff;
  lastAt = at;
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A secret for a link or a cookie: 256 random bits in base64url, 43 characters. */
export function newToken(): string {
  return randomBytesFromPool(32).toString('base64url');
}

/** Uniform integers in [0, bound), bound at most 256, without modulo bias. */
export function randomIndexes(count: number, bound: number): number[] {
  const limit = 256 - (256 % bound);
  const indexes: number[] = [];
  while (indexes.length < count) {
    for (const byte of randomBytesFromPool(count)) {
      if (byte < limit && indexes.length < count) indexes.push(byte % bound);
    }
  }
  return indexes;
}
