import { expect, test } from 'vitest';
import { createFailureLimit } from './failure-limit.ts';

test('failures are counted in each window, from everybody together', () => {
  const limit = createFailureLimit(2, 60_000);
  const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);
  expect(limit.isReached(at(0))).toBe(false);
  limit.count(at(0));
  expect(limit.isReached(at(1))).toBe(false);
  limit.count(at(1));
  expect(limit.isReached(at(2))).toBe(true);
  expect(limit.isReached(at(61))).toBe(false);
});
