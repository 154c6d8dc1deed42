import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messagesOf, postedBack, readField, told } from '../../testing/read-field.ts';
import { checkForm } from '../compile-form.ts';
import { formSchema } from '../form-schema.ts';

const nir = { type: 'nir', law: 'Code de l’action sociale et des familles, article L. 232-2' };
const fiscal = { type: 'tax-reference', kind: 'fiscal-number' };
const notice = { type: 'tax-reference', kind: 'notice' };
const allowance = (fund: string) => ({ type: 'family-allowance', fund });

test.each([
  [nir, '2 85 05 78 006 084 41', '285057800608441'],
  [nir, '285057800608441', '285057800608441'],
  // Corsica: 2A counts as 19, 2B as 18.
  [nir, `18512${'2A'}004123${key('1851219004123')}`, `185122A004123${key('1851219004123')}`],
  [nir, `18512${'2b'}033123 ${key('1851218033123')}`, `185122B033123${key('1851218033123')}`],
  // The month is not known.
  [nir, `1${'85'}${'62'}78006084${key('1856278006084')}`, `1856278006084${key('1856278006084')}`],
  [nir, `1853099351084${key('1853099351084')}`, `1853099351084${key('1853099351084')}`],
  [nir, '2850578006084', ['nirNoKey f-f']],
  [nir, '285057800608442', ['nirKey f-f']],
  [nir, '285137800608441', ['nirShape f-f']],
  [nir, '985057800608441', ['nirShape f-f']],
  [nir, '285052C00608441', ['nirShape f-f']],
  [nir, 'neuf', ['nirShape f-f']],
  [fiscal, '30 23 217 600 053', '3023217600053'],
  [fiscal, '3023217600054', ['fiscalKey f-f']],
  [fiscal, '4023217600053', ['fiscalNumber f-f']],
  [fiscal, '302321760005', ['fiscalNumber f-f']],
  [fiscal, '- . -', ['fiscalNumber f-f']],
  [notice, '26 75 a123456 78', '2675A12345678'],
  [notice, '2675A1234567', ['taxNotice f-f']],
  [notice, 'AB75A12345678', ['taxNotice f-f']],
  [allowance('caf'), '1234567', '1234567'],
  [allowance('caf'), '123 4567 a', '1234567A'],
  [allowance('caf'), '12345678', ['cafNumber f-f']],
  [allowance('caf'), '285057800608441', ['cafNumber f-f']],
  [allowance('msa'), '285057800608441', '285057800608441'],
  [allowance('msa'), '2850578006084', '2850578006084'],
  [allowance('msa'), '285057800608442', ['nirKey f-f']],
  [allowance('msa'), '2851378006084', ['msaNumber f-f']],
  [allowance('msa'), '1234567', ['msaNumber f-f']],
  [allowance('any'), '1234567', '1234567'],
  [allowance('any'), '2850578006084', '2850578006084'],
  [allowance('any'), 'CAF', ['allowanceNumber f-f']],
] as [Record<string, unknown>, string, unknown][])('%j reads %j as %j', (settings, typed, expected) => {
  expect(readField(settings, { f: typed })).toEqual(expected);
});

function key(digits: string): string {
  return String(97 - Number(BigInt(digits) % 97n)).padStart(2, '0');
}

test('property: a social security number keeps through the page, and one wrong digit is always noticed', () => {
  const number = fc.tuple(
    fc.constantFrom('1', '2'),
    fc.stringMatching(/^\d{2}$/),
    fc.constantFrom('01', '12', '20', '42', '50', '99'),
    fc.constantFrom('01', '78', '95', '97', '99'),
    fc.stringMatching(/^\d{6}$/),
  );
  fc.assert(
    fc.property(number, fc.nat(14), fc.integer({ min: 1, max: 9 }), (parts, at, by) => {
      const answer = parts.join('') + key(parts.join(''));
      expect(readField(nir, postedBack(nir, answer))).toBe(answer);
      const wrong = answer.slice(0, at) + String((Number(answer[at]) + by) % 10) + answer.slice(at + 1);
      expect(readField(nir, { f: wrong })).toEqual([expect.stringMatching(/^nir(Key|Shape) f-f$/)]);
    }),
  );
});

test('property: a tax number keeps through the page', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-3]\d{9}$/), (digits) => {
      const answer = digits + String(Number(digits) % 511).padStart(3, '0');
      expect(readField(fiscal, postedBack(fiscal, answer))).toBe(answer);
    }),
  );
});

test('numbers are told in the groups in which they are printed', () => {
  expect(told(nir, '285057800608441')).toBe('2 85 05 78 006 084 41'.replaceAll(' ', '\u00a0'));
  expect(told(fiscal, '3023217600053')).toBe('30 23 217 600 053'.replaceAll(' ', '\u00a0'));
  expect(told(notice, '2675A12345678')).toBe('26 75 A123456 78'.replaceAll(' ', '\u00a0'));
  expect(told(allowance('any'), '1234567')).toBe('1234567');
});

test('a social security number is refused in a form that names no text', () => {
  const form = (field: object) => ({
    pages: [{ id: 'page', title: 'Page', fields: [{ id: 'f', label: 'F', ...field }] }],
  });
  expect(formSchema.safeParse(form({ type: 'nir' })).success).toBe(false);
  expect(formSchema.safeParse(form({ type: 'nir', law: '' })).success).toBe(false);
  expect(checkForm(formSchema.parse(form(nir)))).toEqual([]);
});

test('the example that a message gives is itself a good number', () => {
  const [message = ''] = messagesOf(nir, { f: '1' });
  const example = /exemple (.*)$/.exec(message)?.[1] ?? '';
  expect(readField(nir, { f: example })).toBe('285057800608441');
});

test('establishments of La Poste have a key of their own', () => {
  // The head office follows the rule of all; the others have digits whose sum is a multiple of 5.
  expect(readField({ type: 'company' }, { f: '356 000 000 00048' })).toBe('35600000000048');
  expect(readField({ type: 'company' }, { f: '35600000012341' })).toBe('35600000012341');
  expect(readField({ type: 'company' }, { f: '35600000012344' })).toEqual(['siretKey f-f']);
  expect(readField({ type: 'company' }, { f: '35600000112344' })).toEqual(['siretKey f-f']);
  expect(readField({ type: 'company' }, { f: '35700000012340' })).toEqual(['siretKey f-f']);
});
