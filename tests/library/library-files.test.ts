import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readLibrary } from '#modules/catalogue/usecases/read-library.ts';
import { compileForm } from '#modules/forms/index.ts';
import { commonTemplateVariables, listTemplateVariables, type WorkflowDefinition } from '#modules/workflow/index.ts';
import { frenchTypographyFaults, textsWithoutEnglish } from './library-texts.ts';

// Schemas, blocks, names, conditions and messages are checked while reading: what is wrong is told with file and path.
const library = readLibrary();
const files = readdirSync('library', { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(procedures|blocks|workflows|letters)\/.*\.yaml$|^(themes|life-events)\.yaml$/.test(name))
  .map((name) => ({ path: `library/${name}`, content: parse(readFileSync(`library/${name}`, 'utf8')) as unknown }));

test('the library holds the twelve first procedures, and life events lead to what exists', () => {
  expect([...library.procedures.keys()]).toEqual(
    expect.arrayContaining([
      'birth-certificate',
      'electoral-roll',
      'census-at-16',
      'street-light',
      'bin-change',
      'holiday-watch',
      'room-request',
      'association-subsidy',
      'question',
      'canteen',
      'nursery-place',
      'data-rights',
    ]),
  );
  expect(library.warnings).toEqual([]);
});

test('every text of the library is written in English too', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(files.flatMap(({ path, content }) => textsWithoutEnglish(content).map((at) => `${path}: ${at}`))).toEqual([]);
});

test('French texts follow French typography', () => {
  expect(files.flatMap(({ path, content }) => frenchTypographyFaults(content).map((at) => `${path}: ${at}`))).toEqual(
    [],
  );
});

test('the checks of texts find what they look for', () => {
  expect(textsWithoutEnglish({ label: 'Nom', options: [{ label: { fr: 'Oui' } }] })).toEqual([
    'label: not in English',
    'options[0].label: not in English',
  ]);
  expect(
    frenchTypographyFaults({
      title: { fr: "L'acte : où ?", en: "it's: fine" },
      help: { fr: '« bien »' },
      text: 'Quand?',
    }),
  ).toEqual([
    'title: a straight apostrophe',
    'title: an ordinary space before a double punctuation mark',
    'help: an ordinary space after «',
    'help: an ordinary space before »',
    'text: no space before ? or !',
  ]);
});

const workflows = new Map<string, WorkflowDefinition>(
  [...library.procedures.values()].map(({ workflow }) => [workflow.workflow, workflow]),
);

test('every letter is produced by a workflow, and knows all its variables', () => {
  const problems: string[] = [];
  const used = new Set<string>();
  for (const { file, procedure, workflow } of library.procedures.values()) {
    const answers = new Set(compileForm(procedure.form, { fees: procedure.fees }).fieldsById.keys());
    for (const transition of workflow.transitions) {
      for (const effect of transition.effects) {
        const letter =
          effect.effect === 'letter' || effect.effect === 'signature'
            ? library.letters.get(effect.template)
            : undefined;
        if (letter === undefined) continue;
        used.add(letter.letter);
        const known = new Set([
          ...commonTemplateVariables,
          ...transition.form.map((field) => `form.${field.id}`),
          ...[...answers].map((id) => `answers.${id}`),
        ]);
        const text = [letter.title, ...letter.paragraphs, letter.signatory]
          .map(({ fr, en }) => `${fr}\n${en}`)
          .join('\n');
        for (const variable of listTemplateVariables(text)) {
          if (!known.has(variable))
            problems.push(`library/letters/${letter.letter}.yaml: {{${variable}}} is unknown in ${file}`);
        }
      }
    }
  }
  expect(problems).toEqual([]);
  // A base workflow may wait for its first procedure.
  const named = files.flatMap(({ path, content }) =>
    path.startsWith('library/workflows/') ? (JSON.stringify(content).match(/"template":"[^"]+"/g) ?? []) : [],
  );
  expect([...library.letters.keys()].filter((id) => !used.has(id) && !named.includes(`"template":"${id}"`))).toEqual(
    [],
  );
});

test('both languages of a message say the same things', () => {
  for (const { workflow, messages } of workflows.values()) {
    for (const { id, subject, body } of messages) {
      const variablesOf = (language: 'fr' | 'en') =>
        listTemplateVariables(`${subject[language]}\n${body[language]}`).sort();
      expect(variablesOf('en'), `library/workflows/${workflow}.yaml, message ${id}`).toEqual(variablesOf('fr'));
    }
  }
});

test('every refusal gives its reasons and the remedies, in the message and in the letter', () => {
  let refusals = 0;
  for (const { workflow, states, transitions, messages } of workflows.values()) {
    for (const transition of transitions) {
      if (states.find((state) => state.id === transition.to)?.phase !== 'refused') continue;
      const at = `library/workflows/${workflow}.yaml, transition ${transition.id}`;
      refusals += 1;
      expect(transition.form.find((field) => field.id === 'reason')?.optional, at).toBe(false);
      const texts = transition.effects.flatMap((effect) => {
        if (effect.effect === 'notify') return [messages.find((message) => message.id === effect.message)?.body.fr];
        if (effect.effect === 'letter')
          return [
            library.letters
              .get(effect.template)
              ?.paragraphs.map(({ fr }) => fr)
              .join('\n'),
          ];
        return [];
      });
      expect(texts, at).toHaveLength(2);
      for (const text of texts) {
        expect(text, at).toContain('{{form.reason}}');
        expect(text, at).toMatch(/\{\{authority\.court\}\}|\{\{procedure\.remedies\}\}|tribunal judiciaire/);
      }
    }
  }
  expect(refusals).toBeGreaterThanOrEqual(4);
});

test('what was sent is never undone in silence', () => {
  for (const { workflow, states, transitions } of workflows.values()) {
    const ended = new Set(
      states.filter((state) => ['accepted', 'refused'].includes(state.phase)).map((state) => state.id),
    );
    for (const transition of transitions) {
      const goesBack = transition.from.some((id) => ended.has(id)) && transition.to === 'in-progress';
      if (!goesBack) continue;
      const tells = transition.effects.some((effect) => effect.effect === 'notify');
      expect(tells, `library/workflows/${workflow}.yaml, transition ${transition.id}`).toBe(true);
    }
  }
});
