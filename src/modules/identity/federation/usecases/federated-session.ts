import { sha256 } from '#platform/crypto/digests.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { IdentityParts } from '../../identity-parts.ts';
import { type ProviderName, SignInProviderError } from '../sign-in-provider.ts';

export interface FederatedProof {
  readonly provider: ProviderName;
  readonly idToken: string;
  /** Who was at the keyboard for the person. */
  readonly helper?: string | undefined;
}

/** Keeps what it takes to sign out at the provider too. */
export async function noteFederatedSession(
  open: Reader | Tx,
  sessionHash: Buffer,
  { provider, idToken, helper }: FederatedProof,
): Promise<void> {
  await open
    .insertInto('federated_sessions')
    .values({ token_hash: sessionHash, provider, id_token: idToken, helper: helper ?? null })
    .onConflict((conflict) =>
      conflict.column('token_hash').doUpdateSet((eb) => ({
        provider,
        id_token: idToken,
        // Somebody who helped in this session goes on having helped.
        helper: eb.fn.coalesce('excluded.helper', 'federated_sessions.helper'),
      })),
    )
    .execute();
}

/**
 * The session goes on under a new secret: what it takes to sign out at the provider goes with it. To be run before the
 * former session ends.
 * @param goOn opens the new session, and ends the former one
 */
export async function keepFederation<T extends { readonly token: string }>(
  tx: Tx,
  formerHash: Buffer,
  goOn: () => Promise<T>,
): Promise<T> {
  const known = await tx
    .selectFrom('federated_sessions')
    .select(['provider', 'id_token', 'helper'])
    .where('token_hash', '=', formerHash)
    .executeTakeFirst();
  const session = await goOn();
  if (known !== undefined) {
    const { provider, id_token: idToken, helper } = known;
    await noteFederatedSession(tx, sha256(session.token), { provider, idToken, helper: helper ?? undefined });
  }
  return session;
}

/** How a session goes on at its provider when it ends here. */
export type SignOutElsewhere =
  | { readonly kind: 'leave'; readonly provider: ProviderName; readonly url: string }
  /** It cannot be told; the session there lives on until it ends by itself. */
  | { readonly kind: 'unreachable'; readonly provider: ProviderName };

/** To be asked before the session ends. @returns undefined for a session of ours alone */
export async function planSignOut(
  parts: IdentityParts,
  token: string,
  back: { readonly returnTo: string; readonly state: string },
): Promise<SignOutElsewhere | undefined> {
  const row = await parts.platform.database.open
    .selectFrom('federated_sessions')
    .select(['provider', 'id_token'])
    .where('token_hash', '=', sha256(token))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { provider, id_token: idToken } = row;
  try {
    const url = await parts.providers[provider]?.signOutUrl({ idToken, ...back });
    return url === undefined ? { kind: 'unreachable', provider } : { kind: 'leave', provider, url };
  } catch (error) {
    if (error instanceof SignInProviderError) return { kind: 'unreachable', provider };
    throw error;
  }
}
