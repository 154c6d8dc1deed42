import type { Clock } from '#platform/clock/clock.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Reader, Tx } from '#platform/database/database.ts';
import {
  type AttemptCount,
  type AttemptRule,
  countAttempt,
  helperRules,
  mailRule,
  secondFactorRule,
  signInRules,
  trackingCodeRule,
} from './domain/attempt-rules.ts';

/** Restricts attempts, for all processes together. */
export interface AttemptLimiter {
  /** Counts an attempt before it is made; the seconds to wait when it may not be made. */
  take(rule: AttemptRule, who: string): Promise<number | undefined>;
  /** One attempt was a good one: it does not count. */
  giveBack(rule: AttemptRule, who: string): Promise<void>;
  /** All is forgiven. */
  clear(rule: AttemptRule, who: string): Promise<void>;
}

/** What is attempted; each kind has its own rule and its own counts. */
export const attemptKinds = {
  'sign-in-account': signInRules.account,
  'sign-in-network': signInRules.address,
  mail: mailRule,
  'second-factor': secondFactorRule,
  'tracking-code': trackingCodeRule,
  'helper-code': helperRules.code,
  'helper-network': helperRules.network,
} as const satisfies Record<string, AttemptRule>;
export type AttemptKind = keyof typeof attemptKinds;

/** Another process counted at the same moment: so many times one's own count is worked out again. */
const mostTries = 60;
/** Seconds to wait when the others were always faster, which only a flood is. */
const crowded = 2;

/**
 * Counts one attempt for each key (an account, `networkOf(ip)`…), in the database that all processes share.
 * @returns the longest wait in seconds when it may not be made, undefined when it may. Keys that had none to wait for are
 * counted all the same: whoever is refused by one limit goes on paying at the other.
 */
export async function limitAttempts(
  open: Reader | Tx,
  { kind, keys, now }: { readonly kind: AttemptKind; readonly keys: readonly string[]; readonly now: Date },
): Promise<{ readonly wait: number } | undefined> {
  let longest: number | undefined;
  for (const who of keys) {
    const wait = await takeAttempt(open, attemptKinds[kind], who, now);
    if (wait !== undefined) longest = Math.max(longest ?? 0, wait);
  }
  return longest === undefined ? undefined : { wait: longest };
}

/** The attempt of these keys was a good one: it does not count. */
export async function forgiveAttempt(
  open: Reader | Tx,
  { kind, keys }: { readonly kind: AttemptKind; readonly keys: readonly string[] },
): Promise<void> {
  await forgive(
    open,
    keys.map((who) => keyOf(attemptKinds[kind], who)),
  );
}

/** The limiter of the database. Only hashes of accounts and addresses are kept, for a day after the last attempt. */
export function createDatabaseLimiter(open: Reader, clock: Clock): AttemptLimiter {
  return {
    take: (rule, who) => takeAttempt(open, rule, who, new Date(clock.now().epochMilliseconds)),
    giveBack: (rule, who) => forgive(open, [keyOf(rule, who)]),
    clear: async (rule, who) => {
      await open.deleteFrom('attempts').where('key', '=', keyOf(rule, who)).execute();
    },
  };
}

/**
 * Compares and exchanges: the count is worked out by the one rule of `domain/`, and written only over the one that was
 * read. Two processes never let through one attempt too many between them, and nobody waits for a lock.
 */
async function takeAttempt(open: Reader | Tx, rule: AttemptRule, who: string, now: Date): Promise<number | undefined> {
  const key = keyOf(rule, who);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const known = await open
      .selectFrom('attempts')
      .select(['count', 'last_at'])
      .where('key', '=', key)
      .executeTakeFirst();
    const before = known && { count: known.count, last: known.last_at.getTime() };
    const outcome = countAttempt(rule, before, now.getTime());
    if ('wait' in outcome) return outcome.wait;
    if (await exchange(open, key, before, outcome)) return undefined;
  }
  return crowded;
}

async function exchange(
  open: Reader | Tx,
  key: Buffer,
  before: AttemptCount | undefined,
  after: AttemptCount,
): Promise<boolean> {
  const values = { count: after.count, last_at: new Date(after.last) };
  if (before === undefined) {
    const added = await open
      .insertInto('attempts')
      .values({ key, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await open
    .updateTable('attempts')
    .set(values)
    .where('key', '=', key)
    .where('count', '=', before.count)
    .where('last_at', '=', new Date(before.last))
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

async function forgive(open: Reader | Tx, keys: readonly Buffer[]): Promise<void> {
  await open
    .updateTable('attempts')
    .set((eb) => ({ count: eb.fn<number>('greatest', [eb.val(0), eb('count', '-', 1)]) }))
    .where('key', 'in', keys)
    .execute();
}

function keyOf(rule: AttemptRule, who: string): Buffer {
  return sha256(`${rule.name} ${who}`);
}
