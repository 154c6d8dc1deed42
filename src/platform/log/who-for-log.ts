import { hkdfSync } from 'node:crypto';
import { hmac } from '#platform/crypto/digests.ts';

const keys = new Map<string, string>();

/**
 * Somebody as the log names them: sixteen characters that are the same for the same person and hat, and that lead to
 * nobody without the key of the installation.
 * @param id of the account or the agent; what was typed when nobody is known by it
 */
export function whoForLog(config: { readonly encryptionKey: string }, hat: 'resident' | 'agent', id: string): string {
  let key = keys.get(config.encryptionKey);
  if (key === undefined) {
    const secret = Buffer.from(config.encryptionKey, 'hex');
    key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'parvis people in the log', 32)).toString('hex');
    if (keys.size < 20) keys.set(config.encryptionKey, key);
  }
  return hmac(key, hat, id).toString('base64url').slice(0, 16);
}
