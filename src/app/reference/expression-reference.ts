import { listExpressionFunctions } from '#modules/forms/index.ts';

/** Examples of what is no function, each with what it gives; tried by a test. */
export const operatorExamples: readonly (readonly [source: string, gives: unknown, words: string])[] = [
  ['kind == "company"', true, 'equal; `!=` not equal'],
  ['count > 2 && count <= 10', true, 'greater, less; and (`&&`), or (`||`)'],
  ['!agreed', true, 'not: false for an unanswered question'],
  ['kind in ["company", "association"]', true, 'one of several'],
  ['"monday" in days', true, 'ticked, among several choices'],
  ['other == null', true, 'not answered, or hidden'],
  ['count * 250 + 100', 850, '`+`, `-`, `*`, `/`, `%`; whole numbers divide to whole numbers'],
  ['"Dossier de " + name', 'Dossier de Zoé', 'texts one after the other'],
  ['count > 2 ? "groupe" : "individuel"', 'groupe', 'one value or the other'],
  ['address.city', 'Vernon', 'a part of an answer'],
  ['has(address.citycode)', false, 'whether a part is there'],
  [
    'label(kind)',
    'Entreprise',
    'an answer in words, as summaries say it, in the language of whoever fills in; headlines are French',
  ],
  ['children.exists(c, age(c.birth_date) < 3)', true, 'at least one row'],
  ['children.all(c, c.birth_date != null)', true, 'every row'],
  ['children.filter(c, age(c.birth_date) < 3).size()', 1, 'the rows for which it holds'],
  ['children.map(c, c.name).join(", ")', 'Léa, Tom', 'a value of each row'],
];

const variables: readonly (readonly [name: string, words: string])[] = [
  [
    'the id of a field',
    'Its answer; `null` when it is not answered or not shown. Inside a row, the row’s own fields come first.',
  ],
  ['today', 'The date, `YYYY-MM-DD`.'],
  ['authority', '`authority.code` (INSEE), `authority.kind`, `authority.name`.'],
  ['fee.<id>', 'An amount of the procedure’s tariff, in cents.'],
  ['fiscal_year', 'The year of today.'],
  ['value', 'In a constraint: the answer of the field.'],
];

/** `docs/reference/expressions.md` */
export function expressionReference(): string {
  const functions = listExpressionFunctions().map((one) => {
    const examples = one.examples.map(([source, value]) => `\`${source}\` → \`${JSON.stringify(value)}\``).join('<br>');
    return `| \`${one.signatures.join('`<br>`')}\` | ${one.summary} | ${examples.replaceAll('|', '\\|')} |`;
  });
  return `# Expressions

Written by \`npm run cli -- reference\` from the functions that the code runs; do not edit. Every example is tried by a test.

Conditions, checks and computed values are written in [CEL](https://cel.dev). They are checked when the procedure is
saved: unknown names, types that do not go together, options that do not exist, conditions that can never hold or always
do, circles and answers that are not given yet are told with the line at which they stand.

A comparison with an unanswered field does not hold; a check that compares with one is not held against the person. An
expression has a limited number of steps, and so have all those of a form together: one that needs more is not decided,
whatever is typed.

## What may be named

| name | what it is |
| --- | --- |
${variables.map(([name, words]) => `| ${name.includes(' ') ? name : `\`${name}\``} | ${words} |`).join('\n')}

## Operators and loops

| example | gives | what it says |
| --- | --- | --- |
${operatorExamples.map(([source, gives, words]) => `| \`${source.replaceAll('|', '\\|')}\` | \`${JSON.stringify(gives)}\` | ${words.replaceAll('||', '\\|\\|')} |`).join('\n')}

## Functions

| function | what it gives | examples |
| --- | --- | --- |
${functions.join('\n')}
`;
}
