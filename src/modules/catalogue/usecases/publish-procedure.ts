import { sql } from 'kysely';
import type { WorkflowDefinition } from '#modules/workflow/index.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import { contentHash } from '../domain/content-hash.ts';
import type { Procedure } from '../domain/procedure-schema.ts';

/**
 * Publishes a checked procedure under the number that follows its last one; the same content is not published twice.
 * @returns the number of the version, and whether it is a new one
 */
export async function publishProcedure(
  tx: Tx,
  { procedure, workflow }: { readonly procedure: Procedure; readonly workflow: WorkflowDefinition },
): Promise<{ version: number; isNew: boolean }> {
  const id = procedure.procedure;
  // Two publications at once get two numbers.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 6))`.execute(tx);
  const latest = await tx
    .selectFrom('procedure_versions')
    .select(['version', 'content_hash'])
    .where('procedure_id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const hash = contentHash({ procedure, workflow });
  if (latest?.content_hash === hash) return { version: latest.version, isNew: false };
  const version = (latest?.version ?? 0) + 1;
  await tx
    .insertInto('procedure_versions')
    .values({
      procedure_id: id,
      version,
      definition: JSON.stringify({ ...procedure, version }),
      workflow: JSON.stringify(workflow),
      content_hash: hash,
    })
    .execute();
  return { version, isNew: true };
}

/** Nobody can begin the procedure any more; dossiers under way go on. Harmless when repeated. */
export async function withdrawProcedure(tx: Tx, procedureId: string, now: Date): Promise<void> {
  await tx
    .insertInto('procedure_withdrawals')
    .values({ procedure_id: procedureId, withdrawn_at: now })
    .onConflict((conflict) => conflict.column('procedure_id').doNothing())
    .execute();
}

/** The procedure can be begun again wherever it is offered. */
export async function reopenProcedure(tx: Tx, procedureId: string): Promise<void> {
  await tx.deleteFrom('procedure_withdrawals').where('procedure_id', '=', procedureId).execute();
}

/** The procedures that are withdrawn, with the day since when. */
export async function listWithdrawals(reader: Reader): Promise<ReadonlyMap<string, Date>> {
  const rows = await reader.selectFrom('procedure_withdrawals').selectAll().execute();
  return new Map(rows.map((row) => [row.procedure_id, row.withdrawn_at]));
}
