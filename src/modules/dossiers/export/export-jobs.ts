import type { JobDefinition } from '#platform/jobs/jobs.ts';
import { bulkRunKind } from '../bulk/bulk-job-kind.ts';
import { removeOldRuns } from '../bulk/remove-old-runs.ts';
import { continueBulkRun } from '../bulk/run-bulk.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { exportKind, makeExport, removeOldExports } from './make-export.ts';

/** What the desk leaves to be done: long acts on many dossiers, exports, and each night what is over: files, what was written to many. */
export function deskJobs(parts: DossiersParts): JobDefinition<never>[] {
  return [
    { name: bulkRunKind.name, concurrency: 1, run: (data) => continueBulkRun(parts, data) },
    { name: exportKind.name, concurrency: 1, retries: 2, run: (data) => makeExport(parts, data) },
    { name: 'remove-old-exports', schedule: '50 3 * * *', concurrency: 1, run: () => removeEverywhere(parts) },
  ];
}

/** Every authority in turn; the trouble of one does not keep the others waiting, and the job then fails to be tried again. */
async function removeEverywhere(parts: DossiersParts): Promise<void> {
  const { database, clock } = parts.platform;
  const now = new Date(clock.now().epochMilliseconds);
  const failures: unknown[] = [];
  for (const { id } of await database.open.selectFrom('authorities').select('id').orderBy('id').execute()) {
    try {
      await removeOldExports(parts, id, now);
      await removeOldRuns(parts, id, now);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} authorities failed`);
}
