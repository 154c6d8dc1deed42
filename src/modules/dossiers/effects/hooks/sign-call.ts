import { createHmac } from 'node:crypto';

/**
 * The value of the header `Parvis-Signature`: `t=<seconds since 1970>,v1=<hexadecimal HMAC-SHA-256 of "t.body">`. The
 * receiver computes it again with the shared secret, and refuses an old `t`.
 */
export function signCall(secret: Uint8Array, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
