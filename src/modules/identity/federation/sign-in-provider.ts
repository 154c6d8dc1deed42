import { AppError } from '#platform/errors/app-error.ts';

/** What a browser takes along to the provider, and what must come back. */
export interface Departure {
  /** Where the browser goes. */
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** What was kept of a departure, against which the answer is checked. */
export interface ExpectedAnswer {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** The provider had to prove a second factor. */
  readonly secondFactor: boolean;
}

/** What the provider vouches for: signatures, issuer, audience, nonce, dates and subject are checked already. */
export interface ProvedClaims {
  readonly issuer: string;
  /** Who it is, for this site alone. */
  readonly subject: string;
  /** Level of the sign-in, such as `eidas1`. */
  readonly acr: string;
  /** The identity, as the provider's own names have it. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** To sign out at the provider. */
  readonly idToken: string;
}

/**
 * A provider of sign-ins that speaks OpenID Connect. A connector implements it; `app` introduces it. Every method throws
 * `SignInProviderError` and nothing else.
 */
export interface SignInProvider {
  /** Where to send the browser. @param redirectUri the address of ours that the provider knows */
  depart(wanted: { readonly redirectUri: string; readonly secondFactor: boolean }): Promise<Departure>;
  /** Reads the answer with which the browser comes back. @param answer the whole address, query included */
  arrive(answer: URL, expected: ExpectedAnswer): Promise<ProvedClaims>;
  /** Where the browser goes to sign out there as well. */
  signOutUrl(wanted: { readonly idToken: string; readonly state: string; readonly returnTo: string }): Promise<string>;
}

/**
 * - `unavailable`: it cannot be reached, or is too slow;
 * - `given-up`: the person said no, or closed its page;
 * - `weak`: the sign-in is below the level that was asked for;
 * - `invalid`: its answer is not the one to our question, or is not believable.
 */
export type SignInProblem = 'unavailable' | 'given-up' | 'weak' | 'invalid';

/** The provider did not prove who somebody is. */
export class SignInProviderError extends AppError {
  readonly problem: SignInProblem;

  constructor(problem: SignInProblem, options?: { cause?: unknown }) {
    super(problem === 'unavailable' ? 'unavailable' : 'forbidden', `sign-in-provider-${problem}`, options);
    this.problem = problem;
  }
}

/** Those that are configured. */
export interface SignInProviders {
  readonly franceconnect?: SignInProvider | undefined;
  readonly proconnect?: SignInProvider | undefined;
}

export type ProviderName = 'franceconnect' | 'proconnect';

export const providerLabels: Readonly<Record<ProviderName, string>> = {
  franceconnect: 'FranceConnect',
  proconnect: 'ProConnect',
};
