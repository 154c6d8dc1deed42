import { expect, test } from 'vitest';
import { frenchTypography } from './french-typography.ts';

const set: readonly (readonly [string, string])[] = [
  ["l'arrêté d'hier", 'l’arrêté d’hier'],
  ['Il écrit "oui" !', 'Il écrit «\u00a0oui\u00a0»\u00a0!'],
  ['Est-ce fait? Oui; voici:', 'Est-ce fait\u00a0? Oui\u00a0; voici\u00a0:'],
  ['«oui»', '«\u00a0oui\u00a0»'],
  [
    'le 1 er janvier, la 1ère fois, le 2ème étage, le XIXème siècle',
    'le 1er janvier, la 1re fois, le 2e étage, le XIXe siècle',
  ],
  ['arrêté n° 12, no 3', 'arrêté n°\u00a012, no 3'],
  ['M. Dupont et Mme Durand', 'M.\u00a0Dupont et Mme\u00a0Durand'],
  ['article L. 2122-18', 'article\u00a0L.\u00a02122-18'],
  ['12 % et 30 €, 3 jours', '12\u00a0% et 30\u00a0€, 3\u00a0jours'],
  ['suite...', 'suite…'],
];

test.each(set)('%s', (typed, printed) => {
  expect(frenchTypography(typed)).toBe(printed);
  expect(frenchTypography(printed)).toBe(printed);
});

test('addresses, hours, hashes and codes are left as they are', () => {
  for (const text of ['https://guichet.example.fr/?a=b', '09:30', 'mairie@example.fr', '4K7M-2XAW-9RT', 'a1b2c3d4'])
    expect(frenchTypography(text)).toBe(text);
});
