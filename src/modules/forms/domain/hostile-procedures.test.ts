import { expect, test } from 'vitest';
import { context, definitionOf } from '../testing/sample-form.ts';
import { checkForm, compileForm } from './compile-form.ts';
import { stepsPerExpression, stepsPerWalk } from './evaluate-expression.ts';
import { compileExpression, InvalidExpressionError, onCostlyExpression } from './expressions.ts';
import { walkForm } from './form-walk.ts';
import { maxFormPatternWork, patternWork } from './linear-pattern.ts';
import { parsePage } from './parse-page.ts';

const numbers = Array.from({ length: 150 }, (_, index) => index + 1).join(',');
/** 22 500 turns: more than one expression may take. */
const costly = `[${numbers}].all(x, [${numbers}].all(y, x + y + x + y + x + y > 0))`;

function formWith(...fields: readonly string[]) {
  return definitionOf(`pages:\n  - { id: p, title: P, fields: [${fields.join(', ')}] }`);
}

test('a form of costly constraints: each is stopped, and all of them together', () => {
  const fields = Array.from(
    { length: 300 },
    (_, index) =>
      `{ id: f${index}, type: text, label: F, constraints: [{ check: '${costly} && value != "x"', message: Non }] }`,
  );
  const form = compileForm(formWith(...fields));
  const answers = Object.fromEntries(form.definition.pages[0]?.fields.map(({ id }) => [id, 'oui']) ?? []);
  const told: string[] = [];
  onCostlyExpression((source) => told.push(source));
  const { errors } = parsePage(form, 'p', answers, { ...context, answers: {} });
  onCostlyExpression(() => {});
  expect(errors).toEqual([]);
  expect(told).toHaveLength(300);
});

test('a form of costly conditions spends its share and no more', () => {
  const fields = Array.from(
    { length: 200 },
    (_, index) => `{ id: f${index}, type: text, label: F, optional: true, when: '${costly}' }`,
  );
  const walk = walkForm(compileForm(formWith(...fields)), {}, context);
  expect(walk.scope.spent?.steps).toBeGreaterThan(stepsPerWalk);
  expect(walk.scope.spent?.steps).toBeLessThan(stepsPerWalk + stepsPerExpression + 1000);
});

test.each(['(a+)+$', '((a*)*)*b', '(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y'])(
  'the pattern %s is judged in linear time and refuses what it refuses',
  (pattern) => {
    const form = compileForm(formWith(`{ id: f, type: text, label: F, maxLength: 500, pattern: '${pattern}' }`));
    const { errors } = parsePage(form, 'p', { f: `${'a'.repeat(499)}!` }, { ...context, answers: {} });
    expect(errors.map(({ code }) => code)).toEqual(['pattern']);
  },
);

test.each([
  ['(\\pL?){900}x', 'Pattern refused: Pattern too heavy for answers of 500 characters'],
  ['((a{30}){30}){4}', 'Pattern refused: error parsing regexp: invalid repeat count: `{4}`'],
  ['(a{30}){30}(a{30}){30}(a{30}){30}(a{30}){30}(a{30}){30}', 'Pattern refused: Pattern with too many repetitions'],
  ['a'.repeat(501), 'Pattern refused: Pattern too long'],
  ['(a)\\1', 'Pattern refused: error parsing regexp: invalid escape sequence: `\\1`'],
  ['(?<=a)b', 'Pattern refused: error parsing regexp: invalid named capture: `(?<=a)b`'],
])('the pattern %s is refused when the form is checked', (pattern, message) => {
  const definition = formWith(`{ id: f, type: text, label: F, maxLength: 500, pattern: '${pattern}' }`);
  expect(checkForm(definition).map((problem) => problem.message)).toEqual([message]);
});

test('many heavy patterns are refused together, the rows of a group counted', () => {
  const heavy = '([a-z]?){60}';
  const field = (id: string) => `{ id: ${id}, type: text, label: F, maxLength: 500, pattern: '${heavy}' }`;
  const each = patternWork(heavy, 500);
  const few = Math.floor(maxFormPatternWork / each);
  const many = Array.from({ length: few }, (_, index) => field(`f${index}`));
  const message = 'The patterns of this form take too long together: shorten the answers or the patterns';
  expect(checkForm(formWith(...many))).toEqual([]);
  expect(checkForm(formWith(...many, field('last')))).toMatchObject([{ path: `pages[0].fields[${few}]`, message }]);
  const group = `{ id: g, type: group, label: G, rowLabel: R, addLabel: A, max: 50, fields: [${field('f')}] }`;
  expect(checkForm(formWith(group))).toMatchObject([{ path: 'pages[0].fields[0].fields[0]', message }]);
});

test.each([
  ['brackets', `${'('.repeat(900)}1${')'.repeat(900)}`],
  ['negations', `${'!'.repeat(1500)}true`],
  ['members', `a${'.b'.repeat(900)}`],
  ['conditions', `${'a ? b : '.repeat(240)}c`],
  ['calls', `${'size('.repeat(300)}a${')'.repeat(300)}`],
  ['lists', `${'['.repeat(900)}${']'.repeat(900)}`],
  ['sums', `1${'+1'.repeat(900)}`],
  ['a long text', `"${'a'.repeat(3000)}"`],
])('an expression of too many %s is refused, and the process goes on', (_what, source) => {
  expect(() => compileExpression(source)).toThrow(InvalidExpressionError);
});
