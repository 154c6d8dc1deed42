import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttemptCount, countAttempt, signInRules } from './attempt-rules.ts';

const start = Date.parse('2026-11-22T10:00:00Z');

/** What comes of attempts made at these seconds: let through, or the wait. */
function tryAt(rule: Parameters<typeof countAttempt>[0], seconds: readonly number[]): (number | 'through')[] {
  let known: AttemptCount | undefined;
  return seconds.map((second) => {
    const outcome = countAttempt(rule, known, start + second * 1000);
    if ('wait' in outcome) return outcome.wait;
    known = outcome;
    return 'through';
  });
}

test('five attempts are free, then the wait is over a minute and doubles', () => {
  expect(tryAt(signInRules.account, [0, 1, 2, 3, 4, 5])).toEqual([
    'through',
    'through',
    'through',
    'through',
    'through',
    64,
  ]);
  expect(tryAt(signInRules.account, [0, 0, 0, 0, 0, 65, 66])).toEqual([
    'through',
    'through',
    'through',
    'through',
    'through',
    'through',
    129,
  ]);
});

test('asking again while waiting does not make the wait longer', () => {
  expect(tryAt(signInRules.account, [0, 0, 0, 0, 0, 10, 20, 65]).slice(5)).toEqual([55, 45, 'through']);
});

test('whatever the rhythm, no 24 hours hold more than 25 attempts on an account', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7200 }), { minLength: 60, maxLength: 200 }), (gaps) => {
      let at = 0;
      const times = gaps.map((gap) => (at += gap));
      const through = times.filter(
        (_, index) => tryAt(signInRules.account, times.slice(0, index + 1)).at(-1) === 'through',
      );
      for (const from of through) {
        expect(through.filter((time) => time >= from && time < from + 24 * 3600).length).toBeLessThanOrEqual(25);
      }
    }),
    { numRuns: 20 },
  );
});

test('a day without an attempt forgives all', () => {
  const tries = [...Array.from({ length: 5 }, () => 0), 24 * 3600];
  expect(tryAt(signInRules.account, tries).at(-1)).toBe('through');
});

test('an address behind which many people are forgives one attempt a minute', () => {
  const burst = Array.from({ length: 41 }, () => 0);
  expect(tryAt(signInRules.address, burst).at(-1)).toBe(30);
  expect(tryAt(signInRules.address, [...burst, 60, 60]).slice(-2)).toEqual(['through', 30]);
});
