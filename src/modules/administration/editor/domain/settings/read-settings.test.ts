import { expect, test } from 'vitest';
import { longestValue, readSettings } from './read-settings.ts';
import type { Setting } from './setting.ts';

const setting: Setting = { key: 'shape', kind: 'yaml', required: false };

test('a value written as YAML is read, told when it cannot be, and not read at all when it is longer than any', () => {
  expect(readSettings([setting], { shape: '{ a: 1 }' }).values).toEqual({ shape: { a: 1 } });
  const [wrong] = readSettings([setting], { shape: '{ a: [' }).unreadable;
  expect(wrong).toEqual({ name: 'shape', reason: expect.stringMatching(/./) });
  const long = `{${Array.from({ length: 60_000 }, (_, n) => `k${n}: 1`).join(', ')}}`;
  expect(long.length).toBeGreaterThan(longestValue);
  // What was typed stays, to be shown again.
  expect(readSettings([setting], { shape: long })).toMatchObject({
    unreadable: [{ name: 'shape' }],
    values: { shape: long },
  });
});
