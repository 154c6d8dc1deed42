import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkProcedureSource, readAuthoringKit } from '#modules/catalogue/index.ts';
import {
  type Answers,
  answerScope,
  compileForm,
  evaluate,
  exitFor,
  keepShownAnswers,
  summarize,
  validateAll,
} from '#modules/forms/index.ts';

const guide = readFileSync('docs/procedures.md', 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
const checked = checkProcedureSource(example, readAuthoringKit());
const context = {
  today: '2026-11-22',
  authority: { code: '27681', kind: 'commune', name: 'Vernon' },
  territory: { communes: new Set(['27681']) },
};

function compiled() {
  if (checked.procedure === undefined) throw new Error('The example is no procedure');
  return { procedure: checked.procedure, form: compileForm(checked.procedure.form, { fees: checked.procedure.fees }) };
}

const answers: Answers = {
  given_names: 'Zoé',
  family_name: 'Roy',
  email: 'zoe@exemple.fr',
  by: 'company',
  siret: '35600000000048',
  company_name: 'Benne Exemple',
  where: { label: '3 rue du Moulin', street: '3 rue du Moulin', postcode: '27200', city: 'Vernon', citycode: '27681' },
  size: 'large',
  lights: true,
  period: { from: '2026-11-24', to: '2026-11-26' },
};

test('the worked example has no problem', () => {
  expect(checked.problems).toEqual([]);
});

test('it can be filled in, and works out its price', () => {
  const { procedure, form } = compiled();
  expect(validateAll(form, answers, context)).toEqual([]);
  const kept = keepShownAnswers(form, answers, context);
  expect(kept).toMatchObject({ length: 3, price: 3600 });
  expect(evaluate(procedure.headline ?? '', answerScope(form, kept, context))).toBe('8 m³ et plus – 3 jours');
  const told = summarize(form, kept, 'fr').flatMap((section) =>
    section.rows.map((row) => `${row.label}: ${row.value}`),
  );
  expect(told.some((line) => line.startsWith('Prix: 36'))).toBe(true);
  expect(told.some((line) => line.startsWith('Durée'))).toBe(false);
});

test('its check and its exit say no', () => {
  const { form } = compiled();
  const sunday = { ...answers, period: { from: '2026-11-29', to: '2026-11-30' } };
  expect(validateAll(form, sunday, context).map((error) => error.code)).toEqual(['check']);
  expect(exitFor(form, 'works', { ...answers, by: 'myself' }, context)?.title.fr).toMatch(/entreprise/);
  expect(exitFor(form, 'works', answers, context)).toBeUndefined();
});

test('the message of the guide is the one that is told', () => {
  const wrong = checkProcedureSource(
    example.replace('when: by == "company"\n    - id: company', 'when: by == "compny"\n    - id: company'),
    readAuthoringKit(),
  );
  expect(wrong.problems.map((problem) => problem.message)).toContain(
    '"compny" is not an option of "by"; did you mean "company"?',
  );
});
