import type { JobDefinition } from '#platform/jobs/jobs.ts';
import { watchClock } from '../clock/usecases/watch-clock.ts';
import { deskJobs } from '../export/export-jobs.ts';
import type { CapabilityParts } from './capability-parts.ts';
import { writeBatch, writeLetterBatchKind } from './letter/batch.ts';
import { watchOpinions } from './opinion/close-opinion.ts';
import { followEvent } from './shared/follow-event.ts';
import { followEventKind } from './shared/follow-event-kind.ts';
import { remindSigners } from './signature/remind-signers.ts';
import { transferDossier } from './transfer/transfer-dossier.ts';
import { transferDossierKind } from './transfer/transfer-kind.ts';

/** What effects leave to be done once their act is whole, and what is looked at each morning. */
export function capabilityJobs(parts: CapabilityParts): JobDefinition<never>[] {
  return [
    ...deskJobs(parts),
    { name: followEventKind.name, concurrency: 4, run: (data) => followEvent(parts, data) },
    { name: transferDossierKind.name, concurrency: 2, run: (data) => transferDossier(parts, data) },
    {
      // Dates end with a day; the other hours catch up what a night missed, and tell in the day what is to be told.
      name: 'watch-clock',
      schedule: '17 * * * *',
      concurrency: 1,
      run: () => watchClock(parts, originOf(parts)),
    },
    {
      name: 'watch-opinions',
      schedule: '10 6 * * *',
      concurrency: 1,
      run: () => inEveryAuthority(parts, watchOpinions),
    },
    {
      name: writeLetterBatchKind.name,
      concurrency: 1,
      run: (data: { authorityId: string; batchId: string }) => writeBatch(parts, data),
    },
    {
      name: 'remind-signers',
      schedule: '20 6 * * 1-5',
      concurrency: 1,
      run: () => inEveryAuthority(parts, remindSigners),
    },
  ];
}

function originOf({ platform: { config } }: CapabilityParts): string {
  return (config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/$/, '');
}

/** Every authority in turn; the trouble of one does not keep the others waiting, and the job then fails to be tried again. */
async function inEveryAuthority(
  parts: CapabilityParts,
  look: (parts: CapabilityParts, authorityId: string, origin: string) => Promise<unknown>,
): Promise<void> {
  const { database } = parts.platform;
  const origin = originOf(parts);
  const authorities = await database.open.selectFrom('authorities').select('id').orderBy('id').execute();
  const failures: unknown[] = [];
  for (const { id } of authorities) {
    try {
      await look(parts, id, origin);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} authorities failed`);
}
