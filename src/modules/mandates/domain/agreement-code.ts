import { hmac, sameDigest } from '#platform/crypto/digests.ts';
import { randomIndexes } from '#platform/crypto/ids.ts';

/** The code that a person reads out to say yes: six digits, a quarter of an hour, five tries. */
export const codeMinutes = 15;
export const mostFailures = 5;

export function newAgreementCode(): string {
  return randomIndexes(6, 10).join('');
}

/** Keyed, since a million codes are soon tried against a bare hash. */
export function codeHash(key: string, mandate: { authorityId: string; id: string }, code: string): Buffer {
  return hmac(key, 'agreement', mandate.authorityId, mandate.id, code);
}

export function isCode(
  key: string,
  mandate: { authorityId: string; id: string },
  kept: Buffer,
  typed: string,
): boolean {
  return sameDigest(kept, codeHash(key, mandate, typed.replaceAll(/\D/g, '')));
}
