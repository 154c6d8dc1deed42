/** What a site may ask for, in the order in which residents read it. */
export const dataScopes = ['profile', 'email', 'phone', 'address', 'family'] as const;
export type DataScope = (typeof dataScopes)[number];

/** All that a site may be allowed: data, and going on when the resident has left. */
export const siteScopes = [...dataScopes, 'offline_access'] as const;
export type SiteScope = (typeof siteScopes)[number];

export function isSiteScope(text: string): text is SiteScope {
  return siteScopes.some((scope) => scope === text);
}

/** The claims that each scope opens (OpenID Connect Core 1.0, section 5.4; `family` is our own). */
export const claimsOfScopes: Readonly<Record<'openid' | DataScope, readonly string[]>> = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'locale'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  family: ['family'],
};

/** The scopes of a request that a person is asked about: `openid` alone tells nothing but "the same person as before". */
export function scopesToAsk(scope: string): SiteScope[] {
  const asked = new Set(scope.split(' '));
  return siteScopes.filter((one) => asked.has(one));
}
