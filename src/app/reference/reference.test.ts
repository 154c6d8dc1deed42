import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { answerScope, compileForm, evaluate, formSchema } from '#modules/forms/index.ts';
import { operatorExamples } from './expression-reference.ts';
import { referenceFiles } from './index.ts';

test.each([...referenceFiles()])(
  '%s is what the code says; write it again with `npm run cli -- reference`',
  (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

const form = compileForm(
  formSchema.parse(
    parse(`
pages:
  - id: one
    title: Un
    fields:
      - { id: kind, type: choice, label: Qualité, options: [{ value: company, label: Entreprise }, { value: association, label: Association }] }
      - { id: count, type: number, label: Nombre }
      - { id: agreed, type: yes-no, label: Accord }
      - { id: days, type: choices, label: Jours, options: [{ value: monday, label: Lundi }, { value: tuesday, label: Mardi }] }
      - { id: other, type: text, label: Autre }
      - { id: name, type: text, label: Nom }
      - { id: address, type: address, label: Adresse }
      - id: children
        type: group
        label: Enfants
        rowLabel: Enfant
        addLabel: Ajouter
        fields: [{ id: name, type: text, label: Prénom }, { id: birth_date, type: date, label: Naissance }]`),
  ),
);
const answers = {
  kind: 'company',
  count: 3,
  agreed: false,
  days: ['monday'],
  name: 'Zoé',
  address: { label: '3 rue du Moulin', street: '3 rue du Moulin', postcode: '27200', city: 'Vernon' },
  children: [
    { name: 'Léa', birth_date: '2025-03-01' },
    { name: 'Tom', birth_date: '2018-03-01' },
  ],
};

test.each(operatorExamples)('%s gives %j', (source, gives) => {
  const context = { today: '2026-11-22', authority: { code: '27681', kind: 'commune', name: 'Vernon' } };
  expect(evaluate(source, answerScope(form, answers, context))).toEqual(gives);
});
