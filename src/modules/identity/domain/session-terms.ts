const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How long sessions live, in seconds. */
export const sessionTerms = {
  /** "Stay signed in on this device": ends after 30 days without a visit, and 90 days after the sign-in in any case. */
  remembered: { idle: 30 * day, longest: 90 * day },
  /** Otherwise, as on a shared computer: two hours without a visit; the browser forgets the cookie when it closes. */
  passing: { idle: 2 * hour, longest: 12 * hour },
  /** An agent signs in each working day, and after four hours without a visit unless the installation says otherwise. */
  agent: { idle: 4 * hour, longest: 12 * hour },
  /** A visit is written down at most this often. */
  seenEvery: 5 * minute,
} as const;

/** When the new session of a resident ends if nobody comes back. */
export function firstExpiry(now: Date, remembered: boolean): Date {
  const { idle } = remembered ? sessionTerms.remembered : sessionTerms.passing;
  return new Date(now.getTime() + idle * 1000);
}

/** When the new session of an agent ends if nobody comes back. @param idle in seconds */
export function firstAgentExpiry(now: Date, idle: number): Date {
  return new Date(now.getTime() + Math.min(idle, sessionTerms.agent.longest) * 1000);
}

/** When it ends after a visit: later than it would have, and never later than the longest. */
export function renewedAgentExpiry(
  session: { readonly createdAt: Date; readonly expiresAt: Date },
  now: Date,
  idle: number,
): Date {
  const longest = session.createdAt.getTime() + sessionTerms.agent.longest * 1000;
  return new Date(Math.max(session.expiresAt.getTime(), Math.min(now.getTime() + idle * 1000, longest)));
}

/** A session that was ever given more than the longest of a passing one. */
export function isRemembered(session: { readonly createdAt: Date; readonly expiresAt: Date }): boolean {
  return session.expiresAt.getTime() - session.createdAt.getTime() > sessionTerms.passing.longest * 1000;
}

/** When a resident's session ends after a visit, or undefined when the visit need not be written down. */
export function renewedExpiry(
  session: { readonly createdAt: Date; readonly seenAt: Date; readonly expiresAt: Date },
  now: Date,
): Date | undefined {
  if (now.getTime() - session.seenAt.getTime() < sessionTerms.seenEvery * 1000) return undefined;
  const { idle, longest } = isRemembered(session) ? sessionTerms.remembered : sessionTerms.passing;
  return new Date(Math.min(now.getTime() + idle * 1000, session.createdAt.getTime() + longest * 1000));
}
