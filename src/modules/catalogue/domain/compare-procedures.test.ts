import { expect, test } from 'vitest';
import { readLibrary } from '../usecases/read-library.ts';
import { changeInWords } from './change-words.ts';
import { compareProcedures } from './compare-procedures.ts';

const entry = readLibrary().procedures.get('bin-change');
if (entry === undefined) throw new Error('the library has the procedure "bin-change"');
const { procedure, workflow } = entry;
const before = { procedure, workflow };
const words = (after: typeof before) =>
  compareProcedures(before, after).map((change) => changeInWords(change, 'fr').replaceAll('\u00a0', ' '));
const [firstPage, ...others] = procedure.form.pages;
if (firstPage === undefined) throw new Error('a form has a page');

test('nothing changes from a version to itself, nor when keys come in another order', () => {
  expect(compareProcedures(before, before)).toEqual([]);
  const reversed = Object.fromEntries(Object.entries(procedure).reverse()) as typeof procedure;
  expect(compareProcedures(before, { procedure: reversed, workflow })).toEqual([]);
});

test('fields that come, go and become mandatory are told by their label', () => {
  const [field, ...rest] = firstPage.fields;
  if (field === undefined) throw new Error('a page has a field');
  const fields = [{ ...field, optional: !field.optional }, ...rest];
  const added = { ...field, id: 'floor_level', label: { fr: 'Étage' } };
  const after = { ...procedure, form: { pages: [{ ...firstPage, fields: [...fields, added] }, ...others] } };
  expect(words({ procedure: after, workflow })).toEqual([
    expect.stringMatching(/(devient obligatoire|n’est plus obligatoire)$/),
    'Question « Étage » : ajout',
  ]);
  expect(
    compareProcedures({ procedure: after, workflow }, before).find((change) => change.id === 'floor_level')?.what,
  ).toBe('removed');
});

test('fees, delays, notices and steps are told in words', () => {
  const fee = { id: 'bin', label: { fr: 'Bac' }, amount: 1000 };
  const after = {
    procedure: {
      ...procedure,
      fees: [fee],
      title: { fr: 'Un autre titre' },
      silence: { ...procedure.silence, delay: '3m' },
      legal: { ...procedure.legal, retention: { ...procedure.legal.retention, months: 7 } },
    },
    workflow: {
      ...workflow,
      states: [...workflow.states, { ...workflow.states[0], id: 'new-state', label: { fr: 'Vérifiée' } }],
    } as typeof workflow,
  };
  const told = words(after);
  expect(told).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Texte « Titre » : « .+ » devient « Un autre titre »$/),
      'Tarif « Bac » : ajout',
      expect.stringMatching(/^Délai de réponse : de .+ à 3 mois$/),
      expect.stringMatching(/^Durée de conservation : de \d+ à 7 mois$/),
      'Étape « Vérifiée » : ajout',
    ]),
  );
  const dearer = { ...after, procedure: { ...after.procedure, fees: [{ ...fee, amount: 1250 }] } };
  expect(compareProcedures(after, dearer).map((change) => changeInWords(change, 'en'))).toEqual([
    'Fee “Bac”: from €10.00 to €12.50',
  ]);
});
