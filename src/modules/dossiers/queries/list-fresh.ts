import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type InboxFilter, type InboxRow, listInbox } from './list-inbox.ts';

/** More new ones than this are neither counted nor shown at once. */
export const mostFresh = 99;

export interface FreshDossiers {
  /** In the order of filing, the oldest first. */
  readonly rows: readonly InboxRow[];
  /** There are newer ones still. */
  readonly more: boolean;
}

/**
 * The dossiers of a list that were filed after a moment, in one statement that reads no more of the index than they are.
 * @param since a moment as PostgreSQL writes it
 * @param today YYYY-MM-DD
 */
export async function listFresh(
  tx: Tx,
  agent: AgentPrincipal,
  filter: InboxFilter,
  since: string,
  today: string,
): Promise<FreshDossiers> {
  // In the order of filing, those before the last one known: the newest of all has the greatest identifier.
  const known = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', submitted: since, due: null };
  const { rows, next } = await listInbox(
    tx,
    agent,
    { ...filter, order: 'oldest' },
    { today, after: known, limit: mostFresh },
  );
  return { rows, more: next !== undefined };
}
