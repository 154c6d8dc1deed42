/** The time, handed in so that rules about dates can be tried at any date. */
export interface Clock {
  now(): Temporal.Instant;
}

/** Where the law counts days. */
export const legalTimeZone = 'Europe/Paris';

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** The civil date in France at that moment. */
export function civilDate(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(legalTimeZone).toPlainDate();
}

/** Temporal from what the database driver gives. */
export function instantOf(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}
