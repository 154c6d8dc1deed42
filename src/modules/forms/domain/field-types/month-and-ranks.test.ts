import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messagesOf, postedBack, readField, told } from '../../testing/read-field.ts';
import { checkForm } from '../compile-form.ts';
import { formSchema } from '../form-schema.ts';

const month = { type: 'month' };

test.each([
  [month, { 'f-month': '3', 'f-year': '2019' }, '2019-03'],
  [month, { 'f-month': 'mars', 'f-year': '2019' }, '2019-03'],
  [month, { 'f-month': '03/2019' }, '2019-03'],
  [month, { 'f-month': '2019-3' }, '2019-03'],
  [month, { 'f-month': 'Août 2026' }, '2026-08'],
  [month, {}, ['requiredMonth f-f-month']],
  [month, { 'f-year': '2019' }, ['monthMissing f-f-month']],
  [month, { 'f-month': '3' }, ['yearMissing f-f-year']],
  [month, { 'f-month': '13', 'f-year': '2019' }, ['dateMonth f-f-month']],
  [month, { 'f-month': '3', 'f-year': '19' }, ['dateYear f-f-year']],
  [month, { 'f-month': '3', 'f-year': '1019' }, ['birthTooOld f-f-year']],
  [month, { 'f-month': '3', 'f-year': '9999' }, ['birthTooOld f-f-year']],
  [{ ...month, min: 'today' }, { 'f-month': '10', 'f-year': '2026' }, ['monthMin f-f-month']],
  [{ ...month, min: 'today' }, { 'f-month': '11', 'f-year': '2026' }, '2026-11'],
  [{ ...month, min: 'today-1m' }, { 'f-month': '10', 'f-year': '2026' }, '2026-10'],
  [{ ...month, max: '2026-09' }, { 'f-month': '10', 'f-year': '2026' }, ['monthMax f-f-month']],
  [{ ...month, max: '2026-10-31' }, { 'f-month': '10', 'f-year': '2026' }, '2026-10'],
] as [Record<string, unknown>, Record<string, unknown>, unknown][])('%j reads %j as %j', (settings, body, expected) => {
  expect(readField(settings, body)).toEqual(expected);
});

test('a month is told in words, in the language of the reader', () => {
  expect(told(month, '2019-03')).toBe('mars 2019');
  expect(told(month, '2019-03', 'en')).toBe('March 2019');
  expect(messagesOf({ ...month, max: '2026-09' }, { 'f-month': '10', 'f-year': '2026' })).toEqual([
    '«\u00a0Champ\u00a0» doit être au plus tard septembre 2026',
  ]);
});

test('a bound that is no month is told to the author', () => {
  const form = formSchema.parse({
    pages: [{ id: 'page', title: 'Page', fields: [{ id: 'f', label: 'F', type: 'month', min: 'demain' }] }],
  });
  expect(checkForm(form).map((problem) => problem.message)).toEqual([
    '"demain" is not a month, nor like today or today-1m',
  ]);
});

const ranked = {
  type: 'ranked',
  options: [
    { value: 'swim', label: 'Natation' },
    { value: 'judo', label: 'Judo' },
    { value: 'music', label: 'Musique' },
  ],
};

test.each([
  [ranked, { 'f-1': 'judo', 'f-2': 'swim' }, ['judo', 'swim']],
  [ranked, { 'f-1': 'judo', 'f-3': 'music' }, ['judo', 'music']],
  [ranked, { 'f-4': 'judo' }, ['requiredRank f-f-1']],
  [ranked, { 'f-1': 'judo', 'f-2': 'judo' }, ['rankRepeated f-f-2']],
  [ranked, { 'f-1': 'judo', 'f-2': 'chess' }, ['choiceUnknown f-f-2']],
  [{ ...ranked, max: 2 }, { 'f-1': 'judo', 'f-2': 'swim', 'f-3': 'music' }, ['judo', 'swim']],
  [{ ...ranked, optional: true }, {}, undefined],
] as [Record<string, unknown>, Record<string, unknown>, unknown][])('%j reads %j as %j', (settings, body, expected) => {
  expect(readField(settings, body)).toEqual(expected);
});

test('a choice made twice is named in the message, and ranks are told in their order', () => {
  expect(messagesOf(ranked, { 'f-1': 'judo', 'f-2': 'judo' })[0]).toContain('«\u00a0Judo\u00a0»');
  expect(told(ranked, ['music', 'swim'])).toEqual(['1. Musique', '2. Natation']);
});

test('property: ranks and months keep through the page', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(['swim', 'judo', 'music'], { minLength: 1 }), (answer) => {
      expect(readField(ranked, postedBack(ranked, answer))).toEqual(answer);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2076 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
      const answer = `${year}-${String(number).padStart(2, '0')}`;
      expect(readField(month, postedBack(month, answer))).toBe(answer);
      expect(readField(month, { 'f-month': told(month, answer) })).toBe(answer);
      expect(readField(month, { 'f-month': told(month, answer, 'en') })).toBe(answer);
    }),
  );
});
