import type { JobDefinition } from '#platform/jobs/jobs.ts';
import { bulkRunKind } from '../bulk/bulk-job-kind.ts';
import { removeOldRuns } from '../bulk/remove-old-runs.ts';
import { continueBulkRun } from '../bulk/run-bulk.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { forEachAuthority } from '../jobs/for-each-authority.ts';
import { exportKind, makeExport, removeOldExports } from './make-export.ts';

/** What the desk leaves to be done: long acts on many dossiers, exports, and each night what is over: files, what was written to many. */
export function deskJobs(parts: DossiersParts): JobDefinition<never>[] {
  return [
    { name: bulkRunKind.name, concurrency: 1, run: (data) => continueBulkRun(parts, data) },
    { name: exportKind.name, concurrency: 1, retries: 2, run: (data) => makeExport(parts, data) },
    { name: 'remove-old-exports', schedule: '50 3 * * *', concurrency: 1, run: () => removeEverywhere(parts) },
  ];
}

function removeEverywhere(parts: DossiersParts): Promise<void> {
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  return forEachAuthority(parts.platform, async (id) => {
    await removeOldExports(parts, id, now);
    await removeOldRuns(parts, id, now);
  });
}
