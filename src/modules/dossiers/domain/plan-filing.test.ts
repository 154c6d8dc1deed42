import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/index.ts';
import { type Answers, compileForm } from '#modules/forms/index.ts';
import { compileWorkflow } from '#modules/workflow/index.ts';
import { planFiling } from './plan-filing.ts';

const library = readLibrary();
const now = new Date('2026-11-22T10:00:00Z');
const context = { today: '2026-11-22', authority: { code: '27681', kind: 'commune', name: 'Mairie de Vernon' } };

function plan(procedureId: string, answers: Answers) {
  const found = library.procedures.get(procedureId);
  if (found === undefined) throw new Error(`No ${procedureId} in the library`);
  const { procedure, workflow } = found;
  return planFiling({
    procedure,
    form: compileForm(procedure.form, { fees: procedure.fees }),
    workflow: compileWorkflow(workflow),
    answers,
    context,
    locale: 'fr',
    now,
    communeCode: '27681',
  });
}

test('a report: its headline, its urgency, its place, five working days', () => {
  const address = {
    label: 'x',
    street: 'rue x',
    postcode: '27950',
    city: 'Saint-Marcel',
    citycode: '27562',
    lat: 49.1,
    lon: 1.4,
  };
  expect(plan('street-light', { fault: 'wires', danger: false, place_address: address })).toMatchObject({
    phase: 'received',
    headline: 'Fils ou trappe ouverts',
    urgent: true,
    applicantName: '',
    applicantEmail: null,
    communeCode: '27562',
    lat: 49.1,
    lon: 1.4,
    dueOn: '2026-11-27',
    silenceRule: 'none',
  });
  const point = { lat: 49.09, lon: 1.48 };
  expect(
    plan('street-light', { fault: 'out', danger: false, place_address: address, place_point: point }),
  ).toMatchObject({
    ...point,
    urgent: false,
  });
});

test('a question: who asks, where to answer, the commune of the counter', () => {
  const answers = {
    subject: 'school',
    given_names: 'Zoé',
    family_name: 'Martin',
    email: 'zoe@example.fr',
    phone: '+33612345678',
  };
  expect(plan('question', answers)).toMatchObject({
    headline: 'École et enfance',
    applicantName: 'Zoé Martin',
    applicantEmail: 'zoe@example.fr',
    applicantPhone: '+33612345678',
    communeCode: '27681',
    lat: null,
    dueOn: '2026-12-04',
  });
});

test('answers that say nothing leave a dossier that can be filed', () => {
  for (const id of library.procedures.keys()) expect(plan(id, {}).dueOn).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test('dates in a headline are written as French people write them', () => {
  const absence = { from: '2026-12-04', to: '2026-12-18' };
  expect(plan('holiday-watch', { absence }).headline).toBe('Du 04/12/2026 au 18/12/2026');
});
