import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type InboxFilter, type InboxRow, listInbox } from './list-inbox.ts';
import type { DossierTrace } from './trace-dossier.ts';

export interface Neighbours {
  readonly previous: Pick<InboxRow, 'authority_id' | 'id'> | undefined;
  readonly next: Pick<InboxRow, 'authority_id' | 'id'> | undefined;
}

/** The dossiers before and after one in a list, whether or not the list still holds that one. */
export async function findNeighbours(
  tx: Tx,
  agent: AgentPrincipal,
  filter: InboxFilter,
  dossier: Pick<DossierTrace, 'id' | 'due_on' | 'submitted_key'>,
  today: string,
): Promise<Neighbours> {
  const cursor = { id: dossier.id, submitted: dossier.submitted_key, due: dossier.due_on };
  const [after, before] = await Promise.all([
    listInbox(tx, agent, filter, { today, after: cursor, limit: 1 }),
    listInbox(tx, agent, filter, { today, before: cursor, limit: 1 }),
  ]);
  return { previous: before.rows[0], next: after.rows[0] };
}
