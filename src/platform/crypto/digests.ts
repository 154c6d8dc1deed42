import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a text or of bytes. */
export function sha256(content: string | Uint8Array): Buffer {
  return hash('sha256', content, 'buffer');
}

/** HMAC-SHA-256 of parts; the parts are separated so that two lists never give the same message. */
export function hmac(secret: string, ...parts: string[]): Buffer {
  return createHmac('sha256', keyOf(secret))
    .update(parts.map((part) => `${part.length}:${part}`).join('|'))
    .digest();
}

/** The few secrets of the installation, as the library wants them: making one costs as much as using it. */
const keys = new Map<string, KeyObject>();

function keyOf(secret: string): KeyObject {
  let key = keys.get(secret);
  if (key === undefined) {
    key = createSecretKey(secret, 'utf8');
    if (keys.size < 20) keys.set(secret, key);
  }
  return key;
}

/** Comparison in constant time; texts of different lengths are unequal. */
export function sameDigest(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
