import { expect, test } from 'vitest';
import { compileForm } from '#modules/forms/index.ts';
import { compileWorkflow } from '#modules/workflow/index.ts';
import { readLibrary } from '../usecases/read-library.ts';
import { applyOverrides } from './apply-overrides.ts';
import { overridesSchema } from './overrides-schema.ts';

const entry = readLibrary().procedures.get('street-light');
if (entry === undefined) throw new Error('the library has the procedure "street-light"');
const library = {
  procedure: { ...entry.procedure, fees: [{ id: 'visit', label: { fr: 'Visite' }, amount: 1000 }] },
  form: compileForm(entry.procedure.form),
  workflow: compileWorkflow(entry.workflow),
};
const overrides = (given: object) => overridesSchema.parse(given);
const page = library.procedure.form.pages[0]?.id ?? '';
const poleNumber = { type: 'text', id: 'local_pole', label: 'Numéro du lampadaire' };

test('an added field is asked, in its place, and can be named by nobody else', () => {
  const first = library.procedure.form.pages[0]?.fields[0]?.id;
  const { form, procedure, misfits } = applyOverrides(
    library,
    overrides({ title: 'Lampadaires', fields: { add: [{ page, after: first, field: poleNumber }] } }),
  );
  expect(misfits).toEqual([]);
  expect(procedure.title.fr).toBe('Lampadaires');
  expect(form.pagesById.get(page)?.fields.map((field) => field.id)[1]).toBe('local_pole');
  expect(form.fieldsById.has('local_pole')).toBe(true);
  expect(library.form.fieldsById.has('local_pole')).toBe(false);
  expect(procedure.form).toBe(form.definition);
});

test('what does not fit is left out and told, and the rest is applied', () => {
  const result = applyOverrides(
    library,
    overrides({
      delay: '3d',
      fees: { visit: 2500, gone: 1 },
      fields: {
        add: [
          { page: 'no-such-page', field: poleNumber },
          { page, field: { ...poleNumber, id: 'local_ok' } },
          { page, field: { ...poleNumber, id: 'local_ok' } },
          { page, field: { ...poleNumber, id: 'local_wrong', when: 'nobody_knows == 1' } },
        ],
        hide: ['no_such_field'],
        optional: ['no_such_field'],
        texts: { no_such_field: { label: 'x' } },
      },
    }),
  );
  expect(result.procedure.fees[0]?.amount).toBe(2500);
  expect(result.form.fieldsById.has('local_ok')).toBe(true);
  expect(result.misfits.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    'fees.gone no-fee',
    'fields.texts.no_such_field no-field',
    'fields.optional.no_such_field no-field',
    'fields.add.local_pole no-page',
    'fields.add.local_ok field-exists',
    'fields.add.local_wrong field-wrong',
    'fields.hide.no_such_field no-field',
  ]);
});

test('a field on which a condition or the inbox depends cannot be hidden; another can', () => {
  const needed = [...library.form.fieldsById.keys()].find((id) => library.procedure.headline?.includes(id));
  const applicant = Object.values(library.procedure.applicant).find((id) => id !== undefined);
  const hidden = applyOverrides(library, overrides({ fields: { hide: [needed, applicant].filter(Boolean) } }));
  expect(hidden.misfits.map((misfit) => misfit.reason)).toEqual(
    [needed, applicant].filter(Boolean).map(() => 'field-needed'),
  );
  const withOne = applyOverrides(library, overrides({ fields: { add: [{ page, field: poleNumber }] } }));
  const without = applyOverrides(withOne, overrides({ fields: { hide: ['local_pole'] } }));
  expect(without.misfits).toEqual([]);
  expect(without.form.fieldsById.has('local_pole')).toBe(false);
});

test('a legal delay stays the law’s', () => {
  const silence = { rule: 'reject' as const, delay: '2m', article: 'CRPA, art. L231-4' };
  const lawful = { ...library, procedure: { ...library.procedure, silence } };
  const result = applyOverrides(lawful, overrides({ delay: '3d' }));
  expect(result.procedure.silence).toEqual(silence);
  expect(result.misfits).toEqual([{ path: 'delay', reason: 'legal-delay' }]);
});
