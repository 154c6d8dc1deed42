import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import { isRemembered, sessionTerms } from '../domain/session-terms.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import type { Owner } from '../owner.ts';
import { findAccount, findAgent } from '../queries/find-account.ts';
import type { NewSession } from './open-session.ts';
import { confirmPassword } from './sign-in.ts';

export type Presence =
  | { readonly kind: 'confirmed'; readonly session: NewSession }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Confirms with the password that the person is the one at the screen. */
export async function confirmWithPassword(
  parts: IdentityParts,
  owner: Owner,
  sessionHash: Buffer,
  password: string,
  ip: string,
): Promise<Presence> {
  const { open } = parts.platform.database;
  const person = owner.hat === 'resident' ? await findAccount(open, owner.id) : await findAgent(open, owner.id);
  if (person === undefined) return { kind: 'refused' };
  const who = `${owner.hat} ${person.email.toLowerCase()}`;
  const answer = await confirmPassword(parts.attempts, who, ip, person.password_hash, password);
  if (answer === 'no') return { kind: 'refused' };
  if (answer !== 'yes') return { kind: 'wait', seconds: answer.wait };
  return renewPresence(parts, sessionHash);
}

/** The session goes on under a new secret, proved now. */
export async function renewPresence(parts: IdentityParts, sessionHash: Buffer): Promise<Presence> {
  const token = newToken();
  const row = await parts.platform.database.open
    .updateTable('sessions')
    .set({ token_hash: sha256(token), authenticated_at: nowOf(parts) })
    .where('token_hash', '=', sessionHash)
    .returning(['created_at', 'expires_at'])
    .executeTakeFirst();
  parts.sessions.forgetAll();
  if (row === undefined) return { kind: 'refused' };
  const remembered = isRemembered({ createdAt: row.created_at, expiresAt: row.expires_at });
  return {
    kind: 'confirmed',
    session: remembered ? { token, maxAgeSeconds: sessionTerms.remembered.longest } : { token },
  };
}
