import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentile, shareWithin } from './percentile.ts';

test.each([
  [[1, 2, 3], 0.5, 2],
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 1, 1, 1, 1, 1, 1, 1, 1, 40], 0.9, 1],
  [[1, 1, 1, 1, 1, 1, 1, 1, 39, 40], 0.9, 39],
  [[7], 0.9, 7],
  [[0], 0.5, 0],
])('of %j, %d is %d', (days, share, expected) => {
  expect(percentile(counted(days), share)).toBe(expected);
});

test('without dossiers there is none', () => {
  expect(percentile([], 0.5)).toBeUndefined();
  expect(shareWithin([{ lasted: 3, dossiers: 0 }], 5)).toBeUndefined();
});

test('counted together or one by one, it is the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1 }),
      (days, share) => {
        if (Number.isNaN(share)) return;
        const sorted = [...days].sort((a, b) => a - b);
        expect(percentile(counted(days), share)).toBe(sorted[Math.max(0, Math.ceil(share * days.length) - 1)]);
      },
    ),
  );
});

test('the share within a target', () => {
  expect(shareWithin(counted([1, 5, 6, 30]), 6)).toBe(75);
});

function counted(days: readonly number[]) {
  const counts = new Map<number, number>();
  for (const lasted of days) counts.set(lasted, (counts.get(lasted) ?? 0) + 1);
  return [...counts].map(([lasted, dossiers]) => ({ lasted, dossiers }));
}
