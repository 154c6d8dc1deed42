import { expect, test } from 'vitest';
import { frenchStem } from './stems.ts';
import { contentWords } from './words.ts';

test.each([
  ['Je voudrais un acte de naissance', ['acte', 'naissance']],
  ['jai perdu ma poubel', ['perdu', 'poubel']],
  ["L’éclairage de l'école", ['eclairage', 'ecole']],
  ['où suis-je né ?', ['naissance']],
  ['je ne sais pas à qui m’adresser', []],
  ['svp rdv mairie pr passeport', ['rendez', 'mairie', 'passeport']],
  ['entrée en 6ème', ['entree', '6e']],
  ['how do I get a birth certificate', ['birth', 'certificate']],
])('%s', (text, words) => {
  expect(contentWords(text)).toEqual(words);
});

test.each([
  ['electorale', 'electorales'],
  ['inscription', 'inscriptions'],
  ['cassee', 'casses'],
  ['poubelle', 'poubelles'],
])('%s and %s have the same root', (one, other) => {
  expect(frenchStem(one)).toBe(frenchStem(other));
});

test('a text as long as a book is read to its beginning only', () => {
  expect(contentWords('lampadaire '.repeat(100_000))).toHaveLength(24);
});
