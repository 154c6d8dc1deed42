import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { EditorParts } from '../editor-parts.ts';
import { publishScheduledDraft } from '../usecases/publish-draft.ts';
import { publishScheduled } from './job-kinds.ts';

export function editorJobs(parts: EditorParts): JobDefinition<never>[] {
  const publish: JobDefinition<{ authorityId: string; draftId: string }> = {
    name: publishScheduled.name,
    concurrency: 1,
    run: ({ authorityId, draftId }) => publishScheduledDraft(parts, authorityId, draftId),
  };
  return [publish as unknown as JobDefinition<never>];
}
