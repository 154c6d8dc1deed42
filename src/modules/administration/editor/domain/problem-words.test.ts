import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkExpression } from '#modules/forms/index.ts';
import { problemInWords } from './problem-words.ts';
import { schemaWords } from './problems/schema-words.ts';

const variables = {
  amount: 'int',
  rate: 'double',
  name: 'string',
  agreed: 'bool',
  days: 'list<string>',
  address: { record: { city: 'string' } },
  children: { listOf: { birth: 'string', price: 'int' } },
} as const;

test.each([
  [
    'amuont > 3',
    'La condition parle de «\u00a0amuont\u00a0», qui n’existe pas. Vouliez-vous dire «\u00a0amount\u00a0»\u00a0?',
  ],
  ['address.town == "x"', 'La condition parle d’une partie «\u00a0town\u00a0» qui n’existe pas.'],
  [
    'amount == "3"',
    'La condition met ensemble des réponses qui ne vont pas ensemble\u00a0: un nombre entier «\u00a0==\u00a0» un texte.',
  ],
  ['!name', 'La condition met ensemble des réponses qui ne vont pas ensemble\u00a0: «\u00a0!\u00a0» un texte.'],
  [
    'name in "abc"',
    'La condition met ensemble des réponses qui ne vont pas ensemble\u00a0: un texte «\u00a0in\u00a0» un texte.',
  ],
  ['amount', 'L’expression donne un nombre entier alors qu’il faut un oui ou non.'],
  ['', 'L’expression est vide.'],
  ['amount >', 'L’expression s’arrête trop tôt\u00a0: il en manque la fin.'],
  ['amount = 3', 'Écrivez «\u00a0==\u00a0» au lieu de «\u00a0=\u00a0».'],
  ['name == “x”', 'Écrivez des guillemets droits (") au lieu de «\u00a0“\u00a0».'],
  [
    'agreed agreed',
    'Dans l’expression, il manque quelque chose avant «\u00a0agreed\u00a0»\u00a0: un signe, «\u00a0&&\u00a0» (et) ou «\u00a0||\u00a0» (ou).',
  ],
  ['age(3) > 1', 'La fonction «\u00a0age\u00a0» ne s’emploie pas avec\u00a0: un nombre entier.'],
  ['name.size(3) > 1', 'La fonction «\u00a0size\u00a0» ne s’emploie pas avec\u00a0: un texte, un nombre entier.'],
  [
    'agreed && days',
    '«\u00a0&&\u00a0» (et) et «\u00a0||\u00a0» (ou) relient des conditions\u00a0: une liste n’en est pas une.',
  ],
  [
    'agreed ? 1 : address',
    'De chaque côté de «\u00a0:\u00a0», il faut la même sorte de valeur\u00a0; ici\u00a0: un nombre entier, une réponse en plusieurs parties.',
  ],
  [
    'sum(children, "birth") > 1',
    'La colonne «\u00a0birth\u00a0» de «\u00a0children\u00a0» n’est pas un nombre\u00a0: elle ne peut pas être additionnée.',
  ],
  [
    'name.matches("(a")',
    'Le modèle de réponse n’est pas accepté\u00a0: il manque une parenthèse fermante «\u00a0)\u00a0».',
  ],
  [
    'name.matches("(?=a)")',
    'Le modèle de réponse n’est pas accepté\u00a0: il regarde avant ou après («\u00a0(?=\u00a0», «\u00a0(?!\u00a0»), ce qui n’est pas permis.',
  ],
  ['name.matches("a{1001}")', 'Le modèle de réponse n’est pas accepté\u00a0: une répétition dépasse 1\u00a0000 fois.'],
])('%j: %s', (source, words) => {
  const [problem] = checkExpression(source, variables);
  expect(problemInWords(problem?.message ?? '', 'fr')).toBe(words);
});

/** The files whose checks an administrator reads in the editor. */
const checks = [
  'forms/domain/compile-form.ts',
  'forms/domain/check-field.ts',
  'forms/domain/check-prefill.ts',
  'forms/domain/check-expression.ts',
  'forms/domain/check-condition.ts',
  'forms/domain/named-options.ts',
  'forms/domain/table-as-group.ts',
  'forms/domain/cel-words.ts',
  'forms/domain/expressions.ts',
  'workflow/domain/check-workflow.ts',
  'workflow/domain/check-effects.ts',
  'workflow/domain/check-delays.ts',
  'workflow/domain/effect-schema.ts',
  'catalogue/domain/check-procedure.ts',
  'catalogue/domain/place-blocks.ts',
  'catalogue/domain/procedure-schema.ts',
];

/** The sentences written in a file: a quoted text of several words, with `xx` for what a template puts in it. */
function sentencesOf(file: string): string[] {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\/\/.*$/gm, '');
  const plain = [...text.matchAll(/'([^'\n]*)'/g)].map(([, one = '']) => one);
  return [...plain, ...templatesOf(text)]
    .map((one) => one.replaceAll('\\\\', '\\'))
    .filter((one) => /^(?:[A-Z"{]|no |the |two )/.test(one) && one.includes(' '));
}

function templatesOf(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at + 1)) {
    const [template, end] = templateAt(text, at + 1);
    found.push(template);
    at = end;
  }
  return found;
}

/** From after the opening quote to the closing one; templates inside one another are skipped with what they are in. */
function templateAt(text: string, start: number): [template: string, end: number] {
  let template = '';
  let at = start;
  while (at < text.length && text[at] !== '`') {
    if (!text.startsWith('${', at)) {
      template += text[at];
      at += 1;
      continue;
    }
    const end = endOfExpression(text, at + 2);
    const expression = text.slice(at + 2, end);
    template += sampleOf(expression);
    at = end + 1;
  }
  return [template, at];
}

/** Something of the kind that stands there; nothing for a suggestion, which is told apart. */
function sampleOf(expression: string): string {
  if (/nearest|meant\(/i.test(expression)) return '';
  if (/length|^max|least/.test(expression)) return '12';
  if (expression === 'kind') return 'connector';
  return expression === 'told' ? 'its options are a, b' : 'xx';
}

function endOfExpression(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '}') at = text[at] === '`' ? templateAt(text, at + 1)[1] + 1 : at + 1;
  return at;
}

/** Of no sentence: a path and its problem, and what stands for one that is told elsewhere. */
const parts = [/^xx\b/, /^\{\{xx\}\}$/, /^no connector has/, /^Unknown state$/, /== (?:null|double)/, /^Record/];

test.each(checks)('what %s says is in words, in both languages', (file) => {
  const told = sentencesOf(file).filter((sentence) => !parts.some((pattern) => pattern.test(sentence)));
  expect(told.length).toBeGreaterThan(0);
  for (const locale of ['fr', 'en'] as const) {
    const left = told.filter((sentence) => problemInWords(sentence, locale) === sentence);
    expect(left).toEqual([]);
  }
});

test.each(['fr', 'en'] as const)('nothing of a sentence is left to be filled in %s', (locale) => {
  for (const sentence of checks.flatMap(sentencesOf)) {
    expect(problemInWords(sentence, locale)).not.toMatch(/\{[a-z]?\d\}|\\\{|undefined/);
  }
});

test.each([
  [z.string().max(2000), 'a'.repeat(2001), 'Ce texte est trop long\u00a0: 2\u00a0000 caractères au plus.'],
  [z.string().min(1), '', 'Écrivez un texte.'],
  [z.string(), 3, 'Il faut un texte ici.'],
  [z.number().max(10), 11, 'Ce nombre est trop grand\u00a0: 10 au plus.'],
  [z.number().positive(), 0, 'Ce nombre doit être plus grand que 0.'],
  [z.int(), 1.5, 'Il faut un nombre entier ici.'],
  [z.array(z.string()).min(2), ['a'], 'Il faut au moins 2 lignes.'],
  [z.enum(['oui', 'non']), 'peut-être', 'Il faut l’un de ces mots\u00a0: oui, non.'],
  [z.strictObject({}), { extra: 1 }, 'La clé «\u00a0extra\u00a0» n’est pas connue ici.'],
  [z.url(), 'nulle part', 'Ce n’est pas une adresse web\u00a0: elle commence par https://'],
  [
    z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
    'É t',
    'Écrivez-le en minuscules sans accent, une lettre ou un chiffre d’abord, avec «\u00a0-\u00a0» entre les mots.',
  ],
  [z.iso.date(), 'demain', 'Ce n’est pas une date\u00a0: elle s’écrit 2026-09-30.'],
  [z.union([z.string(), z.number()]), true, 'Cette valeur n’est pas acceptée ici.'],
])('a schema says in words what it refuses (%#)', (schema, value, words) => {
  const said = (locale: 'fr' | 'en') =>
    schema.safeParse(value, { error: schemaWords(locale) }).error?.issues[0]?.message;
  expect(said('fr')).toBe(words);
  expect(said('en')).not.toMatch(/[<>]=?\d|Invalid|Too (?:big|small)|expected/);
});
