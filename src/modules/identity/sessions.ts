import { sha256 } from '#platform/crypto/digests.ts';
import type { AgentPrincipal, ResidentPrincipal } from '#platform/http/principals.ts';
import type { Platform } from '#platform/platform.ts';
import { renewedAgentExpiry, renewedExpiry, sessionTerms } from './domain/session-terms.ts';
import { findAgentSession } from './queries/find-agent-session.ts';
import { findResidentSession } from './queries/find-resident-session.ts';

export const residentCookieName = 'parvis_session';
export const agentCookieName = 'parvis_agent';

/** Who is behind a cookie, and forgetting it when that changes. */
export interface Sessions {
  findResident(cookie: string): Promise<ResidentPrincipal | undefined>;
  /** @param unattended asked by an open page of itself: nobody's visit, by which the session does not last longer */
  findAgent(cookie: string, unattended?: boolean): Promise<AgentPrincipal | undefined>;
  /** To be called after every change of sessions, accounts, agents, roles or teams in this process. */
  forgetAll(): void;
}

/**
 * Milliseconds during which an answer is believed without asking the database again. What another process withdraws is known
 * as soon as it is committed, by a notice of the database; where notices are not heard it holds so long at most. Agents see
 * what is others': theirs is over within the second, and never outlives a delegation.
 */
const believedFor = { resident: 5_000, agent: 900 } as const;
const mostKept = 20_000;
/** Said by the triggers of migrations/0023_identity.sql. */
const channel = 'parvis_sessions';

interface Kept<T> {
  readonly principal: T;
  /** Of the account or the agent. */
  readonly owner: string;
  readonly until: number;
}

export function createSessions(platform: Pick<Platform, 'config' | 'database' | 'clock' | 'log'>): Sessions {
  const { open } = platform.database;
  const residents = new Map<string, Kept<ResidentPrincipal>>();
  const agents = new Map<string, Kept<AgentPrincipal>>();
  // An answer that was on its way while something changed is not kept.
  let changes = 0;

  const now = () => new Date(platform.clock.now().epochMilliseconds);

  function forgetAll(): void {
    changes += 1;
    residents.clear();
    agents.clear();
  }

  /** `session` and its hash in base64, `account` or `agent` and its id, `agents`: their rights have changed. */
  function told(payload: string): void {
    changes += 1;
    const [what, which = ''] = payload.split(' ', 2);
    if (what === 'session') {
      residents.delete(which);
      agents.delete(which);
    } else if (what === 'account') forgetOwner(residents, which);
    else if (what === 'agent') forgetOwner(agents, which);
    else if (what === 'agents') agents.clear();
    else forgetAll();
  }

  let listening = false;
  function listen(): void {
    if (listening) return;
    listening = true;
    platform.database.listen(channel, { told, missed: forgetAll });
  }

  async function find<T>(
    kept: Map<string, Kept<T>>,
    cookie: string,
    milliseconds: number,
    ownerOf: (principal: T) => string,
    ask: (
      hash: Buffer,
      at: Date,
    ) => Promise<{ principal: T; expiresAt: Date; rightsLast?: number | undefined } | undefined>,
  ): Promise<T | undefined> {
    // Only what we once gave: 32 bytes in base64url.
    if (!/^[\w-]{43}$/.test(cookie)) return undefined;
    const hash = sha256(cookie);
    const key = hash.toString('base64');
    const at = now();
    const known = kept.get(key);
    if (known !== undefined && known.until > at.getTime()) return known.principal;
    kept.delete(key);
    listen();
    const before = changes;
    const found = await ask(hash, at);
    if (found === undefined) return undefined;
    if (changes === before) {
      kept.set(key, {
        principal: found.principal,
        owner: ownerOf(found.principal),
        until: Math.min(
          at.getTime() + Math.min(milliseconds, found.rightsLast ?? Number.POSITIVE_INFINITY),
          found.expiresAt.getTime(),
        ),
      });
      if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '');
    }
    return found.principal;
  }

  /** Outside the answer: a visit that could not be written down is no reason to refuse it. */
  async function touch(hash: Buffer, at: Date, expiresAt: Date): Promise<void> {
    try {
      await open
        .updateTable('sessions')
        .set({ seen_at: at, expires_at: expiresAt })
        .where('token_hash', '=', hash)
        .execute();
    } catch (error) {
      platform.log.warn({ code: (error as { code?: string }).code }, 'visit not written down');
    }
  }

  return {
    findResident: (cookie) =>
      find(
        residents,
        cookie,
        believedFor.resident,
        ({ accountId }) => accountId,
        async (hash, at) => {
          const session = await findResidentSession(open, hash, at);
          if (session === undefined) return undefined;
          const expiresAt = renewedExpiry(session, at);
          if (expiresAt !== undefined) await touch(hash, at, expiresAt);
          return session;
        },
      ),
    findAgent: (cookie, unattended = false) =>
      find(
        agents,
        cookie,
        believedFor.agent,
        ({ agentId }) => agentId,
        async (hash, at) => {
          const session = await findAgentSession(open, hash, at);
          if (session === undefined) return undefined;
          const stale = at.getTime() - session.seenAt.getTime() >= sessionTerms.seenEvery * 1000;
          if (!stale || unattended) return session;
          const expiresAt = renewedAgentExpiry(session, at, platform.config.agentIdleSeconds);
          await touch(hash, at, expiresAt);
          return { ...session, expiresAt };
        },
      ),
    forgetAll,
  };
}

/** Notices of one person are few, and what is kept is at most twenty thousand entries. */
function forgetOwner<T>(kept: Map<string, Kept<T>>, owner: string): void {
  for (const [key, one] of kept) if (one.owner === owner) kept.delete(key);
}
