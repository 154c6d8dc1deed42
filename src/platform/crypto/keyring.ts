import { hkdfSync } from 'node:crypto';
import type { Config } from '#platform/config/config.ts';
import { EnvelopeError, unwrapKey, wrapKey } from './envelope.ts';

/** Keys of the installation for one purpose: the one of today wraps, those of before and of tomorrow still unwrap. */
export interface Keyring {
  /** `context` names what the key belongs to: it cannot be unwrapped for something else. */
  wrap(key: Buffer, context: string): Buffer;
  /** @throws EnvelopeError when no key at hand wrapped it, or for another context */
  unwrap(wrapped: Buffer, context: string): Buffer;
  /** Whether the key of today wrapped it. @throws EnvelopeError as `unwrap` */
  isCurrent(wrapped: Buffer, context: string): boolean;
  /** Keys drawn from these by HKDF, for what must not be opened by those of another purpose. */
  derive(purpose: string): Keyring;
}

type KeySettings = Pick<Config, 'encryptionKey' | 'ENCRYPTION_KEYS_PREVIOUS'>;

/** Those of `ENCRYPTION_KEY` and `ENCRYPTION_KEYS_PREVIOUS`. */
export function installationKeys(config: KeySettings): Keyring {
  return keyring(encryptionKeys(config).map((hex) => Buffer.from(hex, 'hex')));
}

/** In hexadecimal, that of today first. */
export function encryptionKeys({ encryptionKey, ENCRYPTION_KEYS_PREVIOUS }: KeySettings): string[] {
  return [encryptionKey, ...ENCRYPTION_KEYS_PREVIOUS.split(',').filter((hex) => hex !== '')];
}

/**
 * A secret, in hexadecimal, that outlives a change of `ENCRYPTION_KEY`: for the names under which people are known and the
 * links that were given out.
 */
export function lastingSecret({ identityKey }: Pick<Config, 'identityKey'>, purpose: string): string {
  return drawn(Buffer.from(identityKey, 'hex'), purpose).toString('hex');
}

function keyring(keys: readonly Buffer[]): Keyring {
  const [current, ...others] = keys;
  if (current === undefined) throw new Error('There is always a key');
  const open = (wrapped: Buffer, context: string): { key: Buffer; by: Buffer } => {
    let refusal: unknown;
    for (const by of [current, ...others]) {
      try {
        return { key: unwrapKey(by, wrapped, context), by };
      } catch (error) {
        if (!(error instanceof EnvelopeError)) throw error;
        refusal ??= error;
      }
    }
    throw refusal;
  };
  return {
    wrap: (key, context) => wrapKey(current, key, context),
    unwrap: (wrapped, context) => open(wrapped, context).key,
    isCurrent: (wrapped, context) => open(wrapped, context).by === current,
    derive: (purpose) => keyring(keys.map((key) => drawn(key, purpose))),
  };
}

function drawn(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));
}
