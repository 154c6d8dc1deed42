import { expect, test } from 'vitest';
import { openingOn } from './opening.ts';
import { openingSchema } from './procedure-schema.ts';

test.each([
  [undefined, 'open'],
  [{}, 'open'],
  [{ from: '2026-11-22', to: '2026-11-22' }, 'open'],
  [{ from: '2026-11-23' }, 'not-yet'],
  [{ to: '2026-11-21' }, 'over'],
  [{ from: '2026-03-01', to: '2026-06-30' }, 'over'],
  [{ from: '2027-03-01', to: '2027-06-30' }, 'not-yet'],
] as const)('on 2026-11-22, %j is %s', (opening, expected) => {
  expect(openingOn(opening, '2026-11-22')).toBe(expected);
});

test('an opening that ends before it begins is refused, and so is a day that does not exist', () => {
  expect(openingSchema.safeParse({ from: '2026-06-30', to: '2026-03-01' }).success).toBe(false);
  expect(openingSchema.safeParse({ from: '2026-02-30' }).success).toBe(false);
});
