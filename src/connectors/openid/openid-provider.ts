import * as openid from 'openid-client';
import {
  type ProvedClaims,
  type SignInProblem,
  type SignInProvider,
  SignInProviderError,
} from '#modules/identity/index.ts';
import type { Logger } from '#platform/log/logger.ts';

export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the ID token and of the userinfo. */
  readonly signingAlgorithm: 'ES256' | 'RS256';
  readonly scopes: string;
  /** Levels that are good enough. @param secondFactor two factors were asked for */
  acceptedLevels(secondFactor: boolean): readonly string[];
  /** What is asked beside the common parameters. */
  parameters(secondFactor: boolean): Readonly<Record<string, string>>;
  readonly log: Logger;
  /** Seconds for each call; 5 when not said. */
  readonly timeout?: number;
}

/** The configuration of a provider is read again after so long: it changes with notice. In milliseconds. */
const discoveredFor = 3_600_000;

/** A provider that could not be reached is left alone for so long, so that nobody waits for it. In milliseconds. */
const rest = 10_000;

/**
 * A client of a provider of OpenID Connect: code flow with PKCE, state and nonce of 43 characters, client authentication
 * `client_secret_post`, ID token and userinfo both signed and both verified.
 */
export function createOpenIdProvider(settings: OpenIdSettings): SignInProvider {
  let known: { configuration: Promise<openid.Configuration>; until: number } | undefined;
  let restUntil = 0;

  function configuration(): Promise<openid.Configuration> {
    const now = Date.now();
    if (now < restUntil) return Promise.reject(new SignInProviderError('unavailable'));
    if (known === undefined || known.until < now) {
      const found = discover(settings);
      known = { configuration: found, until: now + discoveredFor };
      found.catch(() => {
        known = undefined;
        restUntil = Date.now() + rest;
      });
    }
    return known.configuration;
  }

  async function speaking<T>(act: (configured: openid.Configuration) => Promise<T>): Promise<T> {
    try {
      return await act(await configuration());
    } catch (error) {
      const problem = problemOf(error);
      // The code of a fault of the protocol; never an address, which holds the code or the state.
      settings.log.warn({ issuer: settings.issuer, problem, code: codeOf(error) }, 'sign-in provider');
      throw error instanceof SignInProviderError ? error : new SignInProviderError(problem, { cause: error });
    }
  }

  return {
    depart: ({ redirectUri, secondFactor }) =>
      speaking(async (configured) => {
        const state = openid.randomState();
        const nonce = openid.randomNonce();
        const codeVerifier = openid.randomPKCECodeVerifier();
        const url = openid.buildAuthorizationUrl(configured, {
          redirect_uri: redirectUri,
          scope: settings.scopes,
          state,
          nonce,
          code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
          ...settings.parameters(secondFactor),
        });
        return { url: url.href, state, nonce, codeVerifier };
      }),
    arrive: (answer, expected) =>
      speaking(async (configured) => {
        const tokens = await openid.authorizationCodeGrant(configured, answer, {
          expectedState: expected.state,
          expectedNonce: expected.nonce,
          pkceCodeVerifier: expected.codeVerifier,
          idTokenExpected: true,
        });
        const proved = tokens.claims();
        if (proved === undefined || tokens.id_token === undefined) throw new SignInProviderError('invalid');
        const acr = typeof proved.acr === 'string' ? proved.acr : '';
        if (!settings.acceptedLevels(expected.secondFactor).includes(acr)) throw new SignInProviderError('weak');
        const said = await openid.fetchUserInfo(configured, tokens.access_token, proved.sub);
        // The library checks these two when they are there; a signed answer for us has them.
        if (said.iss !== proved.iss || ![said.aud].flat().includes(settings.clientId))
          throw new SignInProviderError('invalid');
        const { iss: issuer, sub: subject } = proved;
        // Some claims, such as `idp_id`, come in either of the two.
        return {
          issuer,
          subject,
          acr,
          claims: { ...proved, ...said },
          idToken: tokens.id_token,
        } satisfies ProvedClaims;
      }),
    signOutUrl: ({ idToken, state, returnTo }) =>
      speaking(
        async (configured) =>
          openid.buildEndSessionUrl(configured, {
            id_token_hint: idToken,
            state,
            post_logout_redirect_uri: returnTo,
          }).href,
      ),
  };
}

async function discover(settings: OpenIdSettings): Promise<openid.Configuration> {
  const inTheClear = settings.issuer.startsWith('http://');
  const configured = await openid.discovery(
    new URL(settings.issuer),
    settings.clientId,
    {
      id_token_signed_response_alg: settings.signingAlgorithm,
      userinfo_signed_response_alg: settings.signingAlgorithm,
    },
    openid.ClientSecretPost(settings.clientSecret),
    {
      timeout: settings.timeout ?? 5,
      // Accepted by the configuration on this very machine only.
      ...(inTheClear ? { execute: [openid.allowInsecureRequests] } : {}),
    },
  );
  // The connection alone would vouch for the ID token; what an account depends on is checked to the signature.
  openid.enableNonRepudiationChecks(configured);
  return configured;
}

function problemOf(error: unknown): SignInProblem {
  if (error instanceof SignInProviderError) return error.problem;
  if (error instanceof openid.AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'given-up';
    return ['server_error', 'temporarily_unavailable'].includes(error.error) ? 'unavailable' : 'invalid';
  }
  if (error instanceof openid.ResponseBodyError) return error.status >= 500 ? 'unavailable' : 'invalid';
  if (error instanceof openid.ClientError) {
    if (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_ABORT') return 'unavailable';
    const { cause } = error;
    return cause instanceof Response && cause.status >= 500 ? 'unavailable' : 'invalid';
  }
  // `fetch` fails with a TypeError that holds what the network did.
  return error instanceof TypeError && error.cause !== undefined ? 'unavailable' : 'invalid';
}

function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
