import type { Profile } from '../openid/authorize-request.ts';

const pivot = [
  'given_name',
  'given_name_array',
  'family_name',
  'birthdate',
  'gender',
  'birthplace',
  'birthcountry',
] as const;

/** FranceConnect v2 as its documentation describes it: acr_values required, nonce of 22 characters and more. */
export const franceConnectProfile: Profile = {
  name: 'FranceConnect',
  basePath: '/api/v2',
  signingAlgorithm: 'ES256',
  shortestSecret: 22,
  parameters: [],
  strict: false,
  levels: ['eidas1', 'eidas2', 'eidas3'],
  acrRequired: true,
  scopes: ['openid', 'identite_pivot', 'preferred_username', 'email', 'idp_id', ...pivot],
  claimsOf: {
    // Which provider was used is said to every site, for want of a scope known to us.
    openid: ['idp_id'],
    identite_pivot: pivot,
    preferred_username: ['preferred_username'],
    email: ['email'],
    ...Object.fromEntries(pivot.map((name) => [name, [name]])),
  },
  level: (wanted) => wanted.at(-1) ?? 'eidas1',
};
