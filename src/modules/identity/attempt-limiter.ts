import type { Clock } from '#platform/clock/clock.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { type AttemptCount, type AttemptRule, countAttempt } from './domain/attempt-rules.ts';

/**
 * Restricts attempts. Asynchronous so that several processes may share one: this one counts in the memory of its
 * process, so that with n web processes behind a proxy an attacker has n times the attempts, until a shared one is given.
 */
export interface AttemptLimiter {
  /** Counts an attempt before it is made; the seconds to wait when it may not be made. */
  take(rule: AttemptRule, who: string): Promise<number | undefined>;
  /** One attempt was a good one: it does not count. */
  giveBack(rule: AttemptRule, who: string): Promise<void>;
  /** All is forgiven. */
  clear(rule: AttemptRule, who: string): Promise<void>;
}

/** Beyond, those who tried the longest ago are forgotten. */
const mostKept = 200_000;

export function createMemoryLimiter(clock: Clock): AttemptLimiter {
  const counts = new Map<string, AttemptCount>();
  const keyOf = (rule: AttemptRule, who: string) => `${rule.name} ${sha256(who).toString('base64')}`;
  return {
    take: async (rule, who) => {
      const key = keyOf(rule, who);
      const outcome = countAttempt(rule, counts.get(key), clock.now().epochMilliseconds);
      if ('wait' in outcome) return outcome.wait;
      // Put at the end: a Map keeps the order of insertion.
      counts.delete(key);
      counts.set(key, outcome);
      if (counts.size > mostKept) counts.delete(counts.keys().next().value ?? '');
      return undefined;
    },
    giveBack: async (rule, who) => {
      const key = keyOf(rule, who);
      const known = counts.get(key);
      if (known !== undefined) counts.set(key, { ...known, count: Math.max(0, known.count - 1) });
    },
    clear: async (rule, who) => {
      counts.delete(keyOf(rule, who));
    },
  };
}

/** An IPv6 customer has a whole /64: it counts as one address. */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail] = ip.split('::', 2);
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}
