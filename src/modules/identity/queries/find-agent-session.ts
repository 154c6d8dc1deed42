import { CompiledQuery } from 'kysely';
import type { Reader } from '#platform/database/database.ts';
import type { AgentPrincipal, AgentRole, ProcessingRight } from '#platform/http/principals.ts';

/** The agent of a session, who may be employed by other authorities too. */
interface SignedInAgent extends AgentPrincipal {
  readonly employers: number;
}

export interface AgentSession {
  readonly principal: SignedInAgent;
  readonly seenAt: Date;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Milliseconds until the first of the rights ends by itself; undefined when none does. */
  readonly rightsLast: number | undefined;
}

interface AgentSessionRow {
  id: string;
  name: string;
  email: string;
  authority_id: string;
  authority_name: string;
  role: AgentRole;
  employers: number;
  rights: ProcessingRight[];
  seen_at: Date;
  created_at: Date;
  expires_at: Date;
  factors: string[];
  authenticated_at: Date;
  rights_last: number | null;
}

const statement = `
  SELECT g.id, g.name, g.email, s.authority_id, a.name AS authority_name, r.role, s.seen_at, s.created_at, s.expires_at,
    s.factors, coalesce(s.authenticated_at, s.created_at) AS authenticated_at,
    (SELECT count(*)::int FROM agent_authorities(g.id)) AS employers,
    coalesce((
      SELECT json_agg(json_build_object('authorityId', p.authority_id, 'procedureId', p.procedure_id,
        'teamAuthorityId', p.team_authority_id, 'teamId', p.team_id, 'leader', p.leader) ORDER BY p.authority_id, p.procedure_id)
      FROM agent_processing_rights(g.id) p WHERE p.team_authority_id = s.authority_id), '[]') AS rights,
    (extract(epoch FROM agent_rights_until(g.id) - now()) * 1000)::float8 AS rights_last
  FROM sessions s
  JOIN agents g ON g.id = s.agent_id AND g.active
  JOIN authorities a ON a.id = s.authority_id
  JOIN LATERAL agent_authorities(g.id) r ON r.authority_id = s.authority_id
  WHERE s.token_hash = $1 AND s.expires_at > $2`;

/**
 * The agent behind a session that has not ended, with the role and the processing rights of the authority that the
 * session is for, in one query of one text. Teams of another employer count for nothing here: one session, one hat.
 */
export async function findAgentSession(
  open: Reader,
  sessionHash: Buffer,
  now: Date,
): Promise<AgentSession | undefined> {
  const { rows } = await open.executeQuery<AgentSessionRow>(CompiledQuery.raw(statement, [sessionHash, now]));
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    principal: {
      agentId: row.id,
      name: row.name,
      email: row.email,
      authorityId: row.authority_id,
      authorityName: row.authority_name,
      role: row.role,
      rights: row.rights,
      scope: [...new Set([row.authority_id, ...row.rights.map((right) => right.authorityId)])],
      sessionHash,
      factors: row.factors,
      authenticatedAt: row.authenticated_at,
      employers: row.employers,
    },
    seenAt: row.seen_at,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    rightsLast: row.rights_last ?? undefined,
  };
}

/** Whether there is another authority to change to. */
export function worksForSeveral(agent: AgentPrincipal): boolean {
  return 'employers' in agent && typeof agent.employers === 'number' && agent.employers > 1;
}
