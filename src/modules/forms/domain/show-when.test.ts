import fc from 'fast-check';
import { expect, test } from 'vitest';
import { context, firstTime, formOf } from '../testing/sample-form.ts';
import { isGroup } from './compiled-form.ts';
import { isToBeShown, typedNumber } from './decide-showing.ts';
import { compileExpression, holds } from './expressions.ts';
import { parsePage } from './parse-page.ts';
import { describeShowWhen, type PageNames, type ShowWhen, showWhen } from './show-when.ts';
import { answerScope } from './visibility.ts';

const form = formOf(`
pages:
  - id: before
    title: Avant
    fields: [{ id: old, type: yes-no, label: Ancien }, { id: years, type: number, label: Années, optional: true }]
  - id: now
    title: Maintenant
    fields:
      - { id: kind, type: choice, label: Vous êtes, optional: true, options: [{ value: a, label: A }, { value: b, label: B }] }
      - { id: agreed, type: yes-no, label: D’accord, optional: true }
      - { id: days, type: choices, label: Jours, optional: true, options: [{ value: mon, label: Lundi }, { value: tue, label: Mardi }] }
      - { id: note, type: text, label: Note, optional: true }
      - { id: count, type: number, label: Nombre, optional: true }
      - { id: price, type: money, label: Prix, optional: true }
`);

const names: PageNames = {
  find: (variable) => {
    const field = form.fieldsById.get(variable);
    const onPage = field !== undefined && !isGroup(field) && form.pageOfField.get(variable)?.id === 'now';
    return onPage ? { field, inputName: variable } : undefined;
  },
};

function translated(source: string, answers = {}): ShowWhen | undefined {
  return showWhen(compileExpression(source), names, answerScope(form, answers, context));
}

const notes = (inputName: string) => form.fieldsById.get(inputName)?.definition;

test.each<[string, ShowWhen | undefined, string]>([
  ['kind == "a"', ['is', 'kind', 'a'], '(si «\u00a0Vous êtes\u00a0» est «\u00a0A\u00a0»)'],
  ['"b" != kind', ['not', ['is', 'kind', 'b']], '(si «\u00a0Vous êtes\u00a0» n’est pas «\u00a0B\u00a0»)'],
  ['agreed', ['is', 'agreed', 'yes'], '(si «\u00a0D’accord\u00a0» est «\u00a0Oui\u00a0»)'],
  ['!agreed', ['is', 'agreed', 'no'], '(si «\u00a0D’accord\u00a0» est «\u00a0Non\u00a0»)'],
  ['note != null', ['filled', 'note'], '(si «\u00a0Note\u00a0» est rempli)'],
  ['"mon" in days', ['is', 'days', 'mon'], '(si «\u00a0Jours\u00a0» est «\u00a0Lundi\u00a0»)'],
  [
    'agreed && kind in ["a", "b"]',
    ['and', ['is', 'agreed', 'yes'], ['or', ['is', 'kind', 'a'], ['is', 'kind', 'b']]],
    '(si «\u00a0D’accord\u00a0» est «\u00a0Oui\u00a0» et «\u00a0Vous êtes\u00a0» est «\u00a0A\u00a0» ou «\u00a0B\u00a0»)',
  ],
  ['count > 4', ['>', 'count', 4], '(si vous êtes concerné par cette question)'],
  ['price <= 1250', ['<=', 'price', 12.5], '(si vous êtes concerné par cette question)'],
  ['note == "x"', undefined, '(si vous êtes concerné par cette question)'],
  ['size(days) > 1', undefined, '(si vous êtes concerné par cette question)'],
  ['!("mon" in days)', undefined, '(si vous êtes concerné par cette question)'],
])('%s', (source, expected, words) => {
  const condition = translated(source);
  expect(condition).toEqual(expected);
  expect(describeShowWhen(condition, notes, 'fr')).toBe(words);
});

test('what earlier pages say is already decided', () => {
  expect(translated('old && agreed', { old: true })).toEqual(['is', 'agreed', 'yes']);
  expect(translated('old && agreed', { old: false })).toBe(false);
  expect(translated('years > 3 || kind == "a"', { years: 4 })).toBe(true);
  expect(translated('years > 3 || kind == "a"', {})).toEqual(['is', 'kind', 'a']);
});

/** Conditions as authors write them. */
const atom = fc.constantFrom(
  'kind == "a"',
  'kind != "b"',
  '"a" == kind',
  'kind in ["a", "b"]',
  'kind == null',
  'kind != null',
  'agreed',
  '!agreed',
  'agreed == true',
  'agreed == false',
  'agreed != true',
  '"mon" in days',
  'note != null',
  'note == null',
  'old',
  '!old',
  'years > 3',
  'old == true',
  '!(kind == "a")',
  'count > 4',
  'count >= 5',
  'count < 3',
  'price <= 1250',
  'count != null && count > 4',
  'count == null || count < 3',
);
const condition = fc.letrec<{ any: string; pair: string }>((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, atom, tie('pair')),
  pair: fc
    .tuple(tie('any'), fc.constantFrom('&&', '||'), tie('any'))
    .map(([left, word, right]) => `(${left} ${word} ${right})`),
})).any;
const body = fc.record(
  {
    kind: fc.constantFrom('a', 'b', ''),
    agreed: fc.constantFrom('yes', 'no'),
    days: fc.subarray(['mon', 'tue']),
    note: fc.constantFrom('x', '', ' '),
    // What is no number is refused whatever is shown: the page comes back.
    count: fc.constantFrom('2', '4', '5', ' 5 ', '1 000', ''),
    price: fc.constantFrom('12,50', '12.5 €', '12,51', '1 250,00', ''),
  },
  { requiredKeys: [] },
);
const before = fc.record({ old: fc.boolean(), years: fc.constantFrom(2, 5) }, { requiredKeys: [] });

test('property: the browser shows exactly what the server will keep', () => {
  fc.assert(
    fc.property(condition, body, before, (source, typed, answers) => {
      const decided = translated(source, answers);
      if (decided === undefined) return;
      const shown = isToBeShown(decided, {
        has: (name, value) => [Reflect.get(typed, name)].flat().includes(value),
        isFilled: (name) => [Reflect.get(typed, name) ?? ''].flat().some((value) => value.trim() !== ''),
        number: (name) => typedNumber([Reflect.get(typed, name) ?? ''].flat().join('')),
      });
      const parsed = parsePage(form, 'now', typed, { ...firstTime, answers });
      expect(shown).toBe(holds(source, answerScope(form, parsed.answers, context)));
    }),
    { numRuns: 500 },
  );
});
