import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a text or of bytes. */
export function sha256(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

/** HMAC-SHA-256 of parts; the parts are separated so that two lists never give the same message. */
export function hmac(secret: string, ...parts: string[]): Buffer {
  return createHmac('sha256', secret)
    .update(parts.map((part) => `${part.length}:${part}`).join('|'))
    .digest();
}

/** Comparison in constant time; texts of different lengths are unequal. */
export function sameDigest(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
