import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { celFaultCodes } from './cel-words.ts';
import { checkExpression } from './check-expression.ts';

const variables = {
  today: 'string',
  amount: 'int',
  name: 'string',
  agreed: 'bool',
  days: 'list<string>',
  address: { record: { city: 'string' } },
  children: { listOf: { birth: 'string' } },
} as const;

const long = (length: number) => Array.from({ length }, (_, index) => index).join(',');

/** One of each kind that somebody can write by mistake. */
const mistakes: readonly (readonly [source: string, message: string])[] = [
  ['', 'The expression is empty'],
  ['amount >', 'The expression stops too soon: its end is missing'],
  ['(amount > 3', '")" is missing at the end'],
  ['days[0 == "x"', '"]" is missing at the end'],
  ['amount > 3)', '")" is out of place'],
  ['amount > 3 4', 'Something is missing before "4"'],
  ['agreed agreed', 'Something is missing before "agreed"'],
  ['amount = 3', 'Write "==" instead of "="'],
  ['agreed & agreed', 'Write "&&" instead of "&"'],
  ['agreed | agreed', 'Write "||" instead of "|"'],
  ['amount > 3 €', '"€" is out of place'],
  ['name == “x”', 'Write straight quotation marks instead of "“"'],
  ['name == "x', 'A text between quotation marks is not closed'],
  ['name == "a\nb"', 'A text between quotation marks is not closed'],
  ['"""abc', 'A text between quotation marks is not closed'],
  ['name == "\\q"', '"\\q" means nothing in a text: write "\\\\" for a backslash'],
  ['name == "\\u12"', '"\\u12" means nothing in a text: write "\\\\" for a backslash'],
  ['0xZ > 1', '"0xZ" is not a number'],
  ['1e > 3', '"1e" is not a number'],
  ['for > 3', '"for" is a word that expressions keep for themselves'],
  [`${'('.repeat(60)}1${')'.repeat(60)}`, 'Too many brackets inside one another'],
  [`amount in [${long(201)}]`, 'The expression is too long'],
  [`max(${long(9)}) > 1`, 'The expression is too long'],
  ['a'.repeat(2001), 'The expression is too long'],
  ['[1].map(x, [1].map(y, [1].map(z, 1))) == []', 'The expression has too many loops'],
  ['foo(name)', 'Unknown function "foo"'],
  ['name.startWith("a")', 'Unknown function "startWith"; did you mean "startsWith"?'],
  ['days.exist(d, d == "x")', 'Unknown function "exist"; did you mean "exists"?'],
  ['age(3)', '"age" cannot be used with these types: int'],
  ['name.size(3) > 1', '"size" cannot be used with these types: string, int'],
  ['agreed && name', '"&&" and "||" join conditions: string is not one'],
  ['agreed ? 1 : "x"', 'What stands on each side of ":" is of one type: int, string'],
  ['name ? 1 : 2', 'What stands before "?" is a condition: string is not one'],
  ['["a", 1] == []', 'The values of a list are of one type: string, int'],
  ['amount.exists(x, x > 1)', 'Only a list can be gone through: int is not one'],
  ['days.exists("x", true)', 'Write list.exists(item, condition)'],
  ['days.exists(x)', 'Write list.exists(item, condition)'],
  ['days.exists(x, x)', '"exists" asks a condition of each row: string is not one'],
  ['days["x"] == "x"', 'A place in a list is a whole number: string is not one'],
  ['address[1] == "x"', 'Record1 has no numbered parts'],
  ['amount.x == 1', 'int has no parts'],
  ['has(amount)', 'Write has(field.part)'],
  ['label(3)', 'Write label(field)'],
  ['3u > 1u', 'Bytes and unsigned numbers are not known'],
  ['a ? b', '":" is missing at the end'],
  ['x..y', '".y" is out of place'],
  ['name.matches("(")', 'Pattern refused: error parsing regexp: missing closing ): `(`'],
];

test.each(mistakes)('%j: %s', (source, message) => {
  const [problem, ...others] = checkExpression(source, variables);
  expect(problem?.message).toBe(message);
  expect(others).toEqual([]);
});

test('each fault that the library can find while it reads or checks an expression has a sentence', () => {
  const lib = new URL('.', `file://${createRequire(import.meta.url).resolve('@marcbachmann/cel-js')}`);
  const thrown = ['parser.js', 'macros.js', 'operators.js', 'type-checker.js', 'optional.js'].flatMap((file) => {
    const text = readFileSync(new URL(file, lib), 'utf8');
    const calls = text.matchAll(
      /(?:parseError|\b(?:chk|checker|check|this)\.createError)\(\s*(?:[^'()]{0,20}\? )?'(\w+)'(?:\s*:\s*'(\w+)')?/g,
    );
    const homogeneous = text.matchAll(/'?(heterogeneous_\w+)'?/g);
    const escapes = text.matchAll(/^ {2}(\w+): \(e?\) =>/gm);
    return [...calls, ...homogeneous, ...(file === 'parser.js' ? escapes : [])].flatMap((found) => found.slice(1));
  });
  const codes = new Set(thrown.filter((code) => code !== undefined));
  expect(codes.size).toBeGreaterThan(25);
  expect([...codes].filter((code) => !celFaultCodes.has(code))).toEqual([]);
});
