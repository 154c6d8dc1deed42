import { sha256 } from '#platform/crypto/digests.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type IdentityParts, nowOf } from '../../identity-parts.ts';
import type { ExpectedAnswer, ProviderName, SignInProvider } from '../sign-in-provider.ts';

/** Milliseconds to sign in at the provider and come back. */
const departureLasts = 15 * 60_000;

export interface WantedDeparture {
  readonly provider: ProviderName;
  readonly visitorHash: Buffer;
  /** An address of this site that the provider knows. */
  readonly redirectUri: string;
  /** A path of this site. */
  readonly comeBackTo: string;
  /** The session that asks to be linked; a sign-in without it. */
  readonly linkFor?: Buffer | undefined;
  readonly secondFactor?: boolean;
}

/** What was kept of a departure. */
export interface KeptDeparture extends ExpectedAnswer {
  readonly redirectUri: string;
  readonly comeBackTo: string;
  readonly linkFor: Buffer | undefined;
}

/** @throws NotFoundError when it is not configured */
export function getProvider({ providers }: Pick<IdentityParts, 'providers'>, name: ProviderName): SignInProvider {
  const provider = providers[name];
  if (provider === undefined) throw new NotFoundError('no-such-provider');
  return provider;
}

/**
 * Sends a browser to a provider. What comes back is taken from this very browser alone, once.
 * @returns the address to go to @throws SignInProviderError; NotFoundError when it is not configured
 */
export async function departFor(parts: IdentityParts, wanted: WantedDeparture): Promise<string> {
  const secondFactor = wanted.secondFactor ?? false;
  const { redirectUri } = wanted;
  const departure = await getProvider(parts, wanted.provider).depart({ redirectUri, secondFactor });
  await parts.platform.database.open
    .insertInto('federated_departures')
    .values({
      state_hash: sha256(departure.state),
      visitor_hash: wanted.visitorHash,
      provider: wanted.provider,
      purpose: wanted.linkFor === undefined ? 'sign-in' : 'link',
      session_hash: wanted.linkFor ?? null,
      nonce: departure.nonce,
      code_verifier: departure.codeVerifier,
      redirect_uri: redirectUri,
      second_factor: secondFactor,
      come_back_to: wanted.comeBackTo,
      expires_at: new Date(nowOf(parts).getTime() + departureLasts),
    })
    .execute();
  return departure.url;
}

/** The departure of this browser for this provider under that state; it is over. */
export async function takeDeparture(
  parts: IdentityParts,
  provider: ProviderName,
  visitorHash: Buffer | undefined,
  state: string | undefined,
): Promise<KeptDeparture | undefined> {
  if (visitorHash === undefined || state === undefined || state.length > 200) return undefined;
  const row = await parts.platform.database.open
    .deleteFrom('federated_departures')
    .where('state_hash', '=', sha256(state))
    .where('visitor_hash', '=', visitorHash)
    .where('provider', '=', provider)
    .where('expires_at', '>', nowOf(parts))
    .returningAll()
    .executeTakeFirst();
  return (
    row && {
      state,
      nonce: row.nonce,
      codeVerifier: row.code_verifier,
      secondFactor: row.second_factor,
      redirectUri: row.redirect_uri,
      comeBackTo: row.come_back_to,
      linkFor: row.session_hash ?? undefined,
    }
  );
}
