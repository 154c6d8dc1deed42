import type { Tx } from '#platform/database/database.ts';

export interface Helper {
  readonly agentId: string;
  /** "France Services de Vernon" */
  readonly structure: string;
}

/**
 * The right "helper" of an agent of the authority. The transaction's scope holds the authority.
 * @param lock keeps the right until the transaction ends: whoever takes it back waits, and then sees what was written
 */
export async function findHelper(
  tx: Tx,
  authorityId: string,
  agentId: string,
  lock?: 'share',
): Promise<Helper | undefined> {
  const query = tx
    .selectFrom('helpers')
    .select(['agent_id as agentId', 'structure'])
    .where('authority_id', '=', authorityId)
    .where('agent_id', '=', agentId);
  return (lock === undefined ? query : query.forShare()).executeTakeFirst();
}

export interface AgentOfAuthority {
  readonly id: string;
  readonly name: string;
  readonly structure: string | null;
}

/** The agents of the authority, with the house of those who are helpers. */
export async function listPossibleHelpers(tx: Tx, authorityId: string): Promise<AgentOfAuthority[]> {
  return tx
    .selectFrom('agent_roles as r')
    .innerJoin('agents as g', 'g.id', 'r.agent_id')
    .leftJoin('helpers as h', (join) =>
      join.onRef('h.agent_id', '=', 'r.agent_id').onRef('h.authority_id', '=', 'r.authority_id'),
    )
    .select(['g.id', 'g.name', 'h.structure'])
    .where('r.authority_id', '=', authorityId)
    .where('g.active', '=', true)
    .orderBy('g.name')
    .execute();
}
