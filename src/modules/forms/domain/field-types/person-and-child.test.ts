import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldOf, messagesOf, postedBack, readField, told } from '../../testing/read-field.ts';
import { type ChildPart, type PersonPart, personParts } from '../form-schema.ts';

const person = { type: 'person' };
const whole = { type: 'person', ask: [...personParts] };

const jeanne = {
  title: 'madam',
  given_names: 'Jeanne, Marie',
  family_name: 'Martin-d’Été',
  birth_name: 'Durand',
  birth_date: '1985-05-12',
  birth_place: 'Vernon (Eure)',
  email: 'jeanne@exemple.fr',
  phone: '+33612345678',
};

test.each([
  [person, { 'f-given_names': 'Jeanne', 'f-family_name': 'Martin' }, { given_names: 'Jeanne', family_name: 'Martin' }],
  [person, {}, ['required f-f-given_names', 'required f-f-family_name']],
  [
    { ...person, ask: ['title', 'family_name', 'birth_date', 'email'], optionalParts: ['email'] },
    {},
    ['requiredChoice f-f-title', 'required f-f-family_name', 'requiredDate f-f-birth_date'],
  ],
  [{ ...person, ask: ['email', 'phone'], optionalParts: ['email', 'phone'] }, {}, ['required f-f-email']],
  [{ ...person, optional: true }, {}, undefined],
  [{ ...person, optional: true }, { 'f-given_names': 'Jeanne' }, ['required f-f-family_name']],
  [
    person,
    { 'f-given_names': '123', 'f-family_name': 'a@b' },
    ['partName f-f-given_names', 'partName f-f-family_name'],
  ],
  [
    person,
    { 'f-given_names': '.', 'f-family_name': 'x'.repeat(200) },
    ['partName f-f-given_names', 'tooLong f-f-family_name'],
  ],
  [{ ...person, ask: ['title', 'family_name'] }, { 'f-family_name': 'Martin' }, { family_name: 'Martin' }],
  [
    { ...person, ask: ['title', 'family_name'] },
    { 'f-family_name': 'Li', 'f-title': 'king' },
    ['choiceUnknown f-f-title'],
  ],
  [
    { ...person, ask: ['email', 'phone'] },
    { 'f-email': 'a@b', 'f-phone': '12' },
    ['email f-f-email', 'phone f-f-phone'],
  ],
  [{ ...person, ask: ['email', 'phone'] }, { 'f-email': 'a@b' }, ['email f-f-email', 'required f-f-phone']],
  [
    { ...person, ask: ['birth_date'] },
    { 'f-birth_date-day': '31', 'f-birth_date-month': '2', 'f-birth_date-year': '2000' },
    ['dateUnreal f-f-birth_date'],
  ],
  [{ ...person, ask: ['birth_date'] }, { 'f-birth_date-day': '12/05/2030' }, ['birthFuture f-f-birth_date-year']],
  [{ ...person, ask: ['birth_date'], optional: true }, { 'f-given_names': 'not asked' }, undefined],
] as [Record<string, unknown>, Record<string, unknown>, unknown][])('%j reads %j as %j', (settings, body, expected) => {
  expect(readField(settings, body)).toEqual(expected);
});

test('somebody is told with the parts that were asked, under their names', () => {
  expect(told(whole, jeanne)).toEqual([
    'Madame Jeanne, Marie Martin-d’Été',
    'Nom de naissance\u00a0: Durand',
    'Date de naissance\u00a0: 12 mai 1985',
    'Lieu de naissance\u00a0: Vernon (Eure)',
    'Adresse électronique\u00a0: jeanne@exemple.fr',
    'Téléphone\u00a0: 06\u00a012\u00a034\u00a056\u00a078',
  ]);
  expect(told(person, { given_names: 'Jeanne', family_name: 'Martin' }, 'en')).toEqual(['Jeanne Martin']);
});

test('a message says of whom and of what', () => {
  expect(messagesOf({ ...whole, label: 'Second parent' }, { 'f-family_name': 'Martin' })).toContain(
    'Remplissez «\u00a0Second parent – Prénoms\u00a0»',
  );
});

const child = { type: 'child', ask: ['birth_date', 'school'], optionalParts: ['school'], minAge: 3, maxAge: 10 };
const household = [
  { id: 'c-1', givenNames: 'Léa', familyName: 'Martin', birthDate: '2018-03-12' },
  { id: 'c-2', givenNames: 'Tom', familyName: 'Martin', birthDate: '2026-01-02' },
];
const lea = { id: 'c-1', given_names: 'Léa', family_name: 'Martin', birth_date: '2018-03-12' };
const nino = { 'f-given_names': 'Nino', 'f-family_name': 'Roy', 'f-birth_date-day': '1/2/2020' };

test.each([
  [child, { 'f-who': 'c-1' }, lea],
  [child, { 'f-who': 'c-1', 'f-school': 'École Arc-en-ciel' }, { ...lea, school: 'École Arc-en-ciel' }],
  // What is typed for another child does not change one of the household.
  [child, { 'f-who': 'c-1', ...nino }, lea],
  [child, { 'f-who': 'c-2' }, ['childYoung f-f-who']],
  [{ ...child, maxAge: 5 }, { 'f-who': 'c-1' }, ['childOld f-f-who']],
  [child, { 'f-who': 'c-9' }, ['childUnknown f-f-who']],
  [
    child,
    { 'f-who': 'other' },
    ['required f-f-given_names', 'required f-f-family_name', 'requiredDate f-f-birth_date'],
  ],
  [child, { 'f-who': 'other', ...nino }, { given_names: 'Nino', family_name: 'Roy', birth_date: '2020-02-01' }],
  [child, nino, { given_names: 'Nino', family_name: 'Roy', birth_date: '2020-02-01' }],
  [child, { ...nino, 'f-birth_date-day': '1/2/2010' }, ['childOld f-f-birth_date']],
  [child, { ...nino, 'f-birth_date-day': '' }, ['requiredDate f-f-birth_date']],
  [{ ...child, ask: [] }, { 'f-who': 'c-2' }, { id: 'c-2', given_names: 'Tom', family_name: 'Martin' }],
  [child, {}, ['requiredChild f-f-who']],
  [{ ...child, ask: ['sex'] }, {}, ['requiredChild f-f-who', 'requiredChoice f-f-sex']],
  [{ ...child, ask: ['sex'] }, { 'f-who': 'c-9' }, ['childUnknown f-f-who', 'requiredChoice f-f-sex']],
  [{ ...child, optional: true }, {}, undefined],
  [{ ...child, ask: ['sex'] }, { 'f-who': 'c-1' }, ['requiredChoice f-f-sex']],
] as [Record<string, unknown>, Record<string, unknown>, unknown][])('%j reads %j as %j', (settings, body, expected) => {
  expect(readField(settings, body, { household })).toEqual(expected);
});

test('a child of somebody else’s household is nobody to those who are not signed in', () => {
  expect(readField(child, { 'f-who': 'c-1' })).toEqual(['childUnknown f-f-who']);
  // They have nobody to choose among: each part that they left empty is told.
  expect(readField(child, {})).toEqual([
    'required f-f-given_names',
    'required f-f-family_name',
    'requiredDate f-f-birth_date',
  ]);
  expect(told(child, lea)).toEqual(['Léa Martin', 'Date de naissance\u00a0: 12 mars 2018']);
});

const isoDate = fc
  .date({ min: new Date('2016-12-01'), max: new Date('2023-10-01'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));
const name = fc.stringMatching(/^[A-ZÉ][a-zéèï]{1,20}(?:[ ’-][A-Z][a-z]{1,10})?$/);

test('property: people and children keep through the page', () => {
  const answer = fc.record<{ [part in PersonPart]?: string }>(
    {
      title: fc.constantFrom('madam', 'sir'),
      given_names: name,
      family_name: name,
      birth_name: name,
      birth_date: isoDate,
      birth_place: name,
      email: fc.constant('jeanne@exemple.fr'),
      phone: fc.stringMatching(/^\+3361\d{7}$/),
    },
    { requiredKeys: ['given_names', 'family_name', 'birth_date', 'birth_place', 'email', 'phone'] },
  );
  fc.assert(
    fc.property(answer, fc.constantFrom('fr' as const, 'en' as const), (given, locale) => {
      expect(readField(whole, postedBack(whole, given, locale))).toEqual(given);
    }),
  );
  const settings = { type: 'child', ask: ['birth_date', 'sex', 'birth_place', 'school'] satisfies ChildPart[] };
  const aChild = fc.record({
    given_names: name,
    family_name: name,
    birth_date: isoDate,
    sex: fc.constantFrom('female', 'male'),
    birth_place: name,
    school: name,
  });
  fc.assert(
    fc.property(aChild, (given) => {
      expect(readField(settings, postedBack(settings, given))).toEqual(given);
    }),
  );
});

test('what is stored and has not the shape of a person is not one', () => {
  for (const value of [null, 'Jeanne', ['Jeanne'], { given_names: 3 }, { family_name: {} }]) {
    expect(fieldOf(whole).type.accepts(value)).toBe(false);
    expect(fieldOf(child).type.accepts(value)).toBe(false);
  }
});
