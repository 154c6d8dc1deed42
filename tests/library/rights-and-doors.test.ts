import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/usecases/read-library.ts';
import { type Answers, answerScope, compileForm, exitFor, holds, validatePage } from '#modules/forms/index.ts';

const library = readLibrary();
const context = { today: '2026-11-22', authority: { code: '27681', kind: 'commune', name: 'Vernon' } } as const;
const vernon = { code: '27681', name: 'Vernon' };
const rouen = { code: '76540', name: 'Rouen' };

function formOf(id: string) {
  const found = library.procedures.get(id)?.procedure;
  if (found === undefined) throw new Error(`library/procedures: no procedure "${id}"`);
  return compileForm(found.form, { fees: found.fees });
}

function titleOfExit(id: string, page: string, answers: Answers): string | undefined {
  return exitFor(formOf(id), page, answers, context)?.title.fr;
}

function optionsFor(id: string, fieldId: string, answers: Answers): string[] {
  const form = formOf(id);
  const field = form.fieldsById.get(fieldId)?.definition;
  if (field?.type !== 'choice') throw new Error(`${fieldId} is a choice`);
  const scope = answerScope(form, answers, context);
  return field.options.filter(({ when }) => when === undefined || holds(when, scope)).map(({ value }) => value);
}

test('a marriage certificate with parentage is for relatives, and for all after 75 years', () => {
  const marriage = { marriage_place: 'france', marriage_commune: vernon };
  const wanted = (answers: Answers) => optionsFor('marriage-certificate', 'act_type', { ...marriage, ...answers });
  expect(wanted({ marriage_date: '1998-06-06', requester: 'other' })).toEqual(['without-parents']);
  expect(wanted({ marriage_date: '1940-06-08', requester: 'other' })).toEqual([
    'full',
    'with-parents',
    'without-parents',
  ]);
  expect(wanted({ marriage_date: '1998-06-06', requester: 'spouse' })).toContain('full');
});

test('a death certificate is asked for where the person died, or had their last home', () => {
  const death = { death_date: '2026-10-01', death_commune: rouen };
  expect(titleOfExit('death-certificate', 'death', { ...death, death_place: 'last-home' })).toBeUndefined();
  expect(titleOfExit('death-certificate', 'death', { ...death, death_place: 'elsewhere' })).toBe(
    'La mairie de la commune du décès répond',
  );
});

test('a birth is declared at the place of birth, in time', () => {
  const birth = { baby_birth_time: '04:10', birth_commune: vernon, birth_ward: 'Maternité' };
  const exit = (answers: Answers) => titleOfExit('birth-declaration', 'baby', { ...birth, ...answers });
  expect(exit({ baby_birth_date: '2026-11-20' })).toBeUndefined();
  expect(exit({ baby_birth_date: '2026-11-20', birth_commune: rouen })).toBe('La mairie du lieu de naissance répond');
  expect(exit({ baby_birth_date: '2026-10-20' })).toBe('Le délai est dépassé');
});

test('a surname is chosen once, by somebody of age, among those of the parents', () => {
  const right = { of_age: true, already: false, choice: 'other', link: 'home' };
  const exit = (answers: Answers) => titleOfExit('surname-change', 'right', { ...right, ...answers });
  expect(exit({})).toBeUndefined();
  expect(exit({ of_age: false })).toBe('Il faut être majeur');
  expect(exit({ already: true })).toBe('Ce choix se fait une seule fois');
  expect(exit({ choice: 'elsewhere' })).toBe('Cette demande se fait au ministère de la Justice');
});

test('nobody who is married, in a partnership or related enters a partnership', () => {
  expect(titleOfExit('pacs', 'act', { act: 'new' })).toBeUndefined();
  expect(titleOfExit('pacs', 'act', { act: 'new', impediments: ['married'] })).toBe(
    'Le PACS n’est pas possible pour le moment',
  );
});

test('a marriage takes two witnesses of age at least', () => {
  const form = formOf('marriage');
  const address = { label: '1 rue A, 27200 Vernon', street: '1 rue A', postcode: '27200', city: 'Vernon' };
  const witness = {
    witness_name: 'Rose Petit',
    witness_birth_date: '1980-02-01',
    witness_occupation: 'Boulangère',
    witness_address: address,
  };
  const errors = (witnesses: Answers[]) =>
    validatePage(form, 'witnesses', { witnesses }, context).map(({ fieldId }) => fieldId);
  expect(errors([witness])).toEqual(['witnesses']);
  expect(errors([witness, witness])).toEqual([]);
  expect(errors([witness, { ...witness, witness_birth_date: '2010-02-01' }])).toEqual(['witness_birth_date']);
});

test('the register of a heat wave is joined at 65, at 60 when unfit for work, or with a disability', () => {
  const grounds = (birth: string) =>
    optionsFor('heatwave-register', 'ground', { kind: 'join', for_whom: 'self', person_birth_date: birth });
  expect(grounds('1950-01-01')).toEqual(['65', '60', 'disabled', 'isolated']);
  expect(grounds('1964-01-01')).toEqual(['60', 'disabled', 'isolated']);
  expect(grounds('1990-01-01')).toEqual(['disabled', 'isolated']);
});

test('a child who lives elsewhere is enrolled elsewhere', () => {
  const address = { label: 'x', street: '1 rue A', postcode: '76000', city: 'Rouen', citycode: rouen.code };
  expect(titleOfExit('school-enrolment', 'family', { address })).toBe('Vous habitez une autre commune');
  expect(titleOfExit('school-enrolment', 'family', { address: { ...address, citycode: '27681' } })).toBeUndefined();
});

test('a journey out of the territory is the Region’s', () => {
  expect(exitFor(formOf('school-transport'), 'request', { kind: 'new', inside: false }, context)?.link).toMatchObject({
    relay: 'school-transport-region',
  });
});

test('no procedure about health asks for a diagnosis where other staff would read it', () => {
  const plan = formOf('individual-reception-plan');
  const shown = (deposit: string) =>
    holds(plan.fieldsById.get('protocol')?.when ?? 'false', answerScope(plan, { plan: 'new', deposit }, context));
  expect(shown('envelope')).toBe(false);
  expect(shown('here')).toBe(true);
});
