import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldOf } from '../../testing/read-field.ts';
import { context, formOfField } from '../../testing/sample-form.ts';
import { parsePage } from '../parse-page.ts';
import { summarize } from '../summary.ts';
import { validateAll } from '../validate.ts';

const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const types: Record<string, unknown>[] = [
  { type: 'month', min: 'today' },
  { type: 'ranked', options },
  { type: 'person', ask: ['title', 'given_names', 'birth_date', 'birth_place', 'email', 'phone'] },
  { type: 'child', ask: ['birth_date', 'sex', 'school'], minAge: 3 },
  { type: 'nir', law: 'Un texte' },
  { type: 'tax-reference', kind: 'fiscal-number' },
  { type: 'tax-reference', kind: 'notice' },
  { type: 'family-allowance' },
  { type: 'area' },
  { type: 'declaration', text: 'C’est vrai' },
  { type: 'computed', value: '1 + 1', as: 'number' },
  { type: 'point' },
];

const piece = fc.oneof(
  fc.constantFrom('', 'other', 'a', '49.1,1.4;49.2,1.4;49.2,1.5', '2850578006084', '-1', '1e9', '\u0000', '{"lat":1}'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.object(),
);

test.each(types)('property: nothing that is posted or stored makes %j fail', (settings) => {
  const form = formOfField(settings);
  const { type } = fieldOf(settings);
  const names = ['f', ...type.inputs.map((suffix) => `f${suffix}`)];
  const body = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), piece);
  const household = [{ id: 'c-1', givenNames: 'Léa', familyName: 'Martin' }];
  fc.assert(
    fc.property(body, fc.jsonValue(), (posted, stored) => {
      const around = { ...context, household };
      const read = parsePage(form, 'page', posted, { ...around, answers: {} });
      for (const answers of [read.answers, { f: stored as never }]) {
        validateAll(form, answers, around);
        const [section] = summarize(form, answers, 'fr', { context: around });
        for (const row of section?.rows ?? []) expect(row.answered).toBeTypeOf('boolean');
      }
    }),
    { numRuns: 200 },
  );
});
