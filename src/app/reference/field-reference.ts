import type { z } from 'zod';
import { type FieldType, fieldSchema, listConnectorData, listExchangeData } from '#modules/forms/index.ts';
import { commonKeys, fieldTypeWords, wordsOfKey } from './field-words.ts';
import { keysOf, keyTable } from './schema-table.ts';

const [simple, group, table] = fieldSchema.options;

/** The shapes of fields, by type, in the order in which the schema gives them. */
export const fieldShapes: readonly (readonly [FieldType, z.ZodType])[] = [...simple.options, group, table].map(
  (shape) => [shape.shape.type.value, shape] as const,
);

/** `docs/reference/fields.md` */
export function fieldReference(): string {
  const first = simple.options[0];
  const common = keysOf(first).filter((key) => commonKeys.includes(key.name));
  const parts = fieldShapes.map(([type, shape]) => {
    const own = keysOf(shape).filter((key) => !commonKeys.includes(key.name));
    const { asks, answer } = fieldTypeWords[type];
    return `## \`${type}\`\n\n${asks}\n\nAnswer: ${answer}.${own.length === 0 ? '' : `\n\n${keyTable(own, wordsOfKey)}`}`;
  });
  return [
    '# Fields\n\nWritten by `npm run cli -- reference` from the shapes that the code checks; do not edit.',
    'A text is either French words, or `{ fr: …, en: … }`; English falls back to French.',
    `## Keys that every field has\n\n${keyTable(common, wordsOfKey)}`,
    prefillSources(),
    ...parts,
    '',
  ].join('\n\n');
}

function prefillSources(): string {
  const rows = [
    [
      'account.given_names`, `account.family_name`, `account.email`, `account.phone`, `account.address',
      'The account of the person who is signed in.',
    ],
    ['commune', 'The commune of the counter.'],
    ['household.child', 'In a field of type `child`: the children of the household are offered.'],
    ['previous.<field>', 'The answer to that field in the last request of the same person for the same procedure.'],
    ...[...listConnectorData()].flatMap(([connector, data]) =>
      Object.entries(data).map(([datum, words]) => [
        `connector.${connector}.${datum}`,
        `${words}. With \`prefillFrom\`, a field of an earlier page.`,
      ]),
    ),
    ...[...listExchangeData()].flatMap(([exchange, data]) =>
      Object.entries(data).map(([datum, words]) => [
        `exchange.${exchange}.${datum}`,
        `${words}. Asked only of a person who is signed in, whose identity FranceConnect vouches for and who agrees.`,
      ]),
    ),
  ].map(([source, words]) => `| \`${source}\` | ${words} |`);
  return [
    '## Where first values come from\n',
    'The source is said beside the field, and the person may change the value. A value that the field would refuse is left out.\n',
    '| `prefill` | what it gives |',
    '| --- | --- |',
    ...rows,
  ].join('\n');
}
