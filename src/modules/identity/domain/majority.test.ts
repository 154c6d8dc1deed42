import { expect, test } from 'vitest';
import { majorityDay, nearMajority } from './majority.ts';

test.each([
  ['2008-11-22', '2026-11-22'],
  ['2008-02-29', '2026-03-01'],
  ['2004-02-29', '2022-03-01'],
])('somebody born on %s is of age on %s', (birth, day) => {
  expect(majorityDay(birth).toString()).toBe(day);
});

test('the day is told thirty days before, not sooner', () => {
  const today = Temporal.PlainDate.from('2026-11-22');
  expect(nearMajority('2008-12-22', today)?.toString()).toBe('2026-12-22');
  expect(nearMajority('2008-12-23', today)).toBeUndefined();
  expect(nearMajority('2008-11-22', today)?.toString()).toBe('2026-11-22');
});
