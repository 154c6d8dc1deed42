import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

const pageSize = 100;

/** A run of the agent's own: nobody else sees it. */
export function findRun(tx: Tx, agent: Pick<AgentPrincipal, 'agentId' | 'authorityId'>, runId: string) {
  return tx
    .selectFrom('bulk_runs')
    .select(['id', 'act', 'query', 'state', 'created_at', 'finished_at'])
    .where('authority_id', '=', agent.authorityId)
    .where('id', '=', runId)
    .where('agent_id', '=', agent.agentId)
    .executeTakeFirst();
}

export interface RunPage {
  /** By outcome; `waiting` for those not done yet. */
  readonly counts: ReadonlyMap<string, number>;
  readonly rows: readonly Selectable<Tables['bulk_run_rows']>[];
  /** The position after which the next page begins; undefined on the last. */
  readonly next: number | undefined;
}

export async function readRunPage(
  tx: Tx,
  authorityId: string,
  runId: string,
  options: { readonly after: number; readonly onlyTroubles: boolean },
): Promise<RunPage> {
  const counts = await tx
    .selectFrom('bulk_run_rows')
    .select((eb) => ['outcome', eb.fn.countAll<string>().as('count')])
    .where('authority_id', '=', authorityId)
    .where('run_id', '=', runId)
    .groupBy('outcome')
    .execute();
  let query = tx
    .selectFrom('bulk_run_rows')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('run_id', '=', runId)
    .where('position', '>', options.after)
    .orderBy('position')
    .limit(pageSize + 1);
  if (options.onlyTroubles) query = query.where('outcome', 'in', ['refused', 'impossible', 'failed']);
  const rows = await query.execute();
  const shown = rows.slice(0, pageSize);
  return {
    counts: new Map(counts.map((row) => [row.outcome ?? 'waiting', Number(row.count)])),
    rows: shown,
    next: rows.length > pageSize ? shown.at(-1)?.position : undefined,
  };
}
