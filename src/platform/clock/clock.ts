/** The time, handed in so that rules about dates can be tried at any date. */
export interface Clock {
  now(): Temporal.Instant;
}

/** Where the law counts days. */
export const legalTimeZone = 'Europe/Paris';

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** The civil date in France at that moment. */
export function civilDate(instant: Temporal.Instant): Temporal.PlainDate {
  const minute = Math.floor(instant.epochMilliseconds / 60_000);
  if (minute !== lastMinute || lastDate === undefined) {
    lastDate = instant.toZonedDateTimeISO(legalTimeZone).toPlainDate();
    lastMinute = minute;
  }
  return lastDate;
}

/** Each page asks for the date of today; dates change with a minute. */
let lastMinute: number | undefined;
let lastDate: Temporal.PlainDate | undefined;

/** Temporal from what the database driver gives. */
export function instantOf(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}
