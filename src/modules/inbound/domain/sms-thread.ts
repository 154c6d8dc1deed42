/** A dossier that wrote to a number. */
export interface SmsThread {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly writtenAt: Date;
}

/** Days after which nobody answers an SMS any more. */
export const smsThreadDays = 30;
const clearHours = 72;

/**
 * The dossier that an SMS answers: the last one that wrote to the number, unless another had written shortly before, so
 * that nobody can tell. @param threads the latest first
 */
export function threadOfSms(threads: readonly SmsThread[]): SmsThread | undefined {
  const [last, before] = threads;
  if (last === undefined || before === undefined) return last;
  const hours = (last.writtenAt.getTime() - before.writtenAt.getTime()) / 3_600_000;
  return hours >= clearHours ? last : undefined;
}
