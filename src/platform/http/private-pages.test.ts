import { expect, test } from 'vitest';
import { lateMark } from './late-values.ts';
import { PrivatePages, piecesOf } from './private-pages.ts';

const page = (text: string) => [Buffer.from(text)];
const textOf = (pieces: readonly (Buffer | string)[] | undefined) => pieces?.map(String).join('');

test('a page is found under its key while all that it was made from is the same', () => {
  const pages = new PrivatePages();
  const authority = { name: 'Vernon' };
  pages.keep('a', ['1.2', 7, authority], page('of a'), 0);
  expect(textOf(pages.find('a', ['1.2', 7, authority], 1))).toBe('of a');
  expect(pages.find('b', ['1.2', 7, authority], 1)).toBeUndefined();
  expect(pages.find('a', ['1.2', 7, { name: 'Vernon' }], 1)).toBeUndefined();
  // What is old is not given out again, even if what it was made from comes back.
  expect(pages.find('a', ['1.2', 7, authority], 1)).toBeUndefined();
  expect(pages.bytes).toBe(0);
});

test('a basis that is shorter or longer is another one', () => {
  const pages = new PrivatePages();
  pages.keep('a', [], page('x'), 0);
  expect(pages.find('a', [undefined], 1)).toBeUndefined();
  pages.keep('a', [undefined], page('x'), 0);
  expect(pages.find('a', [], 1)).toBeUndefined();
});

test('a page is made again after some minutes', () => {
  const pages = new PrivatePages();
  pages.keep('a', [], page('x'), 0);
  expect(pages.find('a', [], 9 * 60_000)).toBeDefined();
  expect(pages.find('a', [], 11 * 60_000)).toBeUndefined();
});

test('the bytes are bounded: what was asked for longest ago leaves, what is too large never enters', () => {
  const pages = new PrivatePages(20_000);
  for (const key of ['a', 'b', 'c', 'd']) pages.keep(key, [], page('x'.repeat(3000)), 0);
  expect(pages.find('a', [], 1)).toBeDefined();
  pages.keep('e', [], page('x'.repeat(3000)), 0);
  expect(pages.bytes).toBeLessThanOrEqual(20_000);
  expect(pages.find('a', [], 1)).toBeDefined();
  expect(pages.find('b', [], 1)).toBeUndefined();
  pages.keep('huge', [], page('x'.repeat(10_000)), 0);
  expect(pages.find('huge', [], 1)).toBeUndefined();
  for (let n = 0; n < 1000; n += 1) pages.keep(`${n}`, ['y'.repeat(n)], page('x'.repeat(n)), 0);
  expect(pages.bytes).toBeLessThanOrEqual(20_000);
});

test('the same key kept again takes the place of the first', () => {
  const pages = new PrivatePages();
  pages.keep('a', [1], page('first'), 0);
  const { bytes } = pages;
  pages.keep('a', [2], page('other'), 0);
  expect(pages.bytes).toBe(bytes);
  expect(textOf(pages.find('a', [2], 1))).toBe('other');
});

test('a page is cut at the values that each answer gets anew', () => {
  expect(piecesOf(`<p>${lateMark('act-key')}</p>${lateMark('_csrf')}`)).toEqual([
    Buffer.from('<p>'),
    'act-key',
    Buffer.from('</p>'),
    '_csrf',
    Buffer.from(''),
  ]);
  expect(piecesOf('<p>late-abc-act-key-etal</p>')).toEqual([Buffer.from('<p>late-abc-act-key-etal</p>')]);
});
