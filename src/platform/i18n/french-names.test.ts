import { expect, test } from 'vitest';
import { ofName, ofPerson, theName, toName } from './french-names.ts';
import { defineMessages } from './messages.ts';

test.each([
  ['Vernon', 'de Vernon', 'à Vernon', 'Vernon'],
  ['Aigleville', 'd’Aigleville', 'à Aigleville', 'Aigleville'],
  ['Évreux', 'd’Évreux', 'à Évreux', 'Évreux'],
  ['Écos', 'd’Écos', 'à Écos', 'Écos'],
  ['Œting', 'd’Œting', 'à Œting', 'Œting'],
  ['Ymare', 'd’Ymare', 'à Ymare', 'Ymare'],
  ['Yutz', 'de Yutz', 'à Yutz', 'Yutz'],
  ['Hécourt', 'd’Hécourt', 'à Hécourt', 'Hécourt'],
  ['Hambye', 'de Hambye', 'à Hambye', 'Hambye'],
  ['Le Havre', 'du Havre', 'au Havre', 'Le Havre'],
  ['Les Andelys', 'des Andelys', 'aux Andelys', 'Les Andelys'],
  ['La Heunière', 'de La Heunière', 'à La Heunière', 'La Heunière'],
  ['L’Habit', 'de L’Habit', 'à L’Habit', 'L’Habit'],
  ["L'Haÿ-les-Roses", 'de L’Haÿ-les-Roses', 'à L’Haÿ-les-Roses', 'L’Haÿ-les-Roses'],
  ['Lesquin', 'de Lesquin', 'à Lesquin', 'Lesquin'],
  ['Laval', 'de Laval', 'à Laval', 'Laval'],
  ['Villeneuve-sur-Lot', 'de Villeneuve-sur-Lot', 'à Villeneuve-sur-Lot', 'Villeneuve-sur-Lot'],
  ['Mairie de Vernon', 'de la mairie de Vernon', 'à la mairie de Vernon', 'la mairie de Vernon'],
  ['Mairie d’Aigleville', 'de la mairie d’Aigleville', 'à la mairie d’Aigleville', 'la mairie d’Aigleville'],
  ['l’agglomération', 'de l’agglomération', 'à l’agglomération', 'l’agglomération'],
  [
    'Seine Normandie Agglomération',
    'de Seine Normandie Agglomération',
    'à Seine Normandie Agglomération',
    'Seine Normandie Agglomération',
  ],
  ['CCAS de Vernon', 'du CCAS de Vernon', 'au CCAS de Vernon', 'le CCAS de Vernon'],
  [
    'Centre communal d’action sociale des Andelys',
    'du Centre communal d’action sociale des Andelys',
    'au Centre communal d’action sociale des Andelys',
    'le Centre communal d’action sociale des Andelys',
  ],
  ['Syndicat des eaux', 'du Syndicat des eaux', 'au Syndicat des eaux', 'le Syndicat des eaux'],
  ['le syndicat', 'du syndicat', 'au syndicat', 'le syndicat'],
  ['Établissement public', 'de l’Établissement public', 'à l’Établissement public', 'l’Établissement public'],
  ['Communauté urbaine', 'de la Communauté urbaine', 'à la Communauté urbaine', 'la Communauté urbaine'],
])('%s', (name, of, to, the) => {
  expect([ofName(name), toName(name), theName(name)]).toEqual([of, to, the]);
});

test.each([
  ['Sophie Renard', 'de Sophie Renard'],
  ['Amélie Le Goff', 'd’Amélie Le Goff'],
  ['Le Goff', 'de Le Goff'],
  ['Hugo Lambert', 'd’Hugo Lambert'],
  ['Yves', 'd’Yves'],
  ['Yann', 'de Yann'],
])('somebody: %s', (name, of) => {
  expect(ofPerson(name)).toBe(of);
});

test('a message says it of what it is given, in French; English puts the name as it is', () => {
  const say = defineMessages({
    close: { fr: 'Fermer le guichet {de:place}', en: 'Close the counter of {place}' },
    sent: { fr: 'Transmise {à:body} par {le:from} – {code}', en: 'Handed over to {body} by {from} – {code}' },
    not: { fr: '{Le:from} n’est pas compétente\u00a0; le dossier {d:person} reste.', en: '{from} is not competent' },
  });
  expect(say('fr', 'close', { place: 'Aigleville' })).toBe('Fermer le guichet d’Aigleville');
  expect(say('en', 'close', { place: 'Aigleville' })).toBe('Close the counter of Aigleville');
  expect(say('fr', 'sent', { body: 'Les Andelys', from: 'Mairie de Vernon', code: 'A-1' })).toBe(
    'Transmise aux Andelys par la mairie de Vernon – A-1',
  );
  expect(say('fr', 'not', { from: 'Mairie d’Aigleville', person: 'Hugo' })).toBe(
    'La mairie d’Aigleville n’est pas compétente\u00a0; le dossier d’Hugo reste.',
  );
});
