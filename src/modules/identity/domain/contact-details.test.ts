import { expect, test } from 'vitest';
import { cleanLine, formatPhone, normalizeEmail, normalizePhone } from './contact-details.ts';

test('an e-mail is written in small letters', () => {
  expect(normalizeEmail('  Zoe.Martin@Exemple.FR ')).toBe('zoe.martin@exemple.fr');
});

test.each([
  '',
  'zoe',
  'zoe@',
  'zoe@exemple',
  'a@b.fr, c@d.fr',
  '<a@b.fr>',
  'a b@c.fr',
  'a@b.fr\nBcc: c@d.fr',
  `${'a'.repeat(250)}@b.fr`,
])('%j is no e-mail', (typed) => {
  expect(normalizeEmail(typed)).toBeUndefined();
});

test.each([
  ['06 12 34 56 78', '+33612345678'],
  ['06.12.34.56.78', '+33612345678'],
  ['+33 (0)6 12 34 56 78', '+33612345678'],
  ['0033612345678', '+33612345678'],
  ['+32 470 12 34 56', '+32470123456'],
])('%s is %s', (typed, phone) => {
  expect(normalizePhone(typed)).toBe(phone);
});

test.each(['12', '0012', 'abc', '06 12 34 56'])('%s is no phone', (typed) => {
  expect(normalizePhone(typed)).toBeUndefined();
});

test('a French phone is read out in pairs', () => {
  expect(formatPhone('+33612345678')).toBe('06\u00a012\u00a034\u00a056\u00a078');
});

test('a line has no line breaks', () => {
  expect(cleanLine(' Jean\r\n Pierre\u0000 ')).toBe('Jean Pierre');
});
