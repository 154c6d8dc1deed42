import { expect, test } from 'vitest';
import { readSpans } from './hours-words.ts';

test.each([
  ['', []],
  ['8h30-12h', ['08:30-12:00']],
  ['13:30 – 17:00, 8 h 30 à 12 h', ['08:30-12:00', '13:30-17:00']],
  ['9-12 et 14-18', ['09:00-12:00', '14:00-18:00']],
  ['9:00-12:00', ['09:00-12:00']],
])('"%s" is %j', (typed, spans) => {
  expect(readSpans(typed)).toEqual(spans);
});

test.each(['fermé', '12h-8h', '8h', '25h-26h', '8h-12h, 11h-14h', '8h99-12h'])('"%s" is not hours', (typed) => {
  expect(readSpans(typed)).toBeUndefined();
});
