import { expect, test } from 'vitest';
import { isSamePerson, likenessOf, metresBetween } from './resemblance.ts';

const base = {
  procedure_id: 'signaler',
  account_pseudonym: null,
  applicant_email: null,
  applicant_phone: null,
  applicant_name: '',
  lat: null,
  lon: null,
  answers: {},
};

test('an address and a phone are the same person; a name needs a date of birth', () => {
  const a = { ...base, applicant_email: 'Zoe@example.fr', applicant_phone: '+33612345678' };
  const both = likenessOf(a, { ...base, applicant_email: 'zoe@example.fr', applicant_phone: '+33612345678' });
  expect(both.map(({ kind }) => kind)).toEqual(['email', 'phone']);
  expect(isSamePerson(both)).toBe(true);
  const named = { ...base, applicant_name: 'Zoé Martin', answers: { birth_date: '1990-05-04' } };
  expect(likenessOf(named, { ...named, answers: {} })).toEqual([]);
  const person = likenessOf(named, { ...named });
  expect(person).toEqual([{ kind: 'person' }]);
  expect(isSamePerson(person)).toBe(false);
});

test('two people without any contact have nothing in common', () => {
  expect(likenessOf(base, base)).toEqual([]);
});

test('two reports of the same kind within sixty metres', () => {
  const here = { ...base, lat: 49.0925, lon: 1.4859 };
  const near = { ...base, lat: 49.0928, lon: 1.4862 };
  expect(likenessOf(here, near)).toEqual([{ kind: 'place', metres: 40 }]);
  expect(likenessOf(here, { ...near, procedure_id: 'autre' })).toEqual([]);
  expect(likenessOf(here, { ...near, lat: 49.1 })).toEqual([]);
  expect(metresBetween(49, 1, 50, 1)).toBeCloseTo(111_195, -2);
});
