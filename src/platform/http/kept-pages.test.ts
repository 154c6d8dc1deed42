import { expect, test } from 'vitest';
import { bytesOf, KeptPages } from './kept-pages.ts';

const page = (html: string, until = 100) => ({ until, headers: {}, choices: [], html });

test('a page is kept until its time, and the one asked for longest ago leaves when there is no room', () => {
  const pages = new KeptPages(20_000);
  pages.keep('a', page('a'.repeat(5000)), false);
  pages.keep('b', page('b'.repeat(5000)), false);
  expect(pages.find('a', 1)).toBeDefined();
  pages.keep('c', page('c'.repeat(5000)), false);
  expect(pages.find('b', 1)).toBeUndefined();
  expect(bytesOf(pages.find('a', 1) ?? expect.fail('a has left'), 'identity').body.toString()).toBe('a'.repeat(5000));
  expect(pages.find('a', 100)).toBeUndefined();
  expect(pages.find('c', 100)).toBeUndefined();
  expect(pages.bytes).toBe(0);
});

test('thousands of pages asked for once take no more than their room', () => {
  const pages = new KeptPages(50_000);
  for (let n = 0; n < 3000; n += 1) pages.keep(`${n % 700}`, page('x'.repeat(n)), true);
  expect(pages.bytes).toBeLessThanOrEqual(50_000);
  expect(pages.bytes).toBeGreaterThan(20_000);
});

test('a search is worth keeping when it comes again, not when a thousand others came in between', () => {
  const pages = new KeptPages();
  expect(pages.isAskedAgain('a')).toBe(false);
  expect(pages.isAskedAgain('b')).toBe(false);
  expect(pages.isAskedAgain('a')).toBe(true);
  for (let n = 0; n < 1000; n += 1) expect(pages.isAskedAgain(`other ${n}`)).toBe(false);
  expect(pages.isAskedAgain('b')).toBe(false);
});
