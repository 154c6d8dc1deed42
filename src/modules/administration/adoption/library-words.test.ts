import { expect, test } from 'vitest';
import { libraryWords } from './library-words.ts';

test.each([
  ['Faites la demande **15 jours avant** au moins.', 'Faites la demande 15 jours avant au moins.'],
  ['## Qui\n\nToute personne.\n- une\n- deux', 'Qui Toute personne. une deux'],
  ['Voyez [le site](https://x.fr/a) de l’État.', 'Voyez le site de l’État.'],
])('%s', (text, words) => {
  expect(libraryWords(text)).toBe(words);
});

test('a long text is cut between two words', () => {
  const words = libraryWords('demande '.repeat(60));
  expect(words.length).toBeLessThanOrEqual(302);
  expect(words.endsWith('demande\u00a0…')).toBe(true);
});
