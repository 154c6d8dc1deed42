import { expect, test } from 'vitest';
import { describeSendError } from './describe-send-error.ts';

test('a failure is told in words, one that nobody foresaw too', () => {
  expect(describeSendError('fr', 'mail-refused')).toContain('l’adresse n’existe sans doute pas');
  expect(describeSendError('en', 'unexpected')).toBe('Sending failed for an unexpected reason.');
  expect(describeSendError('en', null)).toBe('Sending failed for an unexpected reason.');
});
