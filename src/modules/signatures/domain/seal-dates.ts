/** Days before its end when an administrator is warned. */
export const warnedDays = 30;

/** Whole days until the end of a certificate; 0 or less once it has ended. */
export function daysLeft(validUntil: Date, now: Date): number {
  return Math.ceil((validUntil.getTime() - now.getTime()) / (24 * 3600 * 1000));
}
