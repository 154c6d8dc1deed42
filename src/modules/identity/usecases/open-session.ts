import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { firstAgentExpiry, firstExpiry, sessionTerms } from '../domain/session-terms.ts';
import type { Assurance } from '../domain/sign-in-terms.ts';

/** What the browser is given. */
export interface NewSession {
  readonly token: string;
  /** Of the cookie; without it the browser forgets it when it closes. */
  readonly maxAgeSeconds?: number;
}

/** What a session is opened with. */
export interface Proof {
  readonly assurance: Assurance;
  /** In order, the first one included: `password`, `totp`… */
  readonly factors: readonly string[];
}

interface Visit {
  readonly now: Date;
  readonly userAgent: string;
  /** The session that the browser still holds: it ends, so that a planted one is worth nothing after the sign-in. */
  readonly formerToken?: string | undefined;
  /** A password alone when absent. */
  readonly proof?: Proof | undefined;
  /** When the person proved who they are, if not now. */
  readonly authenticatedAt?: Date | undefined;
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
      expires_at: firstExpiry(visit.now, remembered),
      ...commonValues(visit),
    })
    .execute();
  return remembered ? { token, maxAgeSeconds: sessionTerms.remembered.longest } : { token };
}

/** A session of an agent for one authority. */
export async function openAgentSession(
  tx: Tx,
  agentId: string,
  authorityId: string,
  visit: Visit & {
    /** In seconds without a visit; that of `sessionTerms` when absent. */
    readonly idle?: number;
    /** The session that it goes on from, whose end is its own. */
    readonly former?: { readonly createdAt: Date; readonly expiresAt: Date } | undefined;
  },
): Promise<NewSession> {
  const token = newToken();
  await endFormerSession(tx, visit);
  await tx
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      agent_id: agentId,
      authority_id: authorityId,
      ...commonValues(visit),
      expires_at: visit.former?.expiresAt ?? firstAgentExpiry(visit.now, visit.idle ?? sessionTerms.agent.idle),
      ...(visit.former === undefined ? {} : { created_at: visit.former.createdAt }),
    })
    .execute();
  return { token };
}

function commonValues({ now, userAgent, proof, authenticatedAt }: Visit) {
  return {
    created_at: now,
    seen_at: now,
    user_agent: userAgent,
    authenticated_at: authenticatedAt ?? now,
    ...(proof === undefined ? {} : { assurance: proof.assurance, factors: [...proof.factors] }),
  };
}

async function endFormerSession(tx: Tx, visit: Visit): Promise<void> {
  if (visit.formerToken === undefined) return;
  await tx.deleteFrom('sessions').where('token_hash', '=', sha256(visit.formerToken)).execute();
}
