import { expect, test } from 'vitest';
import { findMentions } from './find-mentions.ts';

const team = [
  { id: 'a', name: 'Aline Roux' },
  { id: 'b', name: 'Bruno Petit' },
  { id: 'c', name: 'Zoé Le Goff' },
  { id: 'd', name: 'Bruno Petitjean' },
];
const ids = (text: string) => findMentions(text, team).agents.map(({ id }) => id);

test('a whole name, a first name of its own, accents and case aside', () => {
  expect(ids('@Aline Roux, tu peux voir ?')).toEqual(['a']);
  expect(ids('voir avec @aline et @ZOE LE GOFF.')).toEqual(['a', 'c']);
  expect(ids('@Aline @Aline Roux')).toEqual(['a']);
  expect(ids('@Bruno Petitjean')).toEqual(['d']);
  expect(ids('@Bruno Petit')).toEqual(['b']);
});

test('a first name of two people and a name of nobody are said', () => {
  expect(findMentions('@Bruno et @Martine', team)).toEqual({ agents: [], unknown: ['Bruno', 'Martine'] });
});

test('an address names nobody', () => {
  expect(findMentions('écrire à zoe.martin@aline.fr ou a@bruno.fr', team)).toEqual({ agents: [], unknown: [] });
});
