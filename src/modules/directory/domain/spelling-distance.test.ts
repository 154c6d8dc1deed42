import { expect, test } from 'vitest';
import { spellingDistance } from './spelling-distance.ts';

test.each([
  ['vernon', 'vernon', 0],
  ['vrenon', 'vernon', 1],
  ['vernn', 'vernon', 1],
  ['gasni', 'gasny', 1],
  ['', 'pacy', 4],
  ['pacy', 'gasny', 3],
])('%s → %s', (a, b, expected) => {
  expect(spellingDistance(a, b)).toBe(expected);
  expect(spellingDistance(b, a)).toBe(expected);
});
