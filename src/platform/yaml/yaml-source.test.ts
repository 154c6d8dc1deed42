import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readIssues } from './schema-problems.ts';
import { parseYamlSource, type YamlSource } from './yaml-source.ts';

function sourceOf(text: string): YamlSource {
  const parsed = parseYamlSource(text);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.source;
}

test('a path leads to its line, or to the line of what holds it', () => {
  const source = sourceOf('a:\n  - b: 1\n    c: 2\n  - b: 3\n');
  expect(source.lineOf('a[0].c')).toBe(3);
  expect(source.lineOf('a.1.b')).toBe(4);
  expect(source.lineOf('a[1].missing')).toBe(4);
  expect(source.lineOf('nothing')).toBe(1);
});

test.each([
  ['folded', 'when: >-\n  a == "x" &&\n  b == "y" &&\n  c == "z"\n'],
  ['literal', 'when: |\n  a == "x" &&\n  b == "y" &&\n  c == "z"\n'],
  ['double quotes', 'when: "a == \\"x\\" &&\n  b == \\"y\\" &&\n  c == \\"z\\""\n'],
  ['single quotes', 'when: \'a == "x" &&\n  b == "y" &&\n  c == "z"\'\n'],
  ['plain', 'when: a == "x" &&\n  b == "y" &&\n  c == "z"\n'],
])('an expression of several lines (%s) is found at its line', (_style, text) => {
  const source = sourceOf(text);
  const value = String((source.value as { when: string }).when);
  const first = source.lineOf('when', value.indexOf('a =='));
  expect(source.lineOf('when', value.indexOf('b =='))).toBe(first + 1);
  expect(source.lineOf('when', value.indexOf('"z"'))).toBe(first + 2);
});

test.each([
  ['a: 1\n\tb: 2\n', 2, /spaces are expected/],
  ['a: 1\na: 2\n', 2, /written twice/],
  ['a: "x\nb: 2\n', 3, /quote/],
  ['a: [1, 2\nb: 3\n', 2, /expected/],
  ['a: b: c\n', 1, /quotes/],
])('%j is told with its line', (text, line, message) => {
  const parsed = parseYamlSource(text);
  if (!('problems' in parsed)) throw new Error('It was read');
  expect(parsed.problems[0]?.line).toBe(line);
  expect(parsed.problems[0]?.message).toMatch(message);
});

test('a text that names itself a thousand times is refused', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefgh'].map((one, index) => `${one}: &${one} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`).join('\n')}\n`;
  expect('problems' in parseYamlSource(bomb)).toBe(true);
});

test('of several shapes, the nearest one is told', () => {
  const schema = z.strictObject({
    field: z.union([
      z.strictObject({ type: z.literal('text'), label: z.string() }),
      z.strictObject({ use: z.string() }),
    ]),
  });
  const result = schema.safeParse({ field: { type: 'text', label: 3 } });
  expect(result.success ? [] : readIssues(result.error)).toEqual([
    { path: 'field.label', message: 'A string is expected here' },
  ]);
  const missing = schema.safeParse({ field: { use: 'a' }, other: 1 });
  expect(missing.success ? [] : readIssues(missing.error)).toEqual([
    { path: '', message: '"other" is not a key that is known here' },
  ]);
});

test('a kind that does not exist is told with those that do', () => {
  const kinds = z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text') }),
    z.strictObject({ type: z.literal('date') }),
  ]);
  const result = z.strictObject({ fields: z.array(kinds) }).safeParse({ fields: [{ type: 'texte' }] });
  expect(result.success ? [] : readIssues(result.error)).toEqual([
    { path: 'fields[0].type', message: 'One of "text", "date" is expected' },
  ]);
});

test('both readers understand every file of the library the same way', () => {
  const files = readdirSync('library', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const text = readFileSync(`library/${file}`, 'utf8');
    expect(sourceOf(text).value, file).toEqual(parse(text));
  }
});

test.each([
  ['a date is a text', 'on: 2026-05-01', { on: '2026-05-01' }],
  ['yes and no are words', 'a: yes\nb: no\nc: true', { a: 'yes', b: 'no', c: true }],
  ['leading zeros', 'a: 007\nb: "007"\nc: 0x1F', { a: 7, b: '007', c: 31 }],
  ['an empty value', 'a:', { a: null }],
  ['an alias', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
  ['a star in a text', 'a: "**fort**"\nb: 2 * 3', { a: '**fort**', b: '2 * 3' }],
])('%s', (_, text, value) => {
  expect(sourceOf(text).value).toEqual(value);
  expect(sourceOf(text).value).toEqual(parse(text));
});

test('a key written twice is refused with its line', () => {
  const parsed = parseYamlSource('a: 1\nb: 2\na: 3\n');
  expect('problems' in parsed && parsed.problems[0]?.line).toBe(3);
});
