import type { JobKind } from '#platform/jobs/jobs.ts';

export interface BulkRunData {
  readonly authorityId: string;
  readonly runId: string;
}

/** Goes on with acts on many dossiers, where they are. */
export const bulkRunKind: JobKind<BulkRunData> = { name: 'act-on-many' };
