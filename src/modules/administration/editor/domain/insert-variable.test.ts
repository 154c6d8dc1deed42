import { expect, test } from 'vitest';
import { insertVariable, notePlaces, type TextPlace, textPlaces } from './insert-variable.ts';
import type { JsonObject } from './json.ts';

const message = { subject: 'Votre demande', body: { fr: 'Bonjour', en: 'Hello' } };
const letter: JsonObject = {
  title: { fr: 'Arrêté' },
  paragraphs: [{ fr: 'Un' }, { fr: 'Deux', en: 'Two' }],
  signatory: 'Le maire',
};

function placeOf(values: JsonObject, place: string): TextPlace {
  const found = textPlaces(values, new Set(Object.keys(values))).find((one) => one.place === place);
  if (found === undefined) throw new Error(`no ${place}`);
  return found;
}

test('the texts that there are, French first; an English that is not written is none', () => {
  const keys = new Set(['subject', 'body']);
  expect(textPlaces(message, keys).map(({ place }) => place)).toEqual(['subject.fr', 'body.fr', 'body.en']);
  const places = textPlaces(letter, new Set(['title', 'paragraphs', 'signatory']));
  expect(places.map(({ place }) => place)).toEqual([
    'title.fr',
    'paragraphs.0.fr',
    'paragraphs.1.fr',
    'signatory.fr',
    'paragraphs.1.en',
  ]);
  expect(places[2]).toEqual({ place: 'paragraphs.1.fr', key: 'paragraphs', number: 2, language: 'fr' });
});

test('a variable goes at the end of the text, and nothing else changes', () => {
  expect(insertVariable(message, placeOf(message, 'subject.fr'), 'dossier.code')).toEqual({
    ...message,
    subject: { fr: 'Votre demande {{dossier.code}}' },
  });
  expect(insertVariable(message, placeOf(message, 'body.en'), 'applicant.name').body).toEqual({
    fr: 'Bonjour',
    en: 'Hello {{applicant.name}}',
  });
  expect(insertVariable(letter, placeOf(letter, 'paragraphs.1.fr'), 'today').paragraphs).toEqual([
    { fr: 'Un' },
    { fr: 'Deux {{today}}', en: 'Two' },
  ]);
  expect(insertVariable({ body: '' }, placeOf(message, 'body.fr'), 'today').body).toEqual({ fr: '{{today}}' });
});

test('the notes of an act are told apart by their number when there are several', () => {
  const note = { effect: 'note', text: { fr: 'Vu' } };
  expect(notePlaces({ effects: [{ effect: 'archive' }, note] }, 'effects')).toEqual([
    { place: 'effects.1.text.fr', key: 'note', number: undefined, language: 'fr' },
  ]);
  const filing = { onSubmission: [note, { effect: 'note' }] };
  const places = notePlaces(filing, 'onSubmission');
  expect(places.map(({ number }) => number)).toEqual([1, 2]);
  const [, second] = places;
  if (second === undefined) throw new Error('no second note');
  expect(insertVariable(filing, second, 'dossier.code')).toEqual({
    onSubmission: [note, { effect: 'note', text: { fr: '{{dossier.code}}' } }],
  });
});
