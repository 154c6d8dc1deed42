import { expect, test } from 'vitest';
import { isLate, readDay, readRegisterNumber, registerNumber, registerYear } from './incoming-mail.ts';

test('a number is written on four digits at least, and read as people type it', () => {
  expect(registerNumber({ year: 2026, number: 42 })).toBe('2026-0042');
  expect(registerNumber({ year: 2026, number: 12_345 })).toBe('2026-12345');
  expect(readRegisterNumber('2026-0042')).toEqual({ year: 2026, number: 42 });
  expect(readRegisterNumber(' 2026/42 ')).toEqual({ year: 2026, number: 42 });
  expect(readRegisterNumber('42')).toEqual({ number: 42 });
  for (const typed of ['', 'Martin', '2026-', '12345678901', '-4']) expect(readRegisterNumber(typed)).toBeUndefined();
});

test('the year is that of the day in France', () => {
  expect(registerYear(new Date('2026-12-31T22:59:59Z'))).toBe(2026);
  expect(registerYear(new Date('2026-12-31T23:00:00Z'))).toBe(2027);
});

test('only days that exist are taken', () => {
  expect(readDay('3', '2', '2026')).toBe('2026-02-03');
  expect(readDay('29', '2', '2028')).toBe('2028-02-29');
  for (const [day, month, year] of [
    ['29', '2', '2026'],
    ['31', '4', '2026'],
    ['', '4', '2026'],
    ['1', '13', '2026'],
    ['1', '1', '26'],
    ['1e1', '1', '2026'],
  ] as const)
    expect(readDay(day, month, year)).toBeUndefined();
});

test('an answer is late the day after the one that was wanted, until the letter is settled', () => {
  const mail = { answerBy: '2026-11-20', settled: undefined };
  expect(isLate(mail, '2026-11-20')).toBe(false);
  expect(isLate(mail, '2026-11-21')).toBe(true);
  expect(isLate({ ...mail, settled: 'handled' }, '2026-11-21')).toBe(false);
  expect(isLate({ ...mail, answerBy: null }, '2026-11-21')).toBe(false);
});
