import { expect, test } from 'vitest';
import { csvLine, harmless } from './csv.ts';

test('cells with the marks of the format are quoted', () => {
  expect(csvLine(['a', 'b;c', 'd "e"', 'f\ng', ''])).toBe('a;"b;c";"d ""e""";"f\ng";\r\n');
});

test.each(['=1+1', '+cmd|/C calc', '-2+3', '@SUM(A1)', '\t=1', '|x', '%y'])('%s is no formula', (cell) => {
  expect(harmless(cell)).toBe(`'${cell}`);
});

test.each(['+33612345678', '-12,50', '2026-11-23', 'Zoé', ''])('%s stays as it is', (cell) => {
  expect(harmless(cell)).toBe(cell);
});
