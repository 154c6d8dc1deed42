import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type InboxFilter, type InboxRow, listInbox } from './list-inbox.ts';

export interface Neighbours {
  readonly previous: Pick<InboxRow, 'authority_id' | 'id'> | undefined;
  readonly next: Pick<InboxRow, 'authority_id' | 'id'> | undefined;
}

/** The dossiers before and after one in a list, whether or not the list still holds that one. */
export async function findNeighbours(
  tx: Tx,
  agent: AgentPrincipal,
  filter: InboxFilter,
  dossier: { readonly authority_id: string; readonly id: string; readonly due_on: string | null },
  today: string,
): Promise<Neighbours> {
  const key = await tx
    .selectFrom('dossiers')
    .select(sql<string>`submitted_at::text`.as('submitted'))
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '=', dossier.id)
    .executeTakeFirst();
  if (key === undefined) return { previous: undefined, next: undefined };
  const cursor = { id: dossier.id, submitted: key.submitted, due: dossier.due_on };
  const after = await listInbox(tx, agent, filter, { today, after: cursor, limit: 1 });
  const before = await listInbox(tx, agent, filter, { today, before: cursor, limit: 1 });
  return { previous: before.rows[0], next: after.rows[0] };
}
