import { expect, test } from 'vitest';
import { holidayRegionOf, holidaysOf, isWorkingDay } from './holidays.ts';

/** Code du travail, article L3422-2; an INSEE code and a postcode of each. */
test.each([
  ['guadeloupe', '2026-05-27', '97105', '97100'],
  ['martinique', '2026-05-22', '97209', '97200'],
  ['guyane', '2026-06-10', '97302', '97300'],
  ['reunion', '2026-12-20', '97411', '97400'],
  ['mayotte', '2026-04-27', '97611', '97600'],
  ['saint-barthelemy', '2026-10-09', '97701', '97133'],
  ['saint-martin', '2026-05-28', '97801', '97150'],
] as const)('%s commemorates the abolition of slavery on %s, and nobody else does', (region, day, insee, postcode) => {
  expect(holidayRegionOf(insee)).toBe(region);
  expect(holidayRegionOf(postcode)).toBe(region);
  expect(holidaysOf(2026, region)).toContain(day);
  expect(holidaysOf(2026, region).size).toBe(holidaysOf(2026).size + 1);
  expect(isWorkingDay(Temporal.PlainDate.from(day), region)).toBe(false);
  expect(holidaysOf(2026)).not.toContain(day);
});

test('Good Friday and 26 December are of Alsace and Moselle alone; the rest of France is one', () => {
  expect(holidayRegionOf('57463')).toBe('alsace-moselle');
  for (const place of ['27681', '2A004', '97502', '98818', undefined]) expect(holidayRegionOf(place)).toBe('france');
  expect(holidaysOf(2026, 'alsace-moselle')).toContain('2026-04-03');
  expect(holidaysOf(2026, 'guyane')).not.toContain('2026-04-03');
});
