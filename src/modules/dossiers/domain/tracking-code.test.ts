import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTrackingCode, newTrackingCode, normalizeTrackingCode, trackingAlphabet } from './tracking-code.ts';

const codes = fc.constant(null).map(() => newTrackingCode());
const positions = fc.integer({ min: 0, max: 10 });

test('a code is 11 symbols of the alphabet and is found again however it is typed', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(code).toMatch(new RegExp(`^[${trackingAlphabet}]{11}$`));
      const shown = formatTrackingCode(code);
      expect(shown).toMatch(/^.{4}-.{4}-.{3}$/);
      expect(normalizeTrackingCode(shown)).toBe(code);
      expect(normalizeTrackingCode(` ${shown.toLowerCase().replaceAll('-', ' – ')} `)).toBe(code);
    }),
  );
});

test('any single wrong symbol is found', () => {
  fc.assert(
    fc.property(codes, positions, fc.integer({ min: 1, max: 22 }), (code, position, shift) => {
      const symbol = trackingAlphabet[(trackingAlphabet.indexOf(code[position] as string) + shift) % 23];
      expect(normalizeTrackingCode(code.slice(0, position) + symbol + code.slice(position + 1))).toBeUndefined();
    }),
  );
});

test('any exchange of two symbols is found', () => {
  fc.assert(
    fc.property(codes, positions, positions, (code, a, b) => {
      fc.pre(code[a] !== code[b]);
      const symbols = [...code];
      [symbols[a], symbols[b]] = [symbols[b] as string, symbols[a] as string];
      expect(normalizeTrackingCode(symbols.join(''))).toBeUndefined();
    }),
  );
});

test.each(['', 'ABC', '0000-0000-000', '💡💡💡💡-💡💡💡💡-💡💡💡', 'X'.repeat(1_000_000), "' OR 1=1 --"])(
  '%# is no code',
  (typed) => {
    expect(normalizeTrackingCode(typed)).toBeUndefined();
  },
);

test('codes are drawn afresh', () => {
  expect(new Set(Array.from({ length: 500 }, newTrackingCode)).size).toBe(500);
});
