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

/** A UUID version 7 (RFC 9562): sorted by time, 74 random bits. `at` in milliseconds since 1970. */
export function newId(at: number = Date.now()): string {
  const bytes = randomBytesFromPool(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
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
