import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingDays, endOfDelay, holidaysOf, isWorkingDay, lastDayToAppeal, parseDelay } from './delays.ts';

const date = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ['2026-11-22', '10d', '2026-12-02'],
  ['2026-11-22', '2m', '2027-01-22'],
  ['2026-12-31', '2m', '2027-02-28'],
  ['2027-12-31', '2m', '2028-02-29'],
  ['2028-02-29', '1y', '2029-02-28'],
  ['2026-01-31', '1m', '2026-02-28'],
  ['2028-01-31', '1m', '2028-02-29'],
  ['2026-03-31', '1m', '2026-04-30'],
  // From the last day of a short month the day keeps its number: the delay does not run to the end of the month.
  ['2026-02-28', '1m', '2026-03-28'],
  ['2026-08-31', '6m', '2027-02-28'],
  // Received on a Sunday: Monday is the first working day.
  ['2026-11-22', '5wd', '2026-11-27'],
  // 25 December is a Friday, 1 January too.
  ['2026-12-24', '1wd', '2026-12-28'],
  ['2026-12-31', '2wd', '2027-01-05'],
  ['2026-11-22', '0d', '2026-11-22'],
])('from %s, %s end on %s', (from, delay, end) => {
  expect(endOfDelay(date(from), delay).toString()).toBe(end);
});

test('silence decides on a Sunday or a holiday too', () => {
  expect(endOfDelay(date('2026-09-25'), '2m').toString()).toBe('2026-11-25');
  expect(date('2026-11-22').dayOfWeek).toBe(7);
  expect(endOfDelay(date('2026-09-22'), '2m').toString()).toBe('2026-11-22');
});

test('the time to appeal is carried to the next working day', () => {
  expect(lastDayToAppeal(date('2026-03-10')).toString()).toBe('2026-05-11');
  expect(lastDayToAppeal(date('2026-02-28')).toString()).toBe('2026-04-29');
  // It would end on a Saturday.
  expect(lastDayToAppeal(date('2026-03-01')).toString()).toBe('2026-05-04');
  expect(lastDayToAppeal(date('2026-03-31')).toString()).toBe('2026-06-01');
  // 25 December is a Friday.
  expect(lastDayToAppeal(date('2026-10-24')).toString()).toBe('2026-12-28');
});

test('the eleven holidays of a year', () => {
  expect([...holidaysOf(2026)].sort()).toEqual([
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
    '2026-07-14',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ]);
});

test('a delay of working days holds exactly that many of them', () => {
  const days = fc.integer({ min: 0, max: 3000 }).map((count) => date('2024-01-01').add({ days: count }));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const end = addWorkingDays(from, count);
      expect(isWorkingDay(end)).toBe(true);
      let counted = 0;
      for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 })) {
        if (isWorkingDay(day)) counted += 1;
      }
      expect(counted).toBe(count);
    }),
  );
});

test.each(['', '2', 'm', '2 months', '-1d', '1000d'])('%o is not a delay', (text) => {
  expect(() => parseDelay(text)).toThrow(RangeError);
});
