import { sha256 } from '#platform/crypto/digests.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import type { IdentityParts } from '../../identity-parts.ts';
import type { Completion } from '../../usecases/complete-sign-in.ts';
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
    .onConflict((conflict) => conflict.column('token_hash').doUpdateSet({ provider, id_token: idToken }))
    .execute();
}

/** The same for a sign-in that is complete; one that still waits for a second factor ends here only. */
export async function noteCompletion(
  parts: IdentityParts,
  completion: Completion | undefined,
  proof: FederatedProof,
): Promise<void> {
  if (completion?.kind !== 'signed-in') return;
  await noteFederatedSession(parts.platform.database.open, sha256(completion.session.token), proof);
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
