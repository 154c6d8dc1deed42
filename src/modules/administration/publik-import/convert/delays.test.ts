import { expect, test } from 'vitest';
import { readDelay } from './delays.ts';

test.each([
  ['86400', { delay: '1d', rounded: false }],
  ['3600', { delay: '1d', rounded: true }],
  ['0', { delay: '0d', rounded: false }],
  ['10 jours', { delay: '10d', rounded: false }],
  ['1 semaine et 2 jours', { delay: '9d', rounded: false }],
  ['2 hours', { delay: '1d', rounded: true }],
  ['2 mois', { delay: '2m', rounded: false }],
  ['1 an', { delay: '1y', rounded: false }],
  ['{{ form_option_expiration }} jours', { delay: '7d', rounded: false }],
  ['{{ form_option_absent }} jours', undefined],
  ['bientôt', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s', (text, expected) => {
  expect(readDelay(text, new Map([['expiration', '7']]))).toEqual(expected);
});
