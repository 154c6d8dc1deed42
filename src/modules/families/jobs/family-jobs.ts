import { markSoonOfAge, removeGrownChildren } from '#modules/identity/index.ts';
import { queueAccountEmail } from '#modules/notifications/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';

/**
 * Children who are of age leave the households, and all that was said of them there with them: who shares them, who may
 * collect them. Each parent is told, and a month before too.
 */
export async function leaveAtMajority(platform: Platform): Promise<void> {
  const today = civilDate(platform.clock.now());
  await platform.database.transaction([], async (tx) => {
    for (const accountId of await removeGrownChildren(tx, today))
      await queueAccountEmail(platform, tx, 'child-of-age', { accountId });
    const now = new Date(platform.clock.now().epochMilliseconds);
    for (const accountId of await markSoonOfAge(tx, today, now))
      await queueAccountEmail(platform, tx, 'child-soon-of-age', { accountId });
  });
}

export function familyJobs(platform: Platform): [JobDefinition<object>] {
  return [{ name: 'leave-at-majority', schedule: '41 4 * * *', concurrency: 1, run: () => leaveAtMajority(platform) }];
}
