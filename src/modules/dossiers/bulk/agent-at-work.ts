import { sql } from 'kysely';
import type { Reader } from '#platform/database/database.ts';
import type { AgentPrincipal, AgentRole, ProcessingRight } from '#platform/http/principals.ts';

interface AgentRow {
  readonly name: string;
  readonly email: string;
  readonly authority_name: string;
  readonly role: AgentRole;
  readonly rights: ProcessingRight[];
}

/**
 * The agent for whom a job works, with the rights that they have at this moment under the authority named. Undefined when
 * they have left since.
 */
export async function findAgentAtWork(
  open: Reader,
  agentId: string,
  authorityId: string,
): Promise<AgentPrincipal | undefined> {
  const { rows } = await sql<AgentRow>`
    SELECT g.name, g.email, a.name AS authority_name, r.role,
      coalesce((
        SELECT json_agg(json_build_object('authorityId', p.authority_id, 'procedureId', p.procedure_id,
          'teamAuthorityId', p.team_authority_id, 'teamId', p.team_id, 'leader', p.leader))
        FROM agent_processing_rights(g.id) p WHERE p.team_authority_id = ${authorityId}), '[]') AS rights
    FROM agents g
    JOIN LATERAL agent_authorities(g.id) r ON r.authority_id = ${authorityId}
    JOIN authorities a ON a.id = r.authority_id
    WHERE g.id = ${agentId}::uuid AND g.active`.execute(open);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    agentId,
    name: row.name,
    email: row.email,
    authorityId,
    authorityName: row.authority_name,
    role: row.role,
    rights: row.rights,
    scope: [...new Set([authorityId, ...row.rights.map((right) => right.authorityId)])],
    // A job has no session.
    sessionHash: Buffer.alloc(0),
  };
}
