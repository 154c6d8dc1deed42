import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { mayProcess } from '../domain/agent-policies.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { type InboxCursor, type InboxFilter, listInbox } from '../queries/list-inbox.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';
import { type BulkAct, type ChosenDossier, doneAtOnce, mostInRun } from './bulk-act.ts';
import { bulkRunKind } from './bulk-job-kind.ts';

export interface BulkRequest {
  readonly act: BulkAct;
  /** Ticked one by one, or every dossier of a list. */
  readonly chosen:
    | { readonly ticked: readonly ChosenDossier[] }
    | { readonly whole: InboxFilter; readonly query: string };
  /** What the page made: the form sent twice is one run. */
  readonly key: string;
  readonly origin: string;
  readonly now: Date;
  /** YYYY-MM-DD */
  readonly today: string;
}

export interface CreatedRun {
  readonly runId: string;
  readonly count: number;
  /** False when the form had been received before. */
  readonly isNew: boolean;
}

/**
 * Writes down what is to be done to which dossiers; a long run is left to a job. Dossiers that the agent may not see are
 * not even written down.
 */
export async function createBulkRun(
  parts: Pick<DossiersParts, 'platform'>,
  agent: AgentPrincipal,
  request: BulkRequest,
): Promise<CreatedRun> {
  return parts.platform.database.transaction(agent.scope, async (tx) => {
    const runId = newId(request.now.getTime());
    const inserted = await tx
      .insertInto('bulk_runs')
      .values({
        authority_id: agent.authorityId,
        id: runId,
        agent_id: agent.agentId,
        key: request.key,
        act: JSON.stringify(request.act),
        query: 'whole' in request.chosen ? request.chosen.query : null,
        origin: request.origin,
        created_at: request.now,
      })
      .onConflict((conflict) => conflict.columns(['authority_id', 'agent_id', 'key']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) return findCreated(tx, agent, request.key);
    const rows =
      'whole' in request.chosen
        ? await listWhole(tx, agent, request.chosen.whole, request.today)
        : await listTicked(tx, agent, request.chosen.ticked);
    for (let start = 0; start < rows.length; start += 1000) {
      await tx
        .insertInto('bulk_run_rows')
        .values(
          rows.slice(start, start + 1000).map((row, index) => ({
            authority_id: agent.authorityId,
            run_id: runId,
            position: start + index + 1,
            dossier_authority_id: row.authority_id,
            dossier_id: row.id,
            code: row.code,
          })),
        )
        .execute();
    }
    if (rows.length > doneAtOnce)
      await parts.platform.jobs.enqueue(tx, bulkRunKind, { authorityId: agent.authorityId, runId });
    return { runId, count: rows.length, isNew: true };
  });
}

async function findCreated(tx: Tx, agent: AgentPrincipal, key: string): Promise<CreatedRun> {
  const run = await tx
    .selectFrom('bulk_runs')
    .select('id')
    .where('authority_id', '=', agent.authorityId)
    .where('agent_id', '=', agent.agentId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  const { count } = await tx
    .selectFrom('bulk_run_rows')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('authority_id', '=', agent.authorityId)
    .where('run_id', '=', run.id)
    .executeTakeFirstOrThrow();
  return { runId: run.id, count: Number(count), isNew: false };
}

interface RunRow {
  readonly authority_id: string;
  readonly id: string;
  readonly code: string;
}

async function listWhole(tx: Tx, agent: AgentPrincipal, filter: InboxFilter, today: string): Promise<RunRow[]> {
  const rows: RunRow[] = [];
  let after: InboxCursor | undefined;
  do {
    const limit = Math.min(1000, mostInRun - rows.length);
    const page = await listInbox(tx, agent, filter, { today, limit, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined && rows.length < mostInRun);
  return rows;
}

/** In the order in which they were ticked, each once. */
async function listTicked(tx: Tx, agent: AgentPrincipal, chosen: readonly ChosenDossier[]): Promise<RunRow[]> {
  if (chosen.length === 0) return [];
  const rows = await tx
    .selectFrom('dossiers')
    .select(['authority_id', 'id', 'code', 'procedure_id', 'team_authority_id', 'team_id'])
    .where('authority_id', 'in', [...new Set(chosen.map((one) => one.authorityId))])
    .where(
      'id',
      'in',
      chosen.map((one) => one.dossierId),
    )
    .execute();
  const seen = new Map(rows.filter((row) => mayProcess(agent, processedDossier(row))).map((row) => [row.id, row]));
  return [...new Set(chosen.map((one) => one.dossierId))].flatMap((id) => seen.get(id) ?? []);
}
