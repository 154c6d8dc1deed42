/** Counts failures in windows of time. */
export interface FailureLimit {
  isReached(now: Date): boolean;
  count(now: Date): void;
}

/** At most `max` failures in each window of that many milliseconds. */
export function createFailureLimit(max: number, windowMs: number): FailureLimit {
  let window = 0;
  let failures = 0;
  const enter = (now: Date): void => {
    const current = Math.floor(now.getTime() / windowMs);
    if (current !== window) {
      window = current;
      failures = 0;
    }
  };
  return {
    isReached: (now) => {
      enter(now);
      return failures >= max;
    },
    count: (now) => {
      enter(now);
      failures += 1;
    },
  };
}
