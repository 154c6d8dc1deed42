import type { JobKind } from '#platform/jobs/jobs.ts';

/** Publishes a draft on the day that was chosen. */
export const publishScheduled: JobKind<{ authorityId: string; draftId: string }> = {
  name: 'publish-scheduled-procedure',
};
