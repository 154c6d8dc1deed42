import { sql } from 'kysely';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { InboundParts } from '../inbound-parts.ts';
import { eraseOldMessages } from '../usecases/erase-old-messages.ts';
import { fetchMailbox } from '../usecases/fetch-mailbox.ts';
import { type FetchMailboxData, fetchMailboxKind } from './job-kinds.ts';

/** Each minute every mailbox is fetched; each night what messages said is erased at its term. */
export function inboundJobs(parts: InboundParts): JobDefinition<never>[] {
  const jobs: [JobDefinition<object>, JobDefinition<FetchMailboxData>, JobDefinition<object>] = [
    { name: 'fetch-mailboxes', retries: 0, schedule: '* * * * *', concurrency: 1, run: () => askForAll(parts) },
    { name: 'fetch-mailbox', retries: 0, concurrency: 2, run: async (data) => void (await fetchMailbox(parts, data)) },
    { name: 'purge-received-messages', schedule: '50 3 * * *', concurrency: 1, run: () => eraseEverywhere(parts) },
  ];
  return jobs as JobDefinition<never>[];
}

async function askForAll({ platform }: InboundParts): Promise<void> {
  const { rows } = await sql<{
    authority_id: string;
    id: string;
  }>`SELECT authority_id, id FROM mailboxes_to_fetch()`.execute(platform.database.open);
  for (const { authority_id: authorityId, id } of rows) {
    await platform.database.transaction([authorityId], (tx) =>
      platform.jobs.enqueue(tx, fetchMailboxKind, { authorityId, mailboxId: id }),
    );
  }
}

async function eraseEverywhere(parts: InboundParts): Promise<void> {
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  for (const authorityId of await authorities(parts)) {
    await parts.platform.database.transaction([authorityId], (tx) => eraseOldMessages(tx, parts, authorityId, now));
  }
}

async function authorities({ platform }: Pick<InboundParts, 'platform'>): Promise<string[]> {
  const rows = await platform.database.open.selectFrom('authorities').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
