import { expect, test } from 'vitest';
import { localMomentField, readLocalMoment, timeInWords } from './local-moment.ts';

test.each([
  '2026-11-24T14:05',
  '2026-11-24 14:05:30',
  '24/11/2026 14:05',
  '24/11/2026 à 14h05',
  ' 24/11/2026  14 h 05 ',
])('%s is a moment in Paris', (typed) => {
  const moment = readLocalMoment(typed);
  expect(moment?.toISOString()).toBe('2026-11-24T13:05:00.000Z');
  expect(moment && localMomentField(moment)).toBe('2026-11-24T14:05');
});

test.each(['', 'demain', '2026-11-31T14:00', '24/11/2026', '24/11/2026 25:00'])('%j is none', (typed) => {
  expect(readLocalMoment(typed)).toBeUndefined();
});

test('a full hour is said without its minutes', () => {
  const moment = new Date('2026-06-24T12:00:00Z');
  expect([timeInWords(moment, 'fr'), timeInWords(moment, 'en')]).toEqual(['14\u00a0h', '14:00']);
});
