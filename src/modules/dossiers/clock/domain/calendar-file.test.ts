import { expect, test } from 'vitest';
import { calendarFile } from './calendar-file.ts';
import { dayOf, monthGrid, monthOf } from './month-grid.ts';

const at = new Date('2026-11-23T09:00:00Z');

test('a date is a whole day, with its marks escaped', () => {
  const file = calendarFile(
    'Échéances',
    [
      {
        uid: 'a@parvis',
        day: '2026-12-31',
        summary: 'Permis, lot 2; «\u00a0parc\u00a0»',
        description: 'Un\nDeux \\ trois',
        url: 'https://a.fr/x',
      },
    ],
    at,
  );
  expect(file).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
  expect(file).toContain('SUMMARY:Permis\\, lot 2\\; «\u00a0parc\u00a0»');
  expect(file).toContain('DESCRIPTION:Un\\nDeux \\\\ trois');
  expect(file).toContain('DTSTAMP:20261123T090000Z');
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

test('no line is longer than 75 octets, and unfolding gives the text back', () => {
  const summary = 'é'.repeat(200);
  const file = calendarFile('x', [{ uid: 'a', day: '2026-12-31', summary, description: '', url: 'https://a.fr' }], at);
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}`);
});

test('the weeks of a month begin on Monday', () => {
  const weeks = monthGrid(Temporal.PlainYearMonth.from('2026-11'));
  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.map((day) => day?.day)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    1,
  ]);
  expect(weeks.flat().filter(Boolean)).toHaveLength(30);
  expect(monthGrid(Temporal.PlainYearMonth.from('2027-02'))).toHaveLength(4);
});

test('what is no month or day is none', () => {
  expect(monthOf('2026-13')).toBeUndefined();
  expect(monthOf('2026-11')?.toString()).toBe('2026-11');
  expect(dayOf('2026-02-30')).toBeUndefined();
  expect(dayOf('2028-02-29')).toBe('2028-02-29');
});
