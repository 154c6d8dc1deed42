import { civilDate, instantOf } from '#platform/clock/clock.ts';

/** How a letter came to the counter. */
export const media = ['post', 'registered', 'hand', 'fax'] as const;
export type Medium = (typeof media)[number];

export function isMedium(value: string): value is Medium {
  return media.some((medium) => medium === value);
}

/** What is written of a letter in the register. Dates are `YYYY-MM-DD`. */
export interface MailEntry {
  readonly receivedOn: string;
  readonly medium: Medium;
  readonly sender: string;
  readonly senderAddress: string;
  readonly subject: string;
  /** Before when an answer is wanted; null when nobody said. */
  readonly answerBy: string | null;
}

export interface IncomingMail extends MailEntry {
  readonly authorityId: string;
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly documentIds: readonly string[];
  readonly dossierId: string | null;
  readonly registeredAt: Date;
  /** Undefined while it waits for somebody. */
  readonly settled: 'handled' | 'void' | undefined;
}

/** The number as it is stamped on the paper: `2026-0042`. */
export function registerNumber({ year, number }: Pick<IncomingMail, 'year' | 'number'>): string {
  return `${year}-${String(number).padStart(4, '0')}`;
}

/** `2026-42`, `2026-0042`, `42` as people type it. Undefined when the text is no number of the register. */
export function readRegisterNumber(typed: string): { readonly year?: number; readonly number: number } | undefined {
  const found = /^(?:(\d{4})[-/ ])?0*(\d{1,9})$/.exec(typed.trim());
  if (found === null) return undefined;
  const number = Number(found[2]);
  return found[1] === undefined ? { number } : { year: Number(found[1]), number };
}

/** The year of the register: that of the day in France on which the letter is registered. */
export function registerYear(now: Date): number {
  return civilDate(instantOf(now)).year;
}

/** A day as three fields hold it. @returns `YYYY-MM-DD`, or undefined when there is no such day */
export function readDay(day: string, month: string, year: string): string | undefined {
  if (![day, month, year].every((part) => /^\d{1,4}$/.test(part)) || year.length !== 4) return undefined;
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString();
  } catch {
    return undefined;
  }
}

/** Whether the answer that was wanted is late. `today` is `YYYY-MM-DD`. */
export function isLate(mail: Pick<IncomingMail, 'answerBy' | 'settled'>, today: string): boolean {
  return mail.settled === undefined && mail.answerBy !== null && mail.answerBy < today;
}
