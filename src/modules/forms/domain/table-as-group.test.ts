import { expect, test } from 'vitest';
import { context, definitionOf, formOf } from '../testing/sample-form.ts';
import { checkForm } from './compile-form.ts';
import { parsePage } from './parse-page.ts';
import { summarize } from './summary.ts';

const form = formOf(`
pages:
  - id: page
    title: Page
    fields:
      - id: costs
        type: table
        label: Dépenses
        columns:
          - { id: what, label: Objet, type: text }
          - { id: amount, label: Montant, type: money }
          - { id: paid_on, label: Payée le, type: date, optional: true }
        rows: { min: 1, max: 3, addLabel: Ajouter une dépense, rowLabel: 'Dépense {n}' }
      - id: budget
        type: table
        label: Budget
        optional: true
        columns:
          - { id: planned, label: Prévu, type: money }
          - { id: kind, label: Nature, type: choice, options: [{ value: own, label: Propre }, { value: aid, label: Aide }] }
        fixedRows:
          - { id: staff, label: Personnel }
          - { id: rent, label: Loyer }
`);

const read = (body: Record<string, unknown>) => parsePage(form, 'page', body, { ...context, answers: {} });

test('added rows are read like those of a group, blank ones at the end left out', () => {
  const { answers, errors } = read({
    'costs-rows': '2',
    'costs.0.what': 'Chaises',
    'costs.0.amount': '12,50',
    'costs.0.paid_on-day': '1/2/2026',
    'costs.1.what': '',
    'budget-rows': '2',
    'budget.1.planned': '300',
  });
  expect(errors).toEqual([]);
  expect(answers.costs).toEqual([{ what: 'Chaises', amount: 1250, paid_on: '2026-02-01' }]);
  // Given rows keep their place.
  expect(answers.budget).toEqual([{}, { planned: 30_000 }]);
});

test('a message says the row and the column, and stands at the cell', () => {
  const { errors } = read({
    'costs-rows': '2',
    'costs.0.amount': 'dix',
    'costs.1.what': 'Tables',
    'budget-rows': '2',
    'budget.0.planned': 'x',
  });
  expect(errors.map((error) => [error.inputId, error.message.fr])).toEqual([
    ['f-costs-0-what', 'Remplissez «\u00a0Objet, Dépense 1\u00a0»'],
    ['f-costs-0-amount', '«\u00a0Montant, Dépense 1\u00a0» doit être une somme en euros, par exemple 12,50'],
    ['f-costs-1-amount', 'Remplissez «\u00a0Montant, Dépense 2\u00a0»'],
    ['f-budget-0-planned', '«\u00a0Prévu, Personnel\u00a0» doit être une somme en euros, par exemple 12,50'],
  ]);
});

test('rows are added and removed by buttons, within the limits', () => {
  const added = read({ 'costs-rows': '1', 'costs.0.what': 'Chaises', '__add:costs': '1' });
  expect(added.action).toEqual({ kind: 'add-row', group: 'costs' });
  expect(added.raw['costs-rows']).toBe('2');
  expect(read({ 'costs-rows': '900' }).errors.length).toBeLessThan(20);
});

test('a table is told row by row', () => {
  const [section] = summarize(
    form,
    { costs: [{ what: 'Chaises', amount: 1250 }], budget: [{}, { planned: 300 }] },
    'fr',
  );
  expect(section?.groups.map((group) => group.rows.map((row) => row.title))).toEqual([
    ['Dépense 1'],
    ['Personnel', 'Loyer'],
  ]);
});

test('the columns can be summed in a condition', () => {
  const summing = (check: string) =>
    checkForm(
      definitionOf(`
pages:
  - id: page
    title: Page
    fields:
      - id: costs
        type: table
        label: Dépenses
        columns: [{ id: amount, label: Montant, type: money }]
        rows: { addLabel: Ajouter, rowLabel: Dépense }
    checks:
      - { check: '${check}', message: Trop, at: costs }
`),
    );
  expect(summing('sum(costs, "amount") < 10000')).toEqual([]);
  expect(summing('size(costs) < 3')).toEqual([]);
  expect(summing('costs < 3')).not.toEqual([]);
});

test.each([
  ['columns: [{ id: a, label: A, type: text }]', 'A table has either rows or fixedRows'],
  [
    'columns: [{ id: a, label: A, type: choice }], rows: { addLabel: A, rowLabel: A }',
    'The column "a": options go with the type choice, and only with it',
  ],
  [
    'columns: [{ id: a, label: A, type: text }], fixedRows: [{ id: x, label: X }, { id: x, label: X }]',
    'Two rows are called "x"',
  ],
  [
    'columns: [{ id: a, label: A, type: text }, { id: a, label: A, type: text }], rows: { addLabel: A, rowLabel: A }',
    'Two fields of the group are called "a"',
  ],
])('a table of { %s } is refused: %s', (settings, message) => {
  const problems = checkForm(
    definitionOf(`pages: [{ id: page, title: P, fields: [{ id: t, type: table, label: T, ${settings} }] }]`),
  );
  expect(problems.map((problem) => problem.message)).toContain(message);
});
