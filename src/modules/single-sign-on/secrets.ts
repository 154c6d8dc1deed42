import { hkdfSync } from 'node:crypto';
import type { Config } from '#platform/config/config.ts';
import { unwrapKey, wrapKey } from '#platform/crypto/envelope.ts';

/** The keys of this module, all drawn from those of the installation. */
export interface Secrets {
  /** Makes the identifiers under which sites know people: its rotation would make everybody somebody else. */
  readonly subjects: string;
  /** Sign the cookies of the protocol; the first signs, all are believed. */
  readonly cookies: readonly string[];
  /** Encrypts a content that only this place may hold. */
  seal(content: string, place: string): Buffer;
  /** @throws EnvelopeError when it was sealed for another place or by another key */
  open(sealed: Buffer, place: string): string;
}

export function createSecrets(
  config: Pick<Config, 'encryptionKey' | 'sessionSecret' | 'SESSION_SECRET_PREVIOUS'>,
): Secrets {
  const master = Buffer.from(config.encryptionKey, 'hex');
  const sealing = derived(master, 'parvis single sign-on records');
  const cookieSecrets = [config.sessionSecret, config.SESSION_SECRET_PREVIOUS].filter((one) => one !== undefined);
  return {
    subjects: derived(master, 'parvis single sign-on subjects').toString('hex'),
    cookies: cookieSecrets.map((one) => derived(Buffer.from(one), 'parvis single sign-on cookies').toString('hex')),
    seal: (content, place) => wrapKey(sealing, Buffer.from(content), place),
    open: (sealed, place) => unwrapKey(sealing, sealed, place).toString('utf8'),
  };
}

function derived(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));
}
