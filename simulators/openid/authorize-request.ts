import { createHash } from 'node:crypto';
import type { SimulatedClient } from './who-is-who.ts';

/** What sets FranceConnect and ProConnect apart. */
export interface Profile {
  readonly name: string;
  readonly basePath: string;
  readonly signingAlgorithm: 'ES256' | 'RS256';
  /** Shortest state and nonce that it takes. */
  readonly shortestSecret: number;
  /** Parameters that it knows. Others are refused when `strict`. */
  readonly parameters: readonly string[];
  readonly strict: boolean;
  readonly levels: readonly string[];
  readonly acrRequired: boolean;
  readonly scopes: readonly string[];
  /** The claims of each scope. */
  readonly claimsOf: Readonly<Record<string, readonly string[]>>;
  /** The level at which somebody signs in, of those that the site accepts. */
  level(wanted: readonly string[]): string;
}

/** A request that holds, or why it is refused, with the code of the real provider where it is known. */
export type Behaviour =
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  | {
      readonly kind: 'accepted';
      readonly clientId: string;
      readonly redirectUri: string;
      readonly state: string;
      readonly nonce: string;
      readonly scopes: readonly string[];
      readonly acr: string;
      isVerifier(verifier: string): boolean;
    };

/** Checks what a site asks, as strictly as the real provider. */
export function checkAuthorizeRequest(
  query: URLSearchParams,
  profile: Profile,
  client: SimulatedClient | undefined,
): Behaviour {
  const refused = (code: string, reason: string): Behaviour => ({ kind: 'refused', code, reason });
  const get = (name: string) => query.get(name) ?? '';
  if (client === undefined) return refused('Y000404', 'client_id inconnu');
  const redirectUri = get('redirect_uri');
  if (!URL.canParse(redirectUri) || !isLocal(new URL(redirectUri), client.redirectPaths))
    return refused('Y000400', 'redirect_uri inconnu');
  const unknown = [...query.keys()].filter((name) => !profile.parameters.includes(name));
  if (profile.strict && unknown.length > 0) return refused('Y000400', `paramètres inconnus : ${unknown.join(', ')}`);
  if (get('response_type') !== 'code') return refused('Y000400', 'response_type');
  for (const name of ['state', 'nonce']) {
    if (get(name).length < profile.shortestSecret) return refused('Y000400', `${name} trop court`);
  }
  const scopes = get('scope').split(' ');
  if (!scopes.includes('openid') || scopes.some((scope) => !profile.scopes.includes(scope)))
    return refused('Y000400', 'scope');
  const wanted = get('acr_values').split(' ').filter(Boolean);
  if (profile.acrRequired && wanted.length === 0) return refused('Y000400', 'acr_values');
  if (wanted.some((acr) => !profile.levels.includes(acr))) return refused('Y000400', 'acr_values inconnu');
  const challenge = get('code_challenge');
  if (challenge !== '' && get('code_challenge_method') !== 'S256') return refused('Y000400', 'code_challenge_method');
  return {
    kind: 'accepted',
    clientId: client.id,
    redirectUri,
    state: get('state'),
    nonce: get('nonce'),
    scopes,
    acr: profile.level(wanted),
    isVerifier: (verifier) =>
      challenge === '' || createHash('sha256').update(verifier).digest('base64url') === challenge,
  };
}

function isLocal(url: URL, paths: readonly string[]): boolean {
  return ['127.0.0.1', 'localhost'].includes(url.hostname) && paths.includes(url.pathname) && url.hash === '';
}
