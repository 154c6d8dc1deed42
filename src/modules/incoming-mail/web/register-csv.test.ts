import { expect, test } from 'vitest';
import { csvLine } from './register-csv.ts';

test('cells are quoted when they must be, and no cell is a formula', () => {
  expect(csvLine(['2026-0001', 'Dupont ; fils', 'le "pont"'])).toBe('2026-0001;"Dupont ; fils";"le ""pont"""\r\n');
  expect(csvLine(['=1+1', '+33', '-2', '@x', 'a\nb'])).toBe("'=1+1;'+33;'-2;'@x;\"a\nb\"\r\n");
});
