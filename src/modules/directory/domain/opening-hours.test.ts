import { expect, test } from 'vitest';
import { describeHours } from './opening-hours.ts';

const hours = { '1': ['08:30-12:00', '13:30-17:30'], '5': ['09:00-12:00'] };
// 2026-11-23 is a Monday.
const at = (time: string) => Temporal.PlainDateTime.from(time);

test.each([
  ['2026-11-23T08:30', { open: true, until: '12:00' }],
  ['2026-11-23T11:59', { open: true, until: '12:00' }],
  ['2026-11-23T12:00', { open: false, next: { day: 1, at: '13:30', daysAhead: 0 } }],
  ['2026-11-23T17:30', { open: false, next: { day: 5, at: '09:00', daysAhead: 4 } }],
  ['2026-11-26T10:00', { open: false, next: { day: 5, at: '09:00', daysAhead: 1 } }],
  ['2026-11-29T10:00', { open: false, next: { day: 1, at: '08:30', daysAhead: 1 } }],
])('at %s', (time, expected) => {
  expect(describeHours(hours, at(time))).toEqual(expected);
});

test('a place open one morning a week opens again the same day of the next week', () => {
  expect(describeHours({ '1': ['09:00-12:00'] }, at('2026-11-23T15:00'))).toEqual({
    open: false,
    next: { day: 1, at: '09:00', daysAhead: 7 },
  });
});

test('without hours nothing is promised', () => {
  expect(describeHours({}, at('2026-11-23T10:00'))).toEqual({ open: false });
});
