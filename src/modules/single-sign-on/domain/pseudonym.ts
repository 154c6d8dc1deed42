import { hmac } from '#platform/crypto/digests.ts';

/**
 * The identifier under which the sites of one sector know a person (OpenID Connect Core 1.0, section 8.1). Two sectors
 * cannot tell from their identifiers that they speak of the same person, and neither can an authority from its own.
 * @param key secret of the installation for this purpose alone
 */
export function subjectOf(key: string, sector: string, accountId: string): string {
  return hmac(key, 'site subject', sector, accountId).toString('base64url');
}
