import { describe, expect, test } from 'vitest';
import {
  birthDateParts,
  fullIdentity,
  nameInUse,
  namesAgree,
  readHelper,
  readVerifiedIdentity,
} from './verified-identity.ts';

const claims = {
  sub: 'x',
  given_name: 'Angela Claire Louise',
  given_name_array: ['Angela', 'Claire', 'Louise'],
  family_name: 'DUBOIS',
  birthdate: '1962-08-24',
  gender: 'female',
  birthplace: '75107',
  birthcountry: '99100',
  email: 'angela@exemple.example',
};

test('keeps the pivot identity and nothing else', () => {
  expect(readVerifiedIdentity(claims)).toEqual({
    givenNames: ['Angela', 'Claire', 'Louise'],
    familyName: 'DUBOIS',
    birthDate: '1962-08-24',
    gender: 'female',
    birthPlace: '75107',
    birthCountry: '99100',
  });
});

test('the name in use comes first; one that is the name at birth says nothing', () => {
  const used = readVerifiedIdentity({ ...claims, preferred_username: 'MERCIER' });
  expect(used?.usedName).toBe('MERCIER');
  expect(used && nameInUse(used)).toBe('MERCIER');
  expect(readVerifiedIdentity({ ...claims, preferred_username: 'DUBOIS' })?.usedName).toBeUndefined();
});

test.each([
  ['1962-08-24', { year: 1962, month: 8, day: 24 }],
  ['1977-03-00', { year: 1977, month: 3 }],
  ['1957-00-00', { year: 1957 }],
  // Seen among the test identities of FranceConnect.
  ['1977-00-03', { year: 1977 }],
])('a birth date %s', (birthdate, parts) => {
  expect(birthDateParts(readVerifiedIdentity({ ...claims, birthdate })?.birthDate)).toEqual(parts);
});

test.each(['1962-13-01', '1962-02-30', '24/08/1962', '', 'hier'])('no birth date in %j', (birthdate) => {
  expect(readVerifiedIdentity({ ...claims, birthdate })?.birthDate).toBeUndefined();
});

test('somebody without a first name, or without a name at birth, is somebody', () => {
  expect(readVerifiedIdentity({ family_name: 'MARTIN' })).toEqual({ givenNames: [], familyName: 'MARTIN' });
  expect(readVerifiedIdentity({ given_name: 'Anne-Laure Angélique' })).toEqual({
    givenNames: ['Anne-Laure', 'Angélique'],
    familyName: '',
  });
  expect(readVerifiedIdentity({ sub: 'x', email: 'a@b.example' })).toBeUndefined();
});

test('born in Corsica, born abroad', () => {
  expect(readVerifiedIdentity({ ...claims, birthplace: '2B050' })?.birthPlace).toBe('2B050');
  const abroad = readVerifiedIdentity({ ...claims, birthplace: undefined, birthcountry: '99243' });
  expect(abroad?.birthPlace).toBeUndefined();
  expect(abroad?.birthCountry).toBe('99243');
});

test('claims that are no text name nobody', () => {
  expect(readVerifiedIdentity({ family_name: { x: 1 }, given_name_array: [1, null] })).toBeUndefined();
});

describe('names that agree', () => {
  const identity = { givenNames: ['Anne'], familyName: 'LE GOFF', usedName: 'D’ARTAGNAN' };
  test.each([
    ['Le Goff', true],
    ['le-goff', true],
    ['d’Artagnan', true],
    ['Durand', false],
    ['', true],
  ])('%j: %s', (familyName, agree) => expect(namesAgree(identity, { familyName })).toBe(agree));
});

test('a helper is known by the identity provider', () => {
  expect(readHelper({ idp_id: 'ac' }, 'other, ac')).toBe('ac');
  expect(readHelper({ idp_id: 'ac' }, '')).toBeUndefined();
  expect(readHelper({}, 'ac')).toBeUndefined();
});

test('an identity is full when it tells one person from every other', () => {
  const jeanne = {
    givenNames: ['Jeanne', 'Marie'],
    familyName: 'Martin',
    birthDate: '1984-03-12',
    gender: 'female',
    birthPlace: '27681',
    birthCountry: '99100',
  } as const;
  expect(fullIdentity({ ...jeanne, usedName: 'Durand' })).toEqual(jeanne);
  expect(fullIdentity({ ...jeanne, givenNames: [] })).toBeUndefined();
  expect(fullIdentity({ ...jeanne, familyName: '' })).toBeUndefined();
  for (const birthDate of ['1984-03-00', '1984-00-00', undefined]) {
    expect(fullIdentity({ ...jeanne, birthDate })).toBeUndefined();
  }
  for (const part of ['gender', 'birthPlace', 'birthCountry']) {
    expect(fullIdentity({ ...jeanne, [part]: undefined })).toBeUndefined();
  }
});
