/** Two hats are never mixed: a resident's account and an agent have their own ways to sign in. */
export type Hat = 'resident' | 'agent';

/** Whose way to sign in it is. */
export interface Owner {
  readonly hat: Hat;
  /** Of the account or of the agent. */
  readonly id: string;
}

/** The column that names the owner in the tables of this module. */
export const ownerColumns = { resident: 'account_id', agent: 'agent_id' } as const;

/** The owner as a new row says it. */
export function ownerValues({ hat, id }: Owner): { account_id: string | null; agent_id: string | null } {
  return hat === 'resident' ? { account_id: id, agent_id: null } : { account_id: null, agent_id: id };
}

/** The owner that a row names. */
export function ownerOf(row: { account_id: string | null; agent_id: string | null }): Owner {
  if (row.account_id !== null) return { hat: 'resident', id: row.account_id };
  if (row.agent_id !== null) return { hat: 'agent', id: row.agent_id };
  throw new Error('The row has no owner');
}
