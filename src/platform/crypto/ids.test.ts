import { expect, test } from 'vitest';
import { newId, newToken, randomIndexes } from './ids.ts';

test('ids are UUIDs of version 7, sorted by time', () => {
  const early = newId(Date.UTC(2026, 0, 1));
  const late = newId(Date.UTC(2026, 0, 2));
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
});

test('ids and tokens do not repeat, also when the pool of random bytes is used up many times', () => {
  const made = Array.from({ length: 5000 }, () => newId(0));
  expect(new Set(made).size).toBe(5000);
  const tokens = Array.from({ length: 1000 }, newToken);
  expect(new Set(tokens).size).toBe(1000);
  expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
});

test('random indexes cover their whole range evenly', () => {
  const counts = new Array<number>(23).fill(0);
  for (const index of randomIndexes(23_000, 23)) counts[index] = (counts[index] ?? 0) + 1;
  // 1,000 expected each, standard deviation 31: eight of them either way.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(250);
});

test('identifiers of one millisecond keep the order in which they were made', () => {
  const made = Array.from({ length: 1000 }, () => newId(1_700_000_000_000));
  expect(made.toSorted()).toEqual(made);
  for (const id of made) expect(id).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
