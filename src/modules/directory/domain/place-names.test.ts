import { expect, test } from 'vitest';
import { ofCommune, plainPlaceName } from './place-names.ts';

test.each([
  ['Vernon', 0, 'de Vernon'],
  ['Aigleville', 1, 'd’Aigleville'],
  ['Le Cormier', 2, 'du Cormier'],
  ['La Heunière', 3, 'de La Heunière'],
  ['Les Andelys', 4, 'des Andelys'],
  ["L'Habit", 5, 'de L’Habit'],
] as const)('%s after "de"', (name, link, expected) => {
  expect(ofCommune(name, link)).toBe(expected);
});

test.each([
  ['St Marcel', 'saint marcel'],
  ['Ste-Colombe-près-Vernon', 'sainte colombe pres vernon'],
  ['SAINT  MARCEL', 'saint marcel'],
  ['L’Hœuil', 'l hoeuil'],
  ['Vexin s/ Epte', 'vexin sur epte'],
])('%s is read as "%s"', (typed, expected) => {
  expect(plainPlaceName(typed)).toBe(expected);
});
