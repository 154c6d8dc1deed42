import { expect, test } from 'vitest';
import { createFinder } from './finder.ts';

const entry = (key: string, title: string, synonyms: string[], english: string[] = []) => ({
  key,
  title: { fr: title },
  synonyms: { fr: synonyms, en: english },
  summary: { fr: title },
});
const finder = createFinder(
  [
    entry('birth', 'Demander un acte de naissance', ['extrait de naissance', 'copie intégrale'], ['birth certificate']),
    entry('wedding', 'Demander un acte de mariage', ['extrait de mariage']),
    entry('bin', 'Changer un bac à déchets', ['poubelle cassée', 'bac trop petit']),
    entry('light', 'Signaler une panne d’éclairage', ['lampadaire en panne']),
    entry('question', 'Poser une question', ['contact']),
  ],
  [
    ['poubelle', 'conteneur'],
    ['lampadaire', 'réverbère'],
  ],
  'question',
);
const first = (need: string) => finder.rank(need)[0]?.key;

test.each([
  ['acte de naissance', 'birth'],
  ['un extrait de NAISSANCE svp', 'birth'],
  ['acte de nessance', 'birth'],
  ['extrait de mariage', 'wedding'],
  ['ma poubel est cassé', 'bin'],
  ['mon conteneur est cassé', 'bin'],
  ['lampadères éteints', 'light'],
  ['le reverbere est mort', 'light'],
  ['lampa daire', 'light'],
  ['lampadaireenpanne lampadaire', 'light'],
  ['I want my birth certificate', 'birth'],
])('"%s" leads to %s', (need, key) => {
  expect(first(need)).toBe(key);
});

test('a synonym said whole comes before a word in common', () => {
  const ranked = finder.rank('extrait de mariage');
  expect(ranked[0]?.key).toBe('wedding');
  expect(ranked.find((one) => one.key === 'birth')?.score).toBeLessThan((ranked[0]?.score ?? 0) / 2);
});

test.each(['', '   ', 'xyzzy', 'je sais pas', '!!!', '(((', '\u0000'])(
  '"%s" says nothing: the fallback answers',
  (need) => {
    expect(finder.rank(need)).toEqual([{ key: 'question', score: 0 }]);
  },
);

test('ordinary words are not taken for slips of others', () => {
  expect(first('rester avec ma mère')).toBe('question');
});
