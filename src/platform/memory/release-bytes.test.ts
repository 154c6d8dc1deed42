import { expect, test } from 'vitest';
import { releaseBytes } from './release-bytes.ts';

test('bytes that stand alone are gone at once', () => {
  const bytes = Buffer.allocUnsafeSlow(64 * 1024);
  releaseBytes(bytes);
  expect(bytes.length).toBe(0);
});

test('a part of a larger piece stays, and so do small ones', () => {
  const whole = Buffer.alloc(64 * 1024, 7);
  releaseBytes(whole.subarray(0, 32 * 1024));
  const small = Buffer.from('one of many in a piece of their own');
  releaseBytes(small);
  expect(whole[0]).toBe(7);
  expect(small.toString()).toBe('one of many in a piece of their own');
});
