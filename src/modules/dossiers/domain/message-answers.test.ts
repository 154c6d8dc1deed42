import { expect, test } from 'vitest';
import { splitName } from './message-answers.ts';

test.each([
  ['Jeanne Martin', 'Jeanne', 'Martin'],
  ['MARTIN Jeanne', 'Jeanne', 'MARTIN'],
  ['DE LA TOUR Jean-Paul', 'Jean-Paul', 'DE LA TOUR'],
  ['Martin, Jeanne', 'Jeanne', 'Martin'],
  ['JEANNE MARTIN', 'JEANNE', 'MARTIN'],
  ['Jeanne', '', 'Jeanne'],
  ['', '', ''],
])('%s', (name, givenNames, familyName) => {
  expect(splitName(name)).toEqual({ givenNames, familyName });
});
