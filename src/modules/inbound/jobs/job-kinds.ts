import type { JobKind } from '#platform/jobs/jobs.ts';

export interface FetchMailboxData {
  readonly authorityId: string;
  readonly mailboxId: string;
}

export const fetchMailboxKind: JobKind<FetchMailboxData> = { name: 'fetch-mailbox' };
