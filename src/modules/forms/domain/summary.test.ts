import { expect, test } from 'vitest';
import { context, formOf } from '../testing/sample-form.ts';
import { prefillAnswers } from './prefill.ts';
import { summarize } from './summary.ts';

const form = formOf(`
pages:
  - id: you
    title: { fr: Vous, en: You }
    fields:
      - { id: intro, type: info, label: À savoir, text: Bonjour }
      - { id: name, type: text, label: { fr: Nom, en: Name }, prefill: account.family_name }
      - { id: email, type: email, label: Courriel, optional: true, prefill: account.email }
      - { id: phone, type: phone, label: Téléphone, optional: true, prefill: account.phone }
      - { id: home, type: address, label: Adresse, optional: true, prefill: account.address }
      - { id: town, type: commune, label: Commune, optional: true, inTerritory: true, prefill: commune }
      - { id: proof, type: file, label: Justificatif, optional: true }
      - { id: opinion, type: text, label: Avis, agentOnly: true, optional: true, prefill: account.family_name }
  - id: children
    title: Enfants
    when: name != null
    fields:
      - { id: children, type: group, label: Enfants, rowLabel: "Enfant {n}", addLabel: Ajouter, min: 0, fields: [{ id: first, type: text, label: Prénom, prefill: account.given_names }, { id: note, type: text, label: Note, optional: true }] }
`);

const answers = {
  name: 'Martin',
  proof: [{ id: 'doc-1', name: 'identité.pdf', size: 1, type: 'application/pdf' }],
  opinion: 'Favorable',
  children: [{ first: 'Ana' }, { first: 'Luc', note: 'Allergie' }],
};

test('what was kept is told, in the order of the form', () => {
  expect(summarize(form, answers, 'fr')).toEqual([
    {
      pageId: 'you',
      title: 'Vous',
      rows: [
        { fieldId: 'name', type: 'text', label: 'Nom', value: 'Martin', answered: true },
        {
          fieldId: 'proof',
          type: 'file',
          label: 'Justificatif',
          value: ['identité.pdf'],
          answered: true,
          files: answers.proof,
        },
      ],
      groups: [],
    },
    {
      pageId: 'children',
      title: 'Enfants',
      rows: [],
      groups: [
        {
          fieldId: 'children',
          label: 'Enfants',
          rows: [
            {
              title: 'Enfant 1',
              rows: [{ fieldId: 'first', type: 'text', label: 'Prénom', value: 'Ana', answered: true }],
            },
            {
              title: 'Enfant 2',
              rows: [
                { fieldId: 'first', type: 'text', label: 'Prénom', value: 'Luc', answered: true },
                { fieldId: 'note', type: 'text', label: 'Note', value: 'Allergie', answered: true },
              ],
            },
          ],
        },
      ],
    },
  ]);
});

test('to check answers, empty fields have their row; agents see theirs', () => {
  const [you] = summarize(form, answers, 'en', { context });
  expect(you?.title).toBe('You');
  expect(you?.rows.map((row) => `${row.fieldId} ${row.answered}`)).toEqual([
    'name true',
    'email false',
    'phone false',
    'home false',
    'town false',
    'proof true',
  ]);
  expect(summarize(form, { opinion: 'Favorable' }, 'fr', { withAgentFields: true })[0]?.rows[0]?.value).toBe(
    'Favorable',
  );
  expect(summarize(form, {}, 'fr')).toEqual([]);
});

test('what is known is filled in, when the field accepts it', () => {
  const address = { label: '1 rue A, 27200 Vernon', street: '1 rue A', postcode: '27200', city: 'Vernon' };
  const account = { familyName: 'Martin', email: 'nonsense', phone: '+33612345678', address };
  const { answers: first, sources } = prefillAnswers(
    form,
    { account, commune: { code: '27681', name: 'Vernon' } },
    context,
  );
  expect(first).toEqual({
    name: 'Martin',
    phone: '+33612345678',
    home: address,
    town: { code: '27681', name: 'Vernon' },
  });
  expect(sources).toEqual({ name: 'account', phone: 'account', home: 'account', town: 'commune' });
  expect(prefillAnswers(form, { commune: { code: '2A004', name: 'Ajaccio' } }, context).answers).toEqual({});
  expect(prefillAnswers(form, {}, context)).toEqual({ answers: {}, sources: {} });
});
