import { expect, test } from 'vitest';
import { holdsWords, pageOfRows } from './paged-rows.ts';

const rows = Array.from({ length: 65 }, (_, index) => index);

test.each([
  [undefined, 1, 0],
  ['2', 2, 30],
  ['3', 3, 60],
  ['99', 3, 60],
  ['0', 1, 0],
  ['-1', 1, 0],
  ['1e3', 1, 0],
  ['deux', 1, 0],
  ['999999999999', 1, 0],
])('the page %j is page %i, from row %i', (asked, page, first) => {
  expect(pageOfRows(rows, asked)).toMatchObject({ page, pages: 3 });
  expect(pageOfRows(rows, asked).rows[0]).toBe(first);
});

test('every row is on one page, and a list of none has one page', () => {
  expect([1, 2, 3].flatMap((page) => pageOfRows(rows, String(page)).rows)).toEqual(rows);
  expect(pageOfRows([], '4')).toEqual({ rows: [], page: 1, pages: 1 });
});

test.each([
  ['Acte de décès', 'deces', true],
  ['Acte de décès', 'DÉCÈS acte', true],
  ['Opposition à l’affichage', "l'affichage", true],
  ['Acte de décès', 'naissance', false],
  ['Acte de décès', '  ', true],
])('%j with %j: %j', (text, words, found) => {
  expect(holdsWords(text, words)).toBe(found);
});
