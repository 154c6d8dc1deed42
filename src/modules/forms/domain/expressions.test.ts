import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkExpression } from './check-expression.ts';
import { stepsPerExpression } from './evaluate-expression.ts';
import { listExpressionFunctions } from './expression-functions.ts';
import {
  compileExpression,
  type ExpressionScope,
  evaluate,
  holds,
  InvalidExpressionError,
  judge,
  onCostlyExpression,
} from './expressions.ts';

function scope(values: Record<string, unknown>): ExpressionScope {
  return new Map(Object.entries({ today: '2026-11-22', ...values }));
}

test.each([
  ['age(birth) >= 18', { birth: '2008-11-22' }, true],
  ['age(birth) >= 18', { birth: '2008-11-23' }, false],
  ['age(birth) >= 18', { birth: null }, false],
  ['age(birth) >= 18', { birth: 'hier' }, false],
  ['age(birth) == 18', { birth: '2008-02-29' }, true],
  ['days(from, to) <= 30', { from: '2026-01-30', to: '2026-03-01' }, true],
  ['kind == "a" || kind == "b"', { kind: 'b' }, true],
  ['kind == null', {}, true],
  ['kind != "a"', {}, true],
  ['!answered', { answered: null }, false],
  ['amount > 3', { amount: null }, false],
  ['amount > 3 || kind == "a"', { amount: null, kind: 'a' }, true],
  ['amount * 1.5 > 5', { amount: 4n }, true],
  ['amount == 3', { amount: 3 }, true],
  ['"x" in chosen', { chosen: ['x', 'y'] }, true],
  ['"x" in chosen', { chosen: null }, false],
  ['children.exists(c, age(c.birth) < 3)', { children: [{ birth: '2025-01-01' }] }, true],
  ['children.exists(c, age(c.birth) < 3)', { children: [{ birth: null }] }, false],
  ['city.matches("^V.*n$")', { city: 'Vernon' }, true],
  ['city.matches("(")', { city: 'Vernon' }, false],
  ['1 / zero == 1', { zero: 0n }, false],
])('%s (case %#)', (source, values, expected) => {
  expect(holds(source, scope(values))).toBe(expected);
});

test('values come out as JavaScript', () => {
  expect(evaluate('amount + 1', scope({ amount: 2n }))).toBe(3);
  expect(evaluate('urgent ? "Danger" : kind', scope({ urgent: false, kind: 'lampe' }))).toBe('lampe');
  expect(evaluate('amount + 1', scope({}))).toBeNull();
});

test('a check that compares with an unanswered field is undecided', () => {
  expect(judge(compileExpression('a >= b'), scope({ a: '2026-01-01', b: null }))).toBe('undecided');
  expect(judge(compileExpression('a >= b'), scope({ a: '1', b: '2' }))).toBe('fails');
  expect(judge(compileExpression('1 / a > 0'), scope({ a: 0n }))).toBe('fails');
});

test('a pattern that stalls a backtracking engine is matched in linear time', () => {
  expect(holds('text.matches("^(a+)+$")', scope({ text: `${'a'.repeat(50_000)}!` }))).toBe(false);
});

/** Each costs too much as it is written; its steps are counted, and none runs beyond its share. */
test.each([
  ['nested loops over long lists', 'a.all(x, a.all(y, x.size() == y.size()))', { a: Array(2000).fill('é'.repeat(99)) }],
  [
    'a text that doubles in each loop',
    `[1].map(x, t${' + t'.repeat(60)}).map(x, x${' + x'.repeat(60)}).size() > 0`,
    { t: 'a'.repeat(900) },
  ],
  ['a list that doubles in each loop', `(${'a + '.repeat(60)}a).map(x, 1).size() > 0`, { a: Array(100).fill('x') }],
  ['a pattern of many repetitions over a long text', 't.matches("(a?){300}(a{20}){15}")', { t: 'a'.repeat(20_000) }],
  ['a pattern in a loop', 'a.exists(x, t.matches(x))', { t: 'a'.repeat(20_000), a: Array(200).fill('(a+)+b') }],
  [
    'equal lists compared with each other',
    'a.all(x, a == b)',
    { a: Array(2000).fill(['x']), b: Array(2000).fill(['x']) },
  ],
])('%s is stopped', (_what, source, values) => {
  const told: string[] = [];
  onCostlyExpression((one) => told.push(one));
  expect(evaluate(source, scope(values))).toBeNull();
  expect(holds(source, scope(values))).toBe(false);
  expect(judge(compileExpression(source), scope(values))).toBe('undecided');
  expect(told).toEqual([source, source, source]);
  onCostlyExpression(() => {});
});

test('what forms write costs a small part of what it may', () => {
  const rows = Array.from({ length: 50 }, () => ({ birth: '2020-01-01', school: 'École du Moulin' }));
  const source = 'rows.all(r, age(r.birth) < 12 && rows.exists(s, s.school == r.school))';
  expect(compileExpression(source).stepsFor(scope({ rows }))).toBeLessThan(stepsPerExpression / 10);
});

test.each(listExpressionFunctions().flatMap((one) => one.examples.map(([source, value]) => [source, value] as const)))(
  '%s gives %j',
  (source, value) => {
    expect(evaluate(source, scope({}))).toEqual(value);
    expect(checkExpression(source, {}, 'any')).toEqual([]);
  },
);

test('variables are those read, not those that loops bind', () => {
  const { variables } = compileExpression('rows.exists(r, r.x == y && z in rows)');
  expect([...variables].sort()).toEqual(['rows', 'y', 'z']);
});

test.each([
  ['a +'],
  ['x'.repeat(2001)],
  [`${'('.repeat(60)}1${')'.repeat(60)}`.repeat(2)],
  [Array.from({ length: 300 }, () => 'a').join(' && ')],
  ['a.map(x, a.map(y, a.map(z, 1)))'],
  ['text.split("").exists(l, l == "a")'],
  ['text.nothing()'],
  ['a.?b'],
  ['label("x")'],
  [`${'[1].exists(x, true) && '.repeat(9)}true`],
])('refuses %s', (source) => {
  expect(() => compileExpression(source)).toThrow(InvalidExpressionError);
});

const variables = {
  today: 'string',
  amount: 'int',
  rate: 'double',
  name: 'string',
  agreed: 'bool',
  days: 'list<string>',
  address: { record: { city: 'string' } },
  children: { listOf: { birth: 'string', address: { record: { city: 'string' } } } },
} as const;

test.each([
  'amount == null || amount > 3.5',
  'rate == 3',
  'rate * 2 > 1',
  'name in ["a", "b"] && "mon" in days',
  'address == null || address.city == "Vernon"',
  'children.all(c, age(c.birth) < 3 && c.address.city != null)',
  'name.matches("^a") && days(name, today) < 3',
])('%s is well typed', (source) => {
  expect(checkExpression(source, variables)).toEqual([]);
});

test.each([
  ['amuont > 3', 'Unknown name "amuont"; did you mean "amount"?'],
  ['amount == "3"', 'These types do not go together: int == string'],
  ['amount', 'Gives int, but bool is expected'],
  ['address.town == "x"', 'Unknown key "town"'],
  ['children.exists(c, c.name == "x")', 'Unknown key "name"'],
  ['agreed == "yes"', 'These types do not go together: bool == string'],
])('%s: %s', (source, message) => {
  expect(checkExpression(source, variables)).toMatchObject([{ message }]);
});

test.each([
  ['sum(rows, "price") > 10', []],
  ['sum(rows, "pirce") > 10', [{ message: 'The rows of "rows" have no "pirce"; did you mean "price"?', offset: 10 }]],
  ['1 + sum(rows, "zzz") > 2', [{ message: 'The rows of "rows" have no "zzz"' }]],
  ['sum(rows, "school") > 2', [{ message: '"school" of "rows" is not a number: it cannot be added up' }]],
  ['rows.exists(r, sum(rows, "constructor") > 2)', [{ message: 'The rows of "rows" have no "constructor"' }]],
])('%s: the column that is added up is one of the rows, and a number', (source, problems) => {
  const known = { rows: { listOf: { price: 'int', school: 'string' } } } as const;
  expect(checkExpression(source, known)).toMatchObject(problems);
  expect(checkExpression(source, known)).toHaveLength(problems.length);
});

test('another type may be expected', () => {
  expect(checkExpression('agreed ? name : "rien"', variables, 'string')).toEqual([]);
  expect(checkExpression('amount', variables, 'string')).toHaveLength(1);
});

test('property: whatever the text and the values, an expression answers or is refused', () => {
  const word = fc.constantFrom(
    'a',
    'b',
    '"x"',
    '1',
    '2.5',
    'null',
    '&&',
    '||',
    '==',
    '<',
    '(',
    ')',
    '.',
    'in',
    '[',
    ']',
    '!',
    'matches',
    ',',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.anything(), (words, value) => {
      const source = words.join(' ');
      try {
        compileExpression(source);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidExpressionError);
        return;
      }
      expect(typeof holds(source, scope({ a: value, b: null }))).toBe('boolean');
    }),
  );
});
