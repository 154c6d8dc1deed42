import { expect, test } from 'vitest';
import { editActForm, fitsAct, missingActFields } from './act-form.ts';
import type { JsonObject } from './json.ts';
import { newField } from './new-field.ts';

const act: JsonObject = {
  id: 'refuse',
  form: [newField('long-text', 'Motif', 'reason'), newField('date', 'Le', 'day')],
};
const ids = (changed: JsonObject) => (changed.form as JsonObject[] | undefined)?.map((field) => field.id);

test('questions of an act are added, changed, moved and taken away; the act handed in stays as it was', () => {
  expect(ids(editActForm(act, { do: 'add', field: newField('text', 'Lieu', 'place') }))).toEqual([
    'reason',
    'day',
    'place',
  ]);
  expect(ids(editActForm(act, { do: 'move', id: 'day', by: -1 }))).toEqual(['day', 'reason']);
  expect(ids(editActForm(act, { do: 'change', id: 'day', field: newField('date', 'Date', 'date') }))).toEqual([
    'reason',
    'date',
  ]);
  const one = editActForm(act, { do: 'remove', id: 'day' });
  expect(ids(one)).toEqual(['reason']);
  expect(ids(editActForm(one, { do: 'remove', id: 'reason' }))).toBeUndefined();
  expect(ids(act)).toEqual(['reason', 'day']);
});

test('an id is that of one question, and a question that is not there is not changed', () => {
  expect(() => editActForm(act, { do: 'add', field: newField('text', 'Motif', 'reason') })).toThrow('id-taken');
  expect(() => editActForm(act, { do: 'change', id: 'day', field: newField('date', 'X', 'reason') })).toThrow(
    'id-taken',
  );
  expect(() => editActForm(act, { do: 'remove', id: 'gone' })).toThrow('field-unknown');
});

test('what effects look for is offered until it is asked', () => {
  const asking: JsonObject = { id: 'ask', effects: [{ effect: 'request-from-applicant' }, { effect: 'transfer' }] };
  const missing = missingActFields(asking);
  expect(missing.map((field) => field.id)).toEqual(['request', 'transfer_authority']);
  const [request] = missing;
  const asked = editActForm(asking, { do: 'add', field: request ?? {} });
  expect(missingActFields(asked).map((field) => field.id)).toEqual(['transfer_authority']);
  expect(missingActFields({ id: 'x', effects: [{ effect: 'transfer', competence: 'roads' }] })).toEqual([]);
  expect(fitsAct('file')).toBe(false);
  expect(fitsAct('date')).toBe(true);
});
