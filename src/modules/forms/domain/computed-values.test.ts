import { expect, test } from 'vitest';
import { context, formOf } from '../testing/sample-form.ts';
import { keepShownAnswers } from './visibility.ts';

const form = formOf(`
pages:
  - id: one
    title: Un
    fields:
      - id: size
        type: choice
        label: { fr: Taille, en: Size }
        options:
          - { value: small, label: { fr: Petite, en: Small } }
          - { value: large, label: Grande }
      - { id: agreed, type: yes-no, label: Accord }
      - { id: words, type: computed, label: Résumé, as: text, value: 'label(size) + ", " + label(agreed)' }
`);

test.each([
  [undefined, 'small', 'Petite, Oui'],
  ['fr', 'small', 'Petite, Oui'],
  ['en', 'small', 'Small, Yes'],
  ['en', 'large', 'Grande, Yes'],
] as const)('in the language of whoever fills in (%s): %s is %s', (locale, size, words) => {
  const surroundings = locale === undefined ? context : { ...context, locale };
  expect(keepShownAnswers(form, { size, agreed: true }, surroundings).words).toBe(words);
});
