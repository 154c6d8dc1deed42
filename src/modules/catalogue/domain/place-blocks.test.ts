import { expect, test } from 'vitest';
import { blockSchema, formSourceSchema } from '#modules/forms/index.ts';
import { placeBlocks } from './place-blocks.ts';

const contact = blockSchema.parse({
  block: 'contact',
  fields: [
    { id: 'email', type: 'email', label: 'Adresse' },
    { id: 'phone', type: 'phone', label: 'Téléphone', when: 'email != null' },
  ],
});
const blocks = new Map([[contact.block, contact]]);
const source = (use: object) =>
  formSourceSchema.parse({
    pages: [
      {
        id: 'first',
        title: 'Une page',
        fields: [
          { id: 'name', type: 'text', label: 'Nom' },
          { use: 'contact', ...use },
        ],
      },
    ],
  });

test('the fields of a block stand where it is used', () => {
  const { form, problems } = placeBlocks(source({ optional: ['email'], when: 'name != null' }), blocks);
  expect(problems).toEqual([]);
  expect(form.pages[0]?.fields.map((field) => [field.id, field.optional, field.when])).toEqual([
    ['name', false, undefined],
    ['email', true, 'name != null'],
    ['phone', false, '(name != null) && (email != null)'],
  ]);
});

test('a field that the form does without is left out', () => {
  const { form } = placeBlocks(source({ without: ['phone'] }), blocks);
  expect(form.pages[0]?.fields.map((field) => field.id)).toEqual(['name', 'email']);
});

test('an unknown block and an unknown field are told with their path', () => {
  expect(placeBlocks(source({ without: ['fax'] }), blocks).problems).toEqual([
    { path: 'form.pages.0.fields.1.without', message: 'the block "contact" has no field "fax"' },
  ]);
  expect(placeBlocks(source({}), new Map()).problems).toEqual([
    { path: 'form.pages.0.fields.1.use', message: 'no block "contact" in library/blocks' },
  ]);
});
