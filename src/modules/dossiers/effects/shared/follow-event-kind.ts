import type { SystemEvent } from '#modules/workflow/index.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';

export interface FollowEventData {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly on: Exclude<SystemEvent, 'delay'>;
  readonly origin: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What an effect brings about at once is followed when the act that it belongs to is whole. */
export const followEventKind: JobKind<FollowEventData> = { name: 'follow-dossier-event' };
