import { expect, test } from 'vitest';
import { compileForm, formSchema } from '#modules/forms/index.ts';
import { findFileField, withDocuments, withoutInput } from './file-answers.ts';

const label = { fr: 'Champ' };
const form = compileForm(
  formSchema.parse({
    pages: [
      {
        id: 'proofs',
        title: label,
        fields: [
          { id: 'proof', type: 'file', label },
          { id: 'words', type: 'text', label },
          { id: 'inside', type: 'file', label, agentOnly: true },
          {
            id: 'children',
            type: 'group',
            label,
            rowLabel: { fr: 'Enfant {n}' },
            addLabel: { fr: 'Ajouter' },
            max: 3,
            fields: [
              { id: 'name', type: 'text', label },
              { id: 'photo', type: 'file', label },
            ],
          },
        ],
      },
    ],
  }),
);
const [page] = form.pages;
if (page === undefined) throw new Error('One page');

const sent = (id: string, fieldId: string) => ({ id, name: `${id}.png`, size: 10, mediaType: 'image/png', fieldId });
const answer = (id: string) => ({ id, name: `${id}.png`, size: 10, type: 'image/png' });

test.each([
  ['proof', true],
  ['children.0.photo', true],
  ['children.2.photo', true],
  ['children.3.photo', false],
  ['children.-1.photo', false],
  ['children.0.name', false],
  ['children.photo', false],
  ['proof.0', false],
  ['words', false],
  ['inside', false],
  ['__proto__', false],
  ['', false],
])('%o takes files: %s', (name, takes) => {
  expect(findFileField(page, name) !== undefined).toBe(takes);
});

test('a document sent since the page was saved is put where it was sent for; one that is gone is left out', () => {
  const answers = { words: 'x', proof: [answer('kept'), answer('gone')], children: [{ name: 'Zoé' }, { name: 'Léo' }] };
  const documents = [
    sent('kept', 'proof'),
    sent('new', 'proof'),
    sent('leo', 'children.1.photo'),
    sent('lost', 'children.2.photo'),
  ];
  expect(withDocuments(form, answers, documents)).toEqual({
    words: 'x',
    proof: [answer('kept'), answer('new')],
    children: [{ name: 'Zoé' }, { name: 'Léo', photo: [answer('leo')] }],
  });
  expect(withDocuments(form, { proof: [answer('gone')] }, [])).toEqual({});
});

test('a document stays in the row that holds it, whichever it was sent for', () => {
  const answers = { children: [{ name: 'Léo', photo: [answer('leo')] }] };
  expect(withDocuments(form, answers, [sent('leo', 'children.1.photo')])).toEqual(answers);
});

test('the documents of a removed row are those that no input holds any more', () => {
  const documents = [sent('zoe', 'children.0.photo'), sent('leo', 'children.1.photo'), sent('own', 'proof')];
  expect(withoutInput(documents, 'children', { 'children.0.photo': 'leo' }).map((one) => one.id)).toEqual(['zoe']);
});
