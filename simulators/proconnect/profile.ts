import type { Profile } from '../openid/authorize-request.ts';

/** ProConnect: state and nonce of 32 characters and more, unknown parameters refused (Y000400). */
export const proConnectProfile: Profile = {
  name: 'ProConnect',
  basePath: '/api/v2',
  signingAlgorithm: 'RS256',
  shortestSecret: 32,
  parameters: [
    'client_id',
    'redirect_uri',
    'response_type',
    'scope',
    'state',
    'nonce',
    'acr_values',
    'claims',
    'prompt',
    'login_hint',
    'idp_hint',
    'code_challenge',
    'code_challenge_method',
  ],
  strict: true,
  levels: ['eidas1', 'eidas1-mfa', 'eidas2', 'eidas3'],
  acrRequired: false,
  scopes: ['openid', 'given_name', 'usual_name', 'email', 'uid', 'siret', 'idp_id', 'phone'],
  claimsOf: Object.fromEntries(
    ['given_name', 'usual_name', 'email', 'uid', 'siret', 'idp_id', 'phone'].map((name) => [name, [name]]),
  ),
  // The person proves what the site asks for, and no more.
  level: (wanted) => wanted[0] ?? 'eidas1',
};
