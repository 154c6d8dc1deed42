import { expect, test } from 'vitest';
import { definitionOf } from '../testing/sample-form.ts';
import { checkForm, compileForm, InvalidFormError } from './compile-form.ts';

const good = `
pages:
  - id: you
    title: Vous
    fields:
      - { id: late, type: text, label: Tard, when: kind == "b" }
      - { id: kind, type: choice, label: Genre, options: [{ value: a, label: A }, { value: b, label: B, when: today > "2026" }] }
  - id: children
    title: Enfants
    when: kind == "a"
    fields:
      - id: children
        type: group
        label: Enfants
        rowLabel: Enfant {n}
        addLabel: Ajouter
        fields:
          - { id: birth, type: date, label: Naissance, max: today }
          - { id: school, type: text, label: École, when: age(birth) > 2 && kind == "a" }
    checks:
      - { check: children.size() < 9, message: Trop, at: children }
    exits:
      - { when: kind == "b", title: Ailleurs, body: Non }
`;

test('a sound form has no problem, and its conditions are put in order', () => {
  const form = compileForm(definitionOf(good));
  expect(form.pages[0]?.ordered.map((entry) => entry.id)).toEqual(['kind', 'late']);
  expect(form.pages[0]?.fields.map((entry) => entry.id)).toEqual(['late', 'kind']);
  expect(form.variables.children).toEqual({ listOf: { birth: 'string', school: 'string' } });
});

function problemsOf(pages: string): string[] {
  return checkForm(definitionOf(`pages:\n${pages}`)).map((problem) => `${problem.path}: ${problem.message}`);
}

function fieldProblems(...fields: string[]): string[] {
  return problemsOf(`  - { id: p, title: P, fields: [${fields.join(', ')}] }`);
}

test.each<[string[], string]>([
  [
    ['{ id: a, type: text, label: A }', '{ id: a, type: text, label: A }'],
    'pages[0].fields[1].id: Two fields are called "a"',
  ],
  [
    ['{ id: today, type: text, label: A }'],
    'pages[0].fields[0].id: "today" has a meaning of its own in expressions; choose another id',
  ],
  [
    ['{ id: constructor, type: text, label: A }'],
    'pages[0].fields[0].id: "constructor" has a meaning of its own in expressions; choose another id',
  ],
  [['{ id: a, type: text, label: A, when: b == "x" }'], 'pages[0].fields[0].when: Unknown name "b"'],
  [['{ id: a, type: text, label: A, when: a == "x" }'], 'pages[0]: Conditions go in a circle: a → a'],
  [
    ['{ id: a, type: text, label: A, when: b != null }', '{ id: b, type: text, label: B, when: a != null }'],
    'pages[0]: Conditions go in a circle: a → b → a',
  ],
  [
    ['{ id: a, type: text, label: A, pattern: "(?=x)" }'],
    'pages[0].fields[0]: Pattern refused: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
  ],
  [
    ['{ id: a, type: date, label: A, min: demain }'],
    'pages[0].fields[0]: "demain" is not a date, nor like today+30d or today-18y',
  ],
  [['{ id: a, type: number, label: A, min: 3, max: 2 }'], 'pages[0].fields[0]: min is greater than its maximum'],
  [
    ['{ id: a, type: choice, label: A, options: [{ value: x, label: X }, { value: x, label: Y }] }'],
    'pages[0].fields[0]: Two options have the value "x"',
  ],
  [
    ['{ id: a, type: number, label: A, constraints: [{ check: value > "3", message: M }] }'],
    'pages[0].fields[0].constraints[0].check: These types do not go together: int > string',
  ],
  [
    [
      '{ id: g, type: group, label: G, rowLabel: R, addLabel: A, fields: [{ id: x, type: text, label: X, when: g.size() > 1 }] }',
    ],
    'pages[0].fields[0].fields[0].when: Refers to "g", the group that it is in',
  ],
])('%j', (fields, problem) => {
  expect(fieldProblems(...fields)).toContain(problem);
});

test('what is asked later cannot decide', () => {
  const pages = `
  - { id: one, title: 1, when: a == "x", fields: [{ id: a, type: text, label: A, when: b == "x" }], checks: [{ check: b != null, message: M, at: b }] }
  - { id: one, title: 2, fields: [{ id: b, type: text, label: B }], exits: [{ when: b == "x", title: T, body: B, link: { authorityOf: b, label: L } }] }`;
  expect(problemsOf(pages.replaceAll('title: 1', 'title: Un').replaceAll('title: 2', 'title: Deux'))).toEqual([
    'pages[1].id: Two pages are called "one"',
    'pages[0].when: Refers to "a", which is asked on this very page',
    'pages[0].fields[0].when: Refers to "b", which is asked on a later page',
    'pages[0].checks[0].at: "b" is not a field of this page',
    'pages[0].checks[0].check: Refers to "b", which is asked on a later page',
    'pages[1].exits[0].link.authorityOf: "b" is not a commune or an address asked by then',
  ]);
});

test('all the problems are in the error', () => {
  const definition = definitionOf(
    'pages: [{ id: p, title: P, fields: [{ id: a, type: text, label: A, when: b }, { id: c, type: text, label: C, when: d }] }]',
  );
  expect(() => compileForm(definition)).toThrow(InvalidFormError);
  expect(checkForm(definition)).toHaveLength(2);
});
