import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { procedureSourceSchema, readAuthoringKit } from '#modules/catalogue/index.ts';
import { workflowSchema } from '#modules/workflow/index.ts';
import { asJson, type JsonObject } from './json.ts';
import { tidySource, tidyWorkflow } from './tidy-source.ts';
import { fromYaml, toYaml } from './yaml-file.ts';

const files = globSync('library/procedures/**/*.yaml');

function readAgain(written: string): JsonObject {
  const read = fromYaml(written, procedureSourceSchema, 'fr');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

test.each(files)('%s is the same procedure once exported and imported again', (file) => {
  const original = asJson(parse(readFileSync(file, 'utf8'))) as JsonObject;
  const exported = readAgain(toYaml(tidySource(original)));
  expect(procedureSourceSchema.parse(exported)).toEqual(procedureSourceSchema.parse(original));
});

test.each(files)('%s is the same once published, edited and exported', (file) => {
  const published = procedureSourceSchema.parse(parse(readFileSync(file, 'utf8')));
  const exported = readAgain(toYaml(tidySource(asJson(published) as JsonObject)));
  expect(procedureSourceSchema.parse(exported)).toEqual(published);
});

test('the workflows of the library too', () => {
  const { workflows } = readAuthoringKit();
  expect(workflows.size).toBeGreaterThan(3);
  for (const [id, workflow] of workflows) {
    const written = toYaml(tidyWorkflow(asJson(workflow) as JsonObject));
    expect(workflowSchema.parse(parse(written)), id).toEqual(workflow);
  }
});

test('an export leaves out what goes without saying', () => {
  const tidied = tidySource({
    title: { fr: 'Titre' },
    procedure: 'x',
    needs: [],
    form: {
      pages: [
        {
          fields: [{ optional: false, label: { fr: 'A' }, type: 'text', id: 'a', constraints: [] }],
          id: 'p',
          checks: [],
        },
      ],
    },
  });
  expect(toYaml(tidied)).toBe(
    'procedure: x\ntitle:\n  fr: Titre\nform:\n  pages:\n    - id: p\n      fields:\n        - id: a\n          type: text\n          label:\n            fr: A\n',
  );
});

test('a file with an error tells its line and what was expected', () => {
  const text = readFileSync('library/procedures/culture-and-sport/room-request.yaml', 'utf8');
  const bad = text.replace('minutes: 8', 'minutes: "huit"').replace('type: yes-no', 'type: oui-non');
  const line = (part: string) => bad.slice(0, bad.indexOf(part)).split('\n').length;
  const read = fromYaml(bad, procedureSourceSchema, 'fr');
  if (!('problems' in read)) throw new Error('It must be refused');
  expect(read.problems.map((problem) => [problem.line, problem.path])).toContainEqual([
    line('minutes: "huit"'),
    'minutes',
  ]);
  const wrongType = read.problems.find((problem) => problem.line === line('type: oui-non'));
  expect(wrongType?.message).toMatch(/^Il faut l’un de.*"text", .*"yes-no"/);
  expect(fromYaml('title: [1, 2', procedureSourceSchema, 'fr')).toMatchObject({ problems: [{ line: 1 }] });
  expect(fromYaml('- a\n- b', procedureSourceSchema, 'fr')).toMatchObject({ problems: [{ line: 1 }] });
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]`;
  expect(fromYaml(bomb, procedureSourceSchema, 'fr')).toHaveProperty('problems');
});

test('a problem says where it is by the names of the file', () => {
  const text = `form:
  pages:
    - id: you
      title: { fr: Vous, en: You }
      fields:
        - { id: size, type: choice, label: Taille, options: [{ value: 'À', label: Grande }] }
        - { id: when, type: date, lable: Quand }
    - { id: other }
`;
  const placesIn = (locale: 'fr' | 'en') => {
    const read = fromYaml(text, procedureSourceSchema, locale);
    return 'problems' in read ? read.problems.map(({ path, place }) => [path, place]) : [];
  };
  expect(placesIn('fr')).toEqual(
    expect.arrayContaining([
      ['title', 'titre'],
      ['legal', 'mentions légales'],
      ['form.pages.1.fields', 'page «\u00a0other\u00a0», champs'],
      [
        'form.pages.0.fields.0.options.0.value',
        'page «\u00a0Vous\u00a0», champ «\u00a0Taille\u00a0», choix «\u00a0Grande\u00a0», valeur enregistrée',
      ],
      ['form.pages.0.fields.1.label', 'page «\u00a0Vous\u00a0», champ «\u00a0when\u00a0», intitulé'],
      ['form.pages.1.title', 'page «\u00a0other\u00a0», titre'],
    ]),
  );
  expect(placesIn('en')).toContainEqual([
    'form.pages.0.fields.0.options.0.value',
    'page “You”, field “Taille”, choice “Grande”, stored value',
  ]);
  const flow = fromYaml('workflow: x\ntransitions: [{ id: go }, {}]\n', workflowSchema, 'fr');
  const said = 'problems' in flow ? flow.problems.map(({ place }) => place) : [];
  expect(said.some((place) => place.startsWith('action «\u00a0go\u00a0»'))).toBe(true);
  expect(said.some((place) => place.startsWith('2e action'))).toBe(true);
});

test.each([
  ['a: 1\n\tb: 2\n', 2, /espaces|décalage|se lit pas/],
  ['a: b: c\n', 1, /guillemets/],
  ['a: [1, 2\nb: 3\n', 2, /manque|décalage/],
  ['a: 1\na: 2\n', 2, /deux fois/],
  ['a: "x\nb: 2\n', 1, /manque|guillemet/],
  ['['.repeat(20_000), 1, /imbriqué/],
])('%.20j is told in French, once, near its line', (text, line, message) => {
  const read = fromYaml(text, procedureSourceSchema, 'fr');
  if (!('problems' in read)) throw new Error('It must be refused');
  expect(read.problems[0]?.message).toMatch(message);
  expect(Math.abs((read.problems[0]?.line ?? 0) - line)).toBeLessThanOrEqual(2);
  expect(new Set(read.problems.map((problem) => problem.line)).size).toBe(read.problems.length);
  expect(read.problems.length).toBeLessThanOrEqual(5);
});

test('a key that is not known is told at its own line', () => {
  const text = readFileSync('library/procedures/culture-and-sport/room-request.yaml', 'utf8');
  const bad = `${text.replace('minutes: 8', 'minutes: 8\nnonsense: 3')}`;
  const read = fromYaml(bad, procedureSourceSchema, 'fr');
  const line = bad.slice(0, bad.indexOf('nonsense')).split('\n').length;
  expect('problems' in read && read.problems.map((problem) => problem.line)).toEqual([line]);
});

test('ten thousand rows are refused in words at their line, without being checked one by one', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => `  - { value: v${index}, label: Choix ${index} }`).join(
    '\n',
  );
  expect(fromYaml(`form:\n  pages:\n${rows}\n`, procedureSourceSchema, 'fr')).toMatchObject({
    problems: [{ line: 3, path: 'form.pages', message: expect.stringContaining('10000 lignes') }],
  });
});

test.each([
  // Compared with each other by pairs, these keys would keep the process for minutes.
  [
    'twenty thousand keys',
    `form:\n${Array.from({ length: 20_000 }, (_, n) => `  k${n}: 1`).join('\n')}\n`,
    /20000 lignes/,
  ],
  [
    'twenty thousand keys on one line',
    `{${Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join(',')}}`,
    /20000 lignes/,
  ],
  ['a hundred thousand errors', '&a '.repeat(100_000), /YAML est incorrecte/],
  ['a tower of brackets', '['.repeat(200_000), /trop imbriqué|YAML est incorrecte/],
  ['a tower of dashes', '- '.repeat(100_000), /trop imbriqué|YAML est incorrecte/],
  ['more than a procedure', `title: ${'x'.repeat(500_000)}`, /dépasse 400000 caractères/],
])('%s: refused in words', (_what, text, says) => {
  const read = fromYaml(text, procedureSourceSchema, 'fr');
  expect('problems' in read ? read.problems[0]?.message : '').toMatch(says);
});

test('each key that comes twice is told, in the part that holds both', () => {
  const text = 'a: 1\nb:\n  a: 2\n  c: 3\n  c: 4\nd: { e: 1, e: 2 }\n"a": 5\n';
  expect(fromYaml(text, procedureSourceSchema, 'fr')).toMatchObject({
    problems: [7, 5, 6].toSorted().map((line) => ({ line, message: expect.stringContaining('deux fois') })),
  });
});
