import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkExpression } from './check-expression.ts';
import {
  compileExpression,
  type ExpressionScope,
  evaluate,
  holds,
  InvalidExpressionError,
  judge,
  linearSource,
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
  expect(linearSource('(a + b) .matches("x") && c == ".matches(y)"')).toBe(
    '(a + b) .matchesLinear("x") && c == ".matches(y)"',
  );
});

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
  ['amuont > 3', 'Unknown name "amuont"'],
  ['amount == "3"', 'These types do not go together: int == string'],
  ['amount', 'Gives int, but bool is expected'],
  ['address.town == "x"', 'Unknown key "town"'],
  ['children.exists(c, c.name == "x")', 'Unknown key "name"'],
  ['agreed == "yes"', 'These types do not go together: bool == string'],
])('%s: %s', (source, message) => {
  expect(checkExpression(source, variables)).toEqual([{ message }]);
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
