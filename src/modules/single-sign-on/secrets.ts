import { hkdfSync } from 'node:crypto';
import type { Config } from '#platform/config/config.ts';
import { installationKeys, type Keyring, lastingSecret } from '#platform/crypto/keyring.ts';

/** The keys of this module, all drawn from those of the installation. */
export interface Secrets {
  /** Makes the identifiers under which sites know people: another one would make everybody somebody else. */
  readonly subjects: string;
  /** Sign the cookies of the protocol; the first signs, all are believed. */
  readonly cookies: readonly string[];
  /** The keys with which `seal` encrypts. */
  readonly sealing: Keyring;
  /** Encrypts a content that only this place may hold. */
  seal(content: string, place: string): Buffer;
  /** @throws EnvelopeError when it was sealed for another place or by another key */
  open(sealed: Buffer, place: string): string;
}

export function createSecrets(
  config: Pick<
    Config,
    'encryptionKey' | 'ENCRYPTION_KEYS_PREVIOUS' | 'identityKey' | 'sessionSecret' | 'SESSION_SECRET_PREVIOUS'
  >,
): Secrets {
  const sealing = installationKeys(config).derive('parvis single sign-on records');
  const cookieSecrets = [config.sessionSecret, config.SESSION_SECRET_PREVIOUS].filter((one) => one !== undefined);
  return {
    subjects: lastingSecret(config, 'parvis single sign-on subjects'),
    cookies: cookieSecrets.map((one) => derived(Buffer.from(one), 'parvis single sign-on cookies').toString('hex')),
    sealing,
    seal: (content, place) => sealing.wrap(Buffer.from(content), place),
    open: (sealed, place) => sealing.unwrap(sealed, place).toString('utf8'),
  };
}

function derived(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));
}
