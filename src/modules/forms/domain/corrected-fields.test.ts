import { expect, test } from 'vitest';
import { context, formOf } from '../testing/sample-form.ts';
import type { Answers } from './answers.ts';
import { correctionPages, parseCorrection } from './corrected-fields.ts';

const form = formOf(`
pages:
  - id: you
    title: Vous
    fields:
      - { id: name, type: text, label: Nom }
      - { id: kind, type: choice, label: Genre, options: [{ value: a, label: A }, { value: b, label: B }] }
      - { id: area, type: number, label: Surface, max: 20 }
      - { id: doubled, type: computed, label: Double, as: number, value: area * 2, shown: false }
      - { id: score, type: number, label: Points, agentOnly: true }
  - id: more
    title: Suite
    fields:
      - { id: only_a, type: text, label: Pour A, when: kind == "a" }
      - { id: only_b, type: text, label: Pour B, when: kind == "b" }
      - { id: proof, type: file, label: Preuve, when: kind == "b" }
`);
const filed: Answers = { name: 'Zoé', kind: 'a', area: 10, doubled: 20, score: 3, only_a: 'Oui' };
const read = (body: Record<string, string>, ids: string[], answers = filed) =>
  parseCorrection(form, body, ids, { ...context, answers });

test('only the fields being corrected are on the page', () => {
  expect(
    correctionPages(form, filed, ['area', 'score', 'doubled'], context).map(({ fields }) => fields.map(({ id }) => id)),
  ).toEqual([['area']]);
});

test('a correction is checked as the resident’s own answer, and nothing else is read', () => {
  const wrong = read({ area: '21', name: 'Forgé' }, ['area']);
  expect(wrong.errors.map(({ path, code }) => `${path} ${code}`)).toEqual(['area numberMax']);
  expect(read({ area: '' }, ['area']).errors).toHaveLength(1);
  const right = read({ area: '12', name: 'Forgé', score: '9' }, ['area']);
  expect(right.errors).toEqual([]);
  expect(right.answers).toEqual({ ...filed, area: 12, doubled: 24 });
  expect(right.changed).toEqual(['area', 'doubled']);
});

test('what becomes hidden goes, what becomes required is asked for at the same time', () => {
  const first = read({ kind: 'b' }, ['kind']);
  expect(first.needed).toEqual(['only_b']);
  expect(first.missingDocuments).toEqual(['proof']);
  const second = read({ kind: 'b', only_b: 'Parce que' }, ['kind', 'only_b']);
  expect(second.errors).toEqual([]);
  expect(second.answers).not.toHaveProperty('only_a');
  expect(second.changed).toEqual(['kind', 'only_a', 'only_b']);
});

test('what was already wrong elsewhere prevents nothing', () => {
  const old: Answers = { ...filed, area: 50, doubled: 100 };
  const corrected = read({ name: 'Zoë' }, ['name'], old);
  expect(corrected.errors).toEqual([]);
  expect(corrected.changed).toEqual(['name']);
});
