import { expect, test } from 'vitest';
import { isEmailAddress, plainMessage } from './plain-message.ts';

test('a message keeps its words and lines, and loses what cannot be kept or shown', () => {
  expect(plainMessage('  Bonjour\r\n\u0000le\tmonde\ud800 \u202eabc 🎈 ')).toBe('Bonjour\nle\tmonde\ufffd abc 🎈');
  expect(plainMessage('مرحبا')).toBe('مرحبا');
  expect(plainMessage('x'.repeat(1_000_000)).length).toBe(20_000);
});

test.each([
  ['nom@exemple.fr', true],
  ['prenom.nom+mairie@sous.exemple.co', true],
  ['nom@exemple', false],
  ['nom exemple.fr', false],
  ['a@b.fr\nbcc: x@y.fr', false],
  ['<nom@exemple.fr>', false],
  [`${'x'.repeat(250)}@exemple.fr`, false],
  ['', false],
])('%o is an address: %s', (text, is) => {
  expect(isEmailAddress(text)).toBe(is);
});
