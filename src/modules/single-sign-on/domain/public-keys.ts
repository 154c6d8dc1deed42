import { createPublicKey, type KeyObject, type webcrypto } from 'node:crypto';

/** The public keys with which a site signs what it sends, as JSON Web Keys. */
export interface PublicKeys {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** More keys than this is not one site's. */
const maxKeys = 5;
/** Members of a key that must never leave its owner (RFC 7518, sections 6.2.2, 6.3.2 and 6.4). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Reads the keys that an administrator pasted: a key set (RFC 7517) of RSA keys of 2,048 bits and more, or of P-256.
 * @returns `private` when a secret key was pasted, which is then no secret any more; `invalid` for anything else
 */
export function readPublicKeys(text: string): PublicKeys | 'private' | 'invalid' {
  const parsed = jsonOf(text);
  const given = parsed?.keys ?? (parsed?.kty === undefined ? undefined : [parsed]);
  if (!Array.isArray(given) || given.length === 0 || given.length > maxKeys) return 'invalid';
  const keys = given.filter((key): key is Record<string, unknown> => typeof key === 'object' && key !== null);
  if (keys.length !== given.length) return 'invalid';
  if (keys.some((key) => privateMembers.some((member) => member in key))) return 'private';
  const clean = keys.map(cleanKey);
  return clean.every((key) => key !== undefined) ? { keys: clean } : 'invalid';
}

function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The members that matter, and no other. */
function cleanKey(given: Record<string, unknown>): Record<string, unknown> | undefined {
  const key = publicKeyOf(given);
  if (key === undefined) return undefined;
  const { kid } = given;
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > 200)) return undefined;
  return { ...key.export({ format: 'jwk' }), use: 'sig', ...(kid === undefined ? {} : { kid }) };
}

function publicKeyOf(given: Record<string, unknown>): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: given as webcrypto.JsonWebKey, format: 'jwk' });
    const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
    const strong =
      key.asymmetricKeyType === 'rsa'
        ? modulusLength >= 2048 && modulusLength <= 8192
        : key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1';
    return strong ? key : undefined;
  } catch {
    return undefined;
  }
}
