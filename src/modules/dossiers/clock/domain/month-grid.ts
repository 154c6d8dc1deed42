/** The weeks of a month, Monday first; the days of the months beside it are left empty. */
export function monthGrid(month: Temporal.PlainYearMonth): (Temporal.PlainDate | undefined)[][] {
  const first = month.toPlainDate({ day: 1 });
  const days: (Temporal.PlainDate | undefined)[] = Array.from({ length: first.dayOfWeek - 1 }, () => undefined);
  for (let day = 1; day <= month.daysInMonth; day += 1) days.push(first.with({ day }));
  while (days.length % 7 !== 0) days.push(undefined);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** The month that an address asks for; undefined when it is none between 2000 and 2199. */
export function monthOf(text: string | undefined): Temporal.PlainYearMonth | undefined {
  return text !== undefined && /^2[01]\d{2}-(0[1-9]|1[0-2])$/.test(text)
    ? Temporal.PlainYearMonth.from(text)
    : undefined;
}

/** The day that an address asks for. */
export function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || !/^2[01]\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}
