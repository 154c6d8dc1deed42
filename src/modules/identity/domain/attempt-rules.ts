/** How many attempts are left to whoever fails, in seconds. */
export interface AttemptRule {
  readonly name: string;
  /** Attempts before there is anything to wait for. */
  readonly free: number;
  /** The first wait; each further attempt doubles it, up to `longestWait`. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** After so many attempts, none until the day after the last. */
  readonly mostInARow?: number;
  /** One attempt is forgiven in each such time, for addresses behind which many people are. */
  readonly forgiveEvery?: number;
}

export interface AttemptCount {
  readonly count: number;
  /** Milliseconds since 1970 of the last attempt that was let through. */
  readonly last: number;
}

const day = 24 * 3600;

/**
 * The restriction that lets a password of 50 bits do. CNIL, délibération n° 2022-100, case no. 2: a wait that grows
 * after several failures, above one minute after five, and 25 attempts in 24 hours at most.
 */
export const signInRules = {
  account: { name: 'account', free: 5, firstWait: 65, longestWait: 3600, mostInARow: 25 },
  /** A town hall's or a library's whole network may have one address. */
  address: { name: 'address', free: 40, firstWait: 30, longestWait: 900, forgiveEvery: 60 },
} as const satisfies Record<string, AttemptRule>;

/** Mails that anybody can have sent to somebody else's address. */
export const mailRule: AttemptRule = { name: 'mail', free: 3, firstWait: 600, longestWait: 3600, mostInARow: 10 };

/** Six digits, of which three are good at any moment, or a recovery code. */
export const secondFactorRule: AttemptRule = {
  name: 'second-factor',
  free: 5,
  firstWait: 65,
  longestWait: 3600,
  mostInARow: 25,
};

/** Wrong tracking codes of one network: a family mistypes, a guesser is slowed down, and nobody else is. */
export const trackingCodeRule: AttemptRule = {
  name: 'tracking-code',
  free: 20,
  firstWait: 30,
  longestWait: 900,
  forgiveEvery: 30,
};

/** Lost second factors that one agent has released: a counter sees few in a day. */
export const releaseRule: AttemptRule = { name: 'release', free: 5, firstWait: 600, longestWait: 3600, mostInARow: 20 };

/** Codes that a resident reads out to a helper. */
export const helperRules = {
  code: { name: 'helper-code', free: 5, firstWait: 65, longestWait: 3600, mostInARow: 15 },
  network: { name: 'helper-network', free: 40, firstWait: 30, longestWait: 900, forgiveEvery: 60 },
} as const satisfies Record<string, AttemptRule>;

/** The count after an attempt, or the seconds to wait before one is let through. */
export function countAttempt(
  rule: AttemptRule,
  known: AttemptCount | undefined,
  now: number,
): AttemptCount | { readonly wait: number } {
  if (known === undefined) return { count: 1, last: now };
  const since = Math.max(0, (now - known.last) / 1000);
  if (since >= day) return { count: 1, last: now };
  const forgiven = rule.forgiveEvery === undefined ? 0 : since / rule.forgiveEvery;
  const count = Math.max(0, known.count - forgiven);
  const wait = waitAfter(rule, count) - since;
  return wait > 0 ? { wait: Math.ceil(wait) } : { count: count + 1, last: now };
}

function waitAfter(rule: AttemptRule, count: number): number {
  if (rule.mostInARow !== undefined && count >= rule.mostInARow) return day;
  if (count < rule.free) return 0;
  return Math.min(rule.longestWait, rule.firstWait * 2 ** Math.min(20, Math.floor(count - rule.free)));
}
