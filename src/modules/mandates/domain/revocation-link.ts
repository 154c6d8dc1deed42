import { hmac, sameDigest } from '#platform/crypto/digests.ts';

/**
 * The secret of the link that ends a mandate. It is in every message about the mandate and stays the same, so it is worked
 * out from the installation's key and kept nowhere.
 */
export function revocationToken(key: string, mandate: { authorityId: string; id: string }): string {
  const seal = hmac(key, 'revocation', mandate.authorityId, mandate.id).toString('base64url');
  return `${mandate.authorityId}.${mandate.id}.${seal}`;
}

/** Which mandate a link is for; undefined when it is not one of ours. */
export function readRevocationToken(key: string, token: string): { authorityId: string; id: string } | undefined {
  const parts = /^([0-9A-Z]{2,20})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/.exec(token);
  const [, authorityId, id] = parts ?? [];
  if (authorityId === undefined || id === undefined) return undefined;
  const known = Buffer.from(revocationToken(key, { authorityId, id }));
  return sameDigest(known, Buffer.from(token)) ? { authorityId, id } : undefined;
}
