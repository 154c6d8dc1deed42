import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import { expect, test } from 'vitest';
import { rememberAdvances, rememberLayouts } from './remembered-layouts.ts';
import { unpackWoff } from './unpack-woff.ts';

const file = createRequire(import.meta.url).resolve(
  '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff',
);
const font = create(unpackWoff(readFileSync(file)));
if (font.type !== 'TTF') throw new Error('a collection');

test('a word that comes again is laid out as the first time, whatever was done to the first', () => {
  const remembering = rememberLayouts(font);
  for (const word of ['Vernon ', 'efficace', 'AVATAR', '']) {
    const expected = font.layout(word);
    const first = remembering.layout(word);
    expect(first.advanceWidth).toBe(expected.advanceWidth);
    expect(first.positions.map(({ xAdvance }) => xAdvance)).toEqual(expected.positions.map(({ xAdvance }) => xAdvance));
    // As PDFKit does.
    for (const position of first.positions) position.xAdvance *= 2;
    expect(first.advanceWidth).toBe(2 * expected.advanceWidth);
    const again = remembering.layout(word);
    expect(again.advanceWidth).toBe(expected.advanceWidth);
    expect(again.glyphs.map(({ id }) => id)).toEqual(expected.glyphs.map(({ id }) => id));
  }
});

test('what is asked in another way is not what was remembered', () => {
  const remembering = rememberLayouts(font);
  const kerned = remembering.layout('AVATAR').advanceWidth;
  expect(remembering.layout('AVATAR', { kern: false }).advanceWidth).toBe(
    font.layout('AVATAR', { kern: false }).advanceWidth,
  );
  expect(remembering.layout('AVATAR').advanceWidth).toBe(kerned);
  expect(remembering.unitsPerEm).toBe(font.unitsPerEm);
});

test('the width of a text is that of its words, spaces among them', () => {
  const advance = rememberAdvances(font);
  for (const text of ['', ' ', 'Vernon', 'Vernon ', ' a  b ', 'Accusé de réception, le 22 novembre']) {
    const words = text.split(/(?<= )/);
    const expected = words.reduce((sum, word) => sum + font.layout(word).advanceWidth, 0) / font.unitsPerEm;
    expect(advance(text), text).toBeCloseTo(expected, 9);
    expect(advance(text), text).toBe(advance(text));
  }
  expect(advance('  ')).toBeGreaterThan(advance(' '));
});
