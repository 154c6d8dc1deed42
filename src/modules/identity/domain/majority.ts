/** The age at which a child leaves the households that hold them (Code civil, article 414). */
export const majorityYears = 18;

/** So long before, the household is told. */
export const majorityToldDays = 30;

/** For so long after, the page of the household says who left it. */
export const departureShownDays = 60;

/** The day on which somebody is of age; of a 29 February, the 1 March where the year has none. */
export function majorityDay(birthDate: string): Temporal.PlainDate {
  const birth = Temporal.PlainDate.from(birthDate);
  const day = birth.add({ years: majorityYears });
  return day.day === birth.day ? day : day.add({ days: 1 });
}

/** The day, when it is near: the household is told of it then. */
export function nearMajority(birthDate: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const day = majorityDay(birthDate);
  const days = today.until(day, { largestUnit: 'days' }).days;
  return days <= majorityToldDays ? day : undefined;
}
