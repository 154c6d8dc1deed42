import type { KeyObject } from 'node:crypto';

/** Names of the curves for OpenSSL and for Web Crypto. */
export const curves: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** Whether a key can seal: RSA of 2048 bits at least (RGS B1), or an elliptic curve of NIST. */
export function canSign({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  return asymmetricKeyType === 'ec' && curves[asymmetricKeyDetails?.namedCurve ?? ''] !== undefined;
}
