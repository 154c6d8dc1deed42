import { expect, test } from 'vitest';
import { context, definitionOf } from '../testing/sample-form.ts';
import { type ChoiceList, choiceListSchema, findTypedOption, searchOptions } from './choice-lists.ts';
import { checkForm, compileForm } from './compile-form.ts';
import { parsePage } from './parse-page.ts';
import { summarize } from './summary.ts';

function listOf(count: number): ChoiceList {
  const named = ['Rue de l’Église', 'Rue du Moulin', 'Rue du Moulin neuf', 'Allée des Érables'];
  return choiceListSchema.parse({
    list: 'streets',
    title: 'Rues',
    options: Array.from({ length: count }, (_, index) => ({
      value: `s${index}`,
      label: named[index] ?? `Voie numéro ${index}`,
    })),
  });
}

const lists = new Map([['streets', listOf(10_000)]]);
const definition = definitionOf(`
pages:
  - id: where
    title: Où
    fields:
      - { id: street, type: choice, label: Rue, list: streets }
      - { id: number, type: text, label: Numéro, when: street == "s0" }
`);
const form = compileForm(definition, { lists });

function read(body: Record<string, string>) {
  return parsePage(form, 'where', body, { ...context, answers: {} });
}

test('ten thousand options are searched whatever the accents and the capitals', () => {
  const { options } = listOf(10_000);
  expect(searchOptions(options, 'MOULIN').map((option) => option.value)).toEqual(['s1', 's2']);
  expect(searchOptions(options, 'erab all').map((option) => option.value)).toEqual(['s3']);
  expect(searchOptions(options, 'voie')).toHaveLength(8);
  expect(searchOptions(options, '  ')).toEqual([]);
  expect(findTypedOption(options, 'rue de l eglise')?.value).toBe('s0');
});

test('what is typed is understood without script; what may mean several is asked again', () => {
  expect(read({ street: 'rue de l’église', number: '3' }).answers).toEqual({ street: 's0', number: '3' });
  expect(read({ street: 'Rue du Moulin' }).answers).toEqual({ street: 's1' });
  expect(read({ street: 'rue' }).errors.map((error) => error.code)).toEqual(['listSeveral']);
  expect(read({ street: 'voie' }).errors.map((error) => error.code)).toEqual(['listMany']);
  expect(read({ street: 'zzz' }).errors.map((error) => error.code)).toEqual(['listNothing']);
  expect(read({ street: 'rue', 'street-value': 's2' }).answers).toEqual({ street: 's2' });
});

test('a suggestion that was taken and then typed over does not stay', () => {
  expect(read({ street: 'Allée des Érables', 'street-value': 's2' }).answers).toEqual({ street: 's3' });
  expect(read({ street: 'Rue du Moulin neuf', 'street-value': 's2' }).answers).toEqual({ street: 's2' });
  expect(read({ street: 'zzz', 'street-value': 'nothing' }).answers).toEqual({});
});

test('an answer is told by its label', () => {
  expect(summarize(form, { street: 's1' }, 'fr')[0]?.rows[0]?.value).toBe('Rue du Moulin');
});

test('too many options are refused in words that say what to do', () => {
  const options = Array.from({ length: 301 }, (_, index) => ({ value: `v${index}`, label: `V ${index}` }));
  const wide = definitionOf(
    JSON.stringify({ pages: [{ id: 'p', title: 'P', fields: [{ id: 'f_x', type: 'choice', label: 'F', options }] }] }),
  );
  expect(checkForm(wide)).toEqual([
    {
      path: 'pages[0].fields[0].options',
      message:
        '301 options are too many to write in a field (300 at most): put them in a list, library/lists/f-x.yaml, and write "list: f-x"',
    },
  ]);
  const many = definitionOf(
    'pages: [{ id: p, title: P, fields: [{ id: f, type: choices, label: F, list: streets }] }]',
  );
  expect(checkForm(many, { lists })[0]?.message).toMatch(/searched one at a time; use a group/);
  expect(checkForm(definition, { lists: new Map() })[0]?.message).toBe('No list has the id "streets"');
  const huge = choiceListSchema.safeParse({
    list: 'all',
    title: 'Tout',
    options: Array.from({ length: 20_001 }, (_, index) => ({ value: `v${index}`, label: 'V' })),
  });
  expect(huge.error?.issues[0]?.message).toBe('A list has at most 20000 options: split it, or ask a connector');
});
