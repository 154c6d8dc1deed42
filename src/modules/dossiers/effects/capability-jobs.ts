import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { CapabilityParts } from './capability-parts.ts';
import { followEvent } from './shared/follow-event.ts';
import { followEventKind } from './shared/follow-event-kind.ts';

/** What effects leave to be done once their act is whole. */
export function capabilityJobs(parts: CapabilityParts): JobDefinition<never>[] {
  return [{ name: followEventKind.name, concurrency: 4, run: (data) => followEvent(parts, data) }];
}
