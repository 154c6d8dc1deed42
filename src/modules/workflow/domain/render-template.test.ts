import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listTemplateVariables, renderTemplate } from './render-template.ts';

const variables = {
  applicant: { name: 'Zoé Martin' },
  dossier: { code: '4K7M' },
  form: { note: '', reason: 'Trop tard.' },
};

test('variables take their place, and French typography stays', () => {
  expect(
    renderTemplate('Bonjour {{applicant.name}},\n\n«\u00a0{{ dossier.code }}\u00a0»\u00a0: {{form.reason}}', variables),
  ).toBe('Bonjour Zoé Martin,\n\n«\u00a04K7M\u00a0»\u00a0: Trop tard.');
});

test('a line that held only an empty variable goes away with its blank line', () => {
  expect(renderTemplate('Avant.\n\n{{form.note}}\n\nAprès.', variables)).toBe('Avant.\n\nAprès.');
});

test('a missing name leaves no space before the comma', () => {
  expect(renderTemplate('Bonjour {{applicant.nickname}},', variables)).toBe('Bonjour,');
});

test('what a person typed is not read as a template', () => {
  expect(renderTemplate('{{form.reason}}', { form: { reason: '{{dossier.code}}' }, dossier: { code: 'X' } })).toBe(
    '{{dossier.code}}',
  );
});

test('names of the language itself are not variables', () => {
  expect(renderTemplate('{{applicant.constructor}}{{applicant.name.length}}x', variables)).toBe('x');
});

test('variables are listed once, in order', () => {
  expect(listTemplateVariables('{{a.b}} {{ c }} {{a.b}}')).toEqual(['a.b', 'c']);
});

test('text without variables is kept, whatever it is', () => {
  const text = fc
    .string({ unit: fc.constantFrom('a', ' ', '\u00a0', 'é', '{', '\n', ':') })
    .filter((one) => !one.includes('{{'));
  fc.assert(
    fc.property(text, (one) => {
      const lines = (value: string) => value.split('\n').filter((line) => line !== '');
      expect(lines(renderTemplate(one, {}))).toEqual(lines(one));
    }),
  );
});
