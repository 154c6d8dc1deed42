import { expect, test } from 'vitest';
import { type CheckedDocument, type ChecklistFacts, completenessOf, makeChecklist } from './checklist.ts';

const facts = (documents: CheckedDocument[], more: Partial<ChecklistFacts> = {}): ChecklistFacts => ({
  fields: [
    { key: 'id', label: 'Pièce d’identité', optional: false, documents: documents.length === 0 ? [] : ['a'] },
    { key: 'plan', label: 'Plan', optional: true, documents: [] },
  ],
  requested: [],
  documents,
  askedAgain: new Map(),
  ...more,
});
const statuses = (one: ChecklistFacts) => makeChecklist(one).map(({ status }) => status);

test('a missing document makes the dossier incomplete, an optional one does not', () => {
  expect(statuses(facts([]))).toEqual(['absent', 'optional']);
  expect(completenessOf(makeChecklist(facts([])))).toBe(false);
  expect(completenessOf(makeChecklist(facts([{ id: 'a', review: 'to-review' }])))).toBeUndefined();
  expect(completenessOf(makeChecklist(facts([{ id: 'a', review: 'accepted' }])))).toBe(true);
  expect(completenessOf([])).toBeUndefined();
});

test('a document sent again stands in the place of the one that was refused', () => {
  const refused = facts([{ id: 'a', review: 'refused' }]);
  expect(statuses(refused)).toEqual(['refused', 'optional']);
  const asked = facts([{ id: 'a', review: 'refused' }], {
    requested: [{ id: 'r', label: 'Pièce d’identité', documentId: null }],
    askedAgain: new Map([['a', 'r']]),
  });
  expect(statuses(asked)).toEqual(['asked-again', 'optional']);
  const sent = facts(
    [
      { id: 'a', review: 'refused' },
      { id: 'b', review: 'accepted' },
    ],
    { requested: [{ id: 'r', label: 'Pièce d’identité', documentId: 'b' }], askedAgain: new Map([['a', 'r']]) },
  );
  expect(statuses(sent)).toEqual(['accepted', 'optional']);
  expect(completenessOf(makeChecklist(sent))).toBe(true);
});

test('a document asked for besides the form counts', () => {
  const besides = facts([{ id: 'a', review: 'accepted' }], {
    requested: [{ id: 'r', label: 'Attestation', documentId: null }],
  });
  expect(statuses(besides)).toEqual(['accepted', 'optional', 'absent']);
  expect(completenessOf(makeChecklist(besides))).toBe(false);
});
