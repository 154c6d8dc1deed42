import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { IdentityParts } from '../../identity-parts.ts';
import { requireAdministrator } from '../../usecases/require-administrator.ts';
import { unlinkProConnect } from './arrive-agent.ts';

export interface LinkedAgent {
  readonly agentId: string;
  readonly name: string;
  readonly linkedAt: Date;
}

/** The agents of the administrator's authority whom ProConnect lets in, by name. */
export async function listLinkedAgents(parts: IdentityParts, by: AgentPrincipal): Promise<LinkedAgent[]> {
  const authorityId = requireAdministrator(by);
  const rows = await parts.platform.database.transaction([authorityId], (tx) =>
    tx
      .selectFrom('agent_roles as r')
      .innerJoin('agents as g', 'g.id', 'r.agent_id')
      .innerJoin('agent_federations as f', 'f.agent_id', 'g.id')
      .select((eb) => ['g.id', 'g.name', eb.fn.min('f.linked_at').as('linked_at')])
      .where('r.authority_id', '=', authorityId)
      .groupBy(['g.id', 'g.name'])
      .orderBy('g.name')
      .execute(),
  );
  return rows.map((row) => ({ agentId: row.id, name: row.name, linkedAt: row.linked_at }));
}

/** For an agent who comes by another identity provider from now on. @throws NotFoundError for another authority's */
export async function unlinkAgent(parts: IdentityParts, by: AgentPrincipal, agentId: string): Promise<void> {
  const own = await listLinkedAgents(parts, by);
  if (!own.some((one) => one.agentId === agentId)) throw new NotFoundError();
  await unlinkProConnect(parts, agentId);
}
