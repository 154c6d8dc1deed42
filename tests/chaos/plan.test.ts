import { expect, test } from 'vitest';
import { planOf } from '../../chaos/plan.ts';

const options = { seed: 7, seconds: 60, kills: 12 };

test('a seed gives the same plan, another seed another', () => {
  expect(planOf(options)).toEqual(planOf(options));
  expect(planOf(options)).not.toEqual(planOf({ ...options, seed: 8 }));
});

test('a seed that was written down gives the run of that day again', () => {
  // Other numbers here: what docs/reliability.md tells of a seed is no longer what it gives.
  const told = planOf(options).map(
    ({ kind, at, lasts, by }) => `${at.toFixed(2)} ${kind} ${lasts.toFixed(2)}${by === undefined ? '' : ` by ${by}`}`,
  );
  expect(told).toEqual([
    '6.06 mail-hangs 4.55',
    '6.22 kill-web-2 1.77',
    '9.54 kill-worker-1 0.99',
    '10.26 connections-drop 8.84',
    '15.47 kill-backend 0.68',
    '15.51 kill-web-2 1.62',
    '25.99 kill-worker-2 1.63',
    '26.69 kill-postgres 2.20',
    '28.78 kill-worker-2 1.24',
    '36.76 kill-worker-2 1.16',
    '40.71 kill-web-1 2.47',
    '45.13 mail-repeated 8.45',
    '45.93 mail-refused 2.18',
    '46.85 kill-backend 1.62',
    '51.61 clock-jumps 9.01 by 3600',
    '52.59 kill-postgres 1.97',
    '53.41 disk-full 5.08',
    '54.25 kill-worker-1 1.01',
  ]);
});

test('a run has as many kills as asked, one of each at least, all other faults, in the order of their moments', () => {
  for (const seed of [1, 2, 3, 20_261_123]) {
    for (const [seconds, kills] of [
      [24, 7],
      [600, 100],
    ] as const) {
      const plan = planOf({ seed, seconds, kills });
      expect(plan.filter(({ kind }) => kind.startsWith('kill-'))).toHaveLength(kills);
      expect(new Set(plan.map(({ kind }) => kind)).size).toBe(12);
      expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).sort((a, b) => a - b));
      for (const { at, lasts } of plan) {
        expect(at).toBeGreaterThanOrEqual(2);
        expect(at).toBeLessThanOrEqual(seconds);
        expect(lasts).toBeGreaterThan(0);
      }
      // The first of each kind strikes what is at work.
      for (const kind of new Set(plan.map((fault) => fault.kind)))
        expect(plan.some((fault) => fault.kind === kind && fault.early !== true)).toBe(true);
    }
  }
});
