import { expect, test } from 'vitest';
import { commonTemplateVariables, effectTemplateVariables } from '#modules/workflow/index.ts';
import { editorLibrary } from '../editor/editor-library.ts';
import { inWords, variableName } from './variable-words.ts';

test('every variable of letters has a name for people', () => {
  for (const path of [...commonTemplateVariables, ...Object.keys(effectTemplateVariables)])
    for (const locale of ['fr', 'en'] as const) expect(variableName(path, locale), path).not.toMatch(/^$|[._]/);
});

test('no title of a letter of the library is read with braces', () => {
  const titles = [...editorLibrary().kit.texts.letters.values()].map(({ title }) => inWords(title.fr, 'fr'));
  expect(titles.some((title) => title.includes('[Nom de la démarche]'))).toBe(true);
  expect(titles.join('\n')).not.toMatch(/[{}]/);
  const answers = [{ path: 'answers.plot', label: 'Emplacement' }];
  expect(inWords('Concession {{answers.plot}}, {{answers.other}}', 'fr', answers)).toBe(
    'Concession [Emplacement], [Réponse]',
  );
});
