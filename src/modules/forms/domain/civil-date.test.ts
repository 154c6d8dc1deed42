import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullMonths, resolveDateBound } from './civil-date.ts';

test.each([
  // The month that is too short ends on its last day, and not before.
  ['2026-01-31', '2026-02-27', 0],
  ['2026-01-31', '2026-02-28', 1],
  ['2028-01-31', '2028-02-28', 0],
  ['2028-01-31', '2028-02-29', 1],
  ['2026-03-31', '2026-04-30', 1],
  ['2026-08-31', '2027-02-28', 6],
  ['2026-01-30', '2026-02-28', 1],
  ['2026-01-28', '2026-02-28', 1],
  // The other way round, a longer month does not have to be finished.
  ['2026-02-28', '2026-03-27', 0],
  ['2026-02-28', '2026-03-28', 1],
  ['2028-02-29', '2029-02-28', 12],
  ['2026-02-28', '2026-01-31', -1],
  ['2026-03-30', '2026-03-31', 0],
])('from %s to %s: %i months', (from, to, months) => {
  expect(fullMonths(from, to)).toBe(months);
});

test.each([
  ['today+1m', '2026-01-31', '2026-02-28'],
  ['today+1m', '2028-01-31', '2028-02-29'],
  ['today-1m', '2026-03-31', '2026-02-28'],
  ['today+3m', '2026-11-30', '2027-02-28'],
  ['today+6m', '2026-08-31', '2027-02-28'],
  ['today-18y', '2026-02-28', '2008-02-28'],
  ['today+1y', '2028-02-29', '2029-02-28'],
])('%s on %s is %s', (bound, today, date) => {
  expect(resolveDateBound(bound, today)).toBe(date);
});

test('property: so many months later, so many full months have gone by, and the day before one less', () => {
  const days = fc.integer({ min: 0, max: 4000 }).map((days) => Temporal.PlainDate.from('2023-01-01').add({ days }));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (from, months) => {
      const end = from.add({ months });
      expect(fullMonths(from.toString(), end.toString())).toBe(months);
      expect(fullMonths(from.toString(), end.subtract({ days: 1 }).toString())).toBe(months - 1);
      expect(resolveDateBound(`today+${months}m`, from.toString())).toBe(end.toString());
    }),
  );
});
