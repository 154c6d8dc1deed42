import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { firstExpiry, sessionTerms } from '../domain/session-terms.ts';

/** What the browser is given. */
export interface NewSession {
  readonly token: string;
  /** Of the cookie; without it the browser forgets it when it closes. */
  readonly maxAgeSeconds?: number;
}

interface Visit {
  readonly now: Date;
  readonly userAgent: string;
  /** The session that the browser still holds: it ends, so that a planted one is worth nothing after the sign-in. */
  readonly formerToken?: string | undefined;
}

/** A session of a resident, always under a new secret. */
export async function openResidentSession(
  tx: Tx,
  accountId: string,
  remembered: boolean,
  visit: Visit,
): Promise<NewSession> {
  const token = newToken();
  await endFormerSession(tx, visit);
  await tx
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      account_id: accountId,
      created_at: visit.now,
      seen_at: visit.now,
      expires_at: firstExpiry(visit.now, remembered),
      user_agent: visit.userAgent,
    })
    .execute();
  return remembered ? { token, maxAgeSeconds: sessionTerms.remembered.longest } : { token };
}

/** A session of an agent for one authority. */
export async function openAgentSession(
  tx: Tx,
  agentId: string,
  authorityId: string,
  visit: Visit & { readonly expiresAt?: Date },
): Promise<NewSession> {
  const token = newToken();
  await endFormerSession(tx, visit);
  await tx
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      agent_id: agentId,
      authority_id: authorityId,
      created_at: visit.now,
      seen_at: visit.now,
      expires_at: visit.expiresAt ?? new Date(visit.now.getTime() + sessionTerms.agent * 1000),
      user_agent: visit.userAgent,
    })
    .execute();
  return { token };
}

async function endFormerSession(tx: Tx, visit: Visit): Promise<void> {
  if (visit.formerToken === undefined) return;
  await tx.deleteFrom('sessions').where('token_hash', '=', sha256(visit.formerToken)).execute();
}
