import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { type RemoveUnusedFileData, unusedFileJob } from './remove-unused-file.ts';
import { type ScanDocumentData, scanJob } from './scan-document.ts';

/** The jobs of this module, for the process that runs jobs. */
export function documentJobs(
  platform: Platform,
): [JobDefinition<RemoveUnusedFileData>, JobDefinition<ScanDocumentData>] {
  return [unusedFileJob(platform), scanJob(platform)];
}
