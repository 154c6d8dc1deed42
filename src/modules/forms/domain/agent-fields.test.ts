import { expect, test } from 'vitest';
import { context, formOf } from '../testing/sample-form.ts';
import { agentPages, parseAgentFields, setAgentAnswers } from './agent-fields.ts';
import type { Answers } from './answers.ts';

const form = formOf(`
pages:
  - id: you
    title: Vous
    fields:
      - { id: name, type: text, label: Nom }
      - { id: kind, type: choice, label: Genre, options: [{ value: a, label: A }, { value: b, label: B }] }
      - { id: score, type: number, label: Points, agentOnly: true, max: 20 }
      - { id: opinion, type: text, label: Avis, agentOnly: true, when: kind == "b" }
      - { id: doubled, type: computed, label: Double, as: number, value: score * 2, shown: false }
  - id: visits
    title: Visites
    fields:
      - id: visits
        type: group
        label: Visites
        agentOnly: true
        min: 0
        rowLabel: Visite {n}
        addLabel: Ajouter
        fields: [{ id: day, type: date, label: Jour }, { id: seen, type: text, label: Constat }]
`);
const filed: Answers = { name: 'Zoé', kind: 'a' };

function read(body: Record<string, string>, answers = filed) {
  return parseAgentFields(form, body, { ...context, answers });
}

test('agents have a page for each page with fields of theirs, by what was answered', () => {
  expect(agentPages(form, filed, context).map((page) => page.fields.map((field) => field.id))).toEqual([
    ['score'],
    ['visits'],
  ]);
  expect(agentPages(form, { ...filed, kind: 'b' }, context)[0]?.fields.map(({ id }) => id)).toEqual([
    'score',
    'opinion',
  ]);
});

test('what agents type is kept beside what was filed, which nothing changes', () => {
  const body = { score: '12', name: 'Forgé', kind: 'b', opinion: 'Caché', 'visits-rows': '1', 'visits.0.seen': 'Rien' };
  const parsed = read(body);
  expect(parsed.errors).toEqual([]);
  expect(parsed.answers).toEqual({ ...filed, score: 12, doubled: 24, visits: [{ seen: 'Rien' }] });
  expect(parsed.changed).toEqual(['score', 'visits']);
});

test('nothing is demanded, but what is typed has to be right', () => {
  expect(read({}).errors).toEqual([]);
  expect(read({ score: '21' }).errors.map(({ path, code }) => `${path} ${code}`)).toEqual(['score numberMax']);
  expect(read({ score: 'vingt' }).errors).toHaveLength(1);
  const emptied = read({ score: '' }, { ...filed, score: 3, doubled: 6 });
  expect(emptied.answers).toEqual(filed);
  expect(emptied.changed).toEqual(['score']);
});

test('a row added keeps nothing yet', () => {
  const parsed = read({ 'visits-rows': '0', '__add:visits': '' });
  expect(parsed.isShownAgain).toBe(true);
  expect(parsed.raw['visits-rows']).toBe('1');
});

test('an act writes fields for agents alone, in the shape of each, and what is computed from them', () => {
  const { answers, changed } = setAgentAnswers(
    form,
    { ...filed, kind: 'b', opinion: 'Avant' },
    new Map<string, unknown>([
      ['score', '12'],
      ['opinion', 3],
      ['name', 'Durand'],
      ['visits', 'rien'],
      ['gone', 1],
    ]),
    context,
  );
  expect(answers).toEqual({ name: 'Zoé', kind: 'b', score: 12, opinion: '3', doubled: 24 });
  expect(changed).toEqual(['score', 'opinion']);
  const emptied = setAgentAnswers(
    form,
    answers,
    new Map<string, unknown>([
      ['score', null],
      ['opinion', 'x'],
    ]),
    context,
  );
  expect(emptied.answers).toEqual({ name: 'Zoé', kind: 'b', opinion: 'x' });
  const wrong = setAgentAnswers(form, filed, new Map([['score', '21']]), context);
  expect(wrong).toEqual({ answers: filed, changed: [] });
});
