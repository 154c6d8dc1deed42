import { expect, test } from 'vitest';
import { readSpans } from './read-spans.ts';

test.each([
  ['', []],
  ['09:00-12:00', ['09:00-12:00']],
  ['14:00 – 17:00, 09:00-12:00', ['09:00-12:00', '14:00-17:00']],
  ['9h-12h', undefined],
  ['12:00-09:00', undefined],
  ['09:00-12:00, 11:00-13:00', undefined],
  ['25:00-26:00', undefined],
])('%s', (text, expected) => {
  expect(readSpans(text)).toEqual(expected);
});
