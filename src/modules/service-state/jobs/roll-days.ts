import { civilDate } from '#platform/clock/clock.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { beginningOf } from '../domain/availability.ts';
import { readBeginning, readDays } from '../queries/read-measures.ts';

/** Days for which minutes stay, beside today. */
const minutesKept = 3;
/** Months for which days stay. */
const daysKept = 13;

/** Sums up the days that are over, lets go of old minutes and of days older than thirteen months. */
export async function rollDays({ database, clock }: Pick<Platform, 'database' | 'clock'>): Promise<void> {
  const { open } = database;
  const now = new Date(clock.now().epochMilliseconds);
  const today = civilDate(clock.now());
  const began = await readBeginning(open);
  if (began === undefined) return;
  const last = await open.selectFrom('service_days').select('day').orderBy('day', 'desc').limit(1).executeTakeFirst();
  const from =
    last === undefined
      ? civilDate(Temporal.Instant.fromEpochMilliseconds(began))
      : Temporal.PlainDate.from(last.day).add({ days: 1 });
  for (const { day, figures } of await readDays(open, { from, to: today.subtract({ days: 1 }), began }, now)) {
    await open
      .insertInto('service_days')
      .values({ day, ...figures, durations: [...figures.durations] })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await open
    .deleteFrom('service_minutes')
    .where('minute', '<', new Date(beginningOf(today.subtract({ days: minutesKept }))))
    .execute();
  await open
    .deleteFrom('service_days')
    .where('day', '<', today.subtract({ months: daysKept }).toString())
    .execute();
}

/** Soon after each hour: the day before is summed up early in the morning, and nothing depends on one hour. */
export function rollDaysJob(platform: Platform): JobDefinition<never> {
  return { name: 'roll-service-days', schedule: '7 * * * *', concurrency: 1, run: () => rollDays(platform) };
}
