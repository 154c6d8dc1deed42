import { createHmac, hkdfSync } from 'node:crypto';
import type { Config } from '#platform/config/config.ts';
import { sameDigest, sha256 } from '#platform/crypto/digests.ts';
import { encryptionKeys } from '#platform/crypto/keyring.ts';

/** Authenticates with the key of today; checks with those that were used. */
export interface AuditKeys {
  readonly currentId: string;
  sign(hash: Buffer): Buffer;
  /** `unknown`: none of the keys at hand has this name. */
  check(keyId: string, hash: Buffer, mac: Buffer): 'good' | 'bad' | 'unknown';
}

type KeySettings = Pick<Config, 'AUDIT_KEY' | 'AUDIT_KEYS_PREVIOUS' | 'encryptionKey' | 'ENCRYPTION_KEYS_PREVIOUS'>;

/** The keys of the installation, which the database never holds. */
export function createAuditKeys(config: KeySettings): AuditKeys {
  const { AUDIT_KEY, AUDIT_KEYS_PREVIOUS } = config;
  const former = AUDIT_KEYS_PREVIOUS.split(',').filter((hex) => hex !== '');
  // A former value may have been of either setting: both its readings are tried.
  const keys = [
    ...(AUDIT_KEY === undefined ? [] : [Buffer.from(AUDIT_KEY, 'hex')]),
    ...encryptionKeys(config).map(derived),
    ...former.flatMap((hex) => [Buffer.from(hex, 'hex'), derived(hex)]),
  ].map((key) => ({ key, id: sha256(Buffer.concat([Buffer.from('parvis audit key id'), key])).toString('hex', 0, 8) }));
  const [current] = keys;
  if (current === undefined) throw new Error('There is always a key');
  const mac = (key: Buffer, hash: Buffer) => createHmac('sha256', key).update(hash).digest();
  return {
    currentId: current.id,
    sign: (hash) => mac(current.key, hash),
    check: (keyId, hash, given) => {
      const known = keys.find(({ id }) => id === keyId);
      if (known === undefined) return 'unknown';
      return sameDigest(mac(known.key, hash), given) ? 'good' : 'bad';
    },
  };
}

function derived(encryptionKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(encryptionKey, 'hex'), '', 'parvis audit v1', 32));
}
