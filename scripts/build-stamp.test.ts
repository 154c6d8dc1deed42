import { expect, test } from 'vitest';
import { isSameSources } from './build-stamp.ts';

test('what was built into an image is built there too, and any change asks for another build', () => {
  expect(isSameSources('12 1763899200123.456', '12 1763899200123.456')).toBe(true);
  expect(isSameSources('12 1763899200123.456', '12 1763899200000')).toBe(true);
  for (const other of ['13 1763899200123.456', '12 1763899200124', '12 1763899201000', '12 1763899200123'])
    expect(isSameSources('12 1763899200123.456', other), other).toBe(false);
  expect(isSameSources('', '12 1763899200000')).toBe(false);
});
