import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkProcedureSource } from './check-procedure-source.ts';
import { readAuthoringKit } from './read-library.ts';

const kit = readAuthoringKit();
const file = readFileSync('library/procedures/civil-status/birth-certificate.yaml', 'utf8');

/** The procedure with a text replaced, and the line on which the new text begins. */
function changed(before: string, after: string): { text: string; line: number } {
  expect(file).toContain(before);
  return { text: file.replace(before, after), line: file.slice(0, file.indexOf(before)).split('\n').length };
}

test('a sound procedure has no problem', () => {
  const { problems, procedure } = checkProcedureSource(file, kit);
  expect(problems).toEqual([]);
  expect(procedure?.procedure).toBe('birth-certificate');
});

test('a file that is not YAML is told with its line', () => {
  const { text, line } = changed('\nform:', '\nform: a: b');
  expect(checkProcedureSource(text, kit).problems[0]).toMatchObject({ line: line + 1, path: '' });
});

test('a key that does not exist is told at its line, with what is known', () => {
  const { text, line } = changed('\nminutes:', '\nminuts:');
  const { problems } = checkProcedureSource(text, kit);
  expect(problems).toContainEqual({ path: 'minutes', line: 1, message: 'A number is expected here' });
  expect(problems.some((problem) => problem.message.includes('"minuts"'))).toBe(true);
  expect(line).toBeGreaterThan(1);
});

test('in an expression of several lines, the line of the unknown name is told, with the name that was meant', () => {
  const { text, line } = changed(
    '\nminutes:',
    '\nurgentWhen: >-\n  authority.code == "27681" &&\n  authority.cod == "x" &&\n  todai == "2026"\nminutes:',
  );
  const { problems } = checkProcedureSource(text, kit);
  expect(problems).toEqual([
    { path: 'urgentWhen', line: line + 3, message: 'Unknown key "cod"; did you mean "code"?' },
  ]);
});
