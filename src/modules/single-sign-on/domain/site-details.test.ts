import { expect, test } from 'vitest';
import { acrOf, amrOf } from './assurance.ts';
import { subjectOf } from './pseudonym.ts';
import { readSite, type TypedSite } from './site-details.ts';

const typed: TypedSite = {
  name: ' Médiathèque ',
  purpose: 'Emprunter des livres.',
  privacyUrl: 'https://mediatheque.example/donnees',
  redirectUris: 'https://mediatheque.example/retour\nhttps://mediatheque.example/app',
  postLogoutRedirectUris: '',
  backchannelLogoutUri: '',
  scopes: ['email'],
  reasons: { email: 'Pour vous écrire' },
  purposeEn: '',
  reasonsEn: {},
  authMethod: 'client_secret_post',
  publicKeys: '',
};
const production = { demonstration: false };
const problemsOf = (more: Partial<TypedSite>, rules = production) => {
  const read = readSite({ ...typed, ...more }, rules);
  return 'problems' in read ? read.problems.map(({ field, problem }) => `${field} ${problem}`) : [];
};

test('a site with a key of its own gives its public keys', () => {
  expect(problemsOf({ authMethod: 'private_key_jwt' })).toEqual(['public-keys keys']);
  expect(problemsOf({ authMethod: 'private_key_jwt', publicKeys: '{"kty":"oct","k":"AA"}' })).toEqual([
    'public-keys secret-key',
  ]);
  // Keys left from before are passed over by a site that has a secret.
  expect(problemsOf({ publicKeys: 'x' })).toEqual([]);
});

test('a site is read as it was typed, without what surrounds it', () => {
  expect(readSite(typed, production)).toEqual({
    site: {
      name: 'Médiathèque',
      purpose: 'Emprunter des livres.',
      privacyUrl: 'https://mediatheque.example/donnees',
      redirectUris: ['https://mediatheque.example/retour', 'https://mediatheque.example/app'],
      postLogoutRedirectUris: [],
      backchannelLogoutUri: undefined,
      scopes: { email: 'Pour vous écrire' },
      english: { purpose: '', reasons: {} },
      authMethod: 'client_secret_post',
    },
  });
});

test.each([
  ['http://mediatheque.example/retour', 'address-https'],
  ['http://127.0.0.1:4510/retour', 'address-https'],
  ['javascript:alert(1)', 'address'],
  ['data:text/html,x', 'address'],
  ['https://*.example/retour', 'address'],
  ['https://mediatheque.example/retour#ici', 'address'],
  ['https://moi:secret@mediatheque.example/retour', 'address'],
  ['mediatheque.example', 'address'],
  ['https://', 'address'],
])('%s is no address to come back to', (address, problem) => {
  expect(problemsOf({ redirectUris: address })).toEqual([`redirect-uris ${problem}`]);
});

test('plain HTTP serves on this machine, in a demonstration, and nowhere else', () => {
  const demonstration = { demonstration: true };
  expect(problemsOf({ redirectUris: 'http://127.0.0.1:4510/retour' }, demonstration)).toEqual([]);
  expect(problemsOf({ redirectUris: 'http://127.0.0.1.voleur.example/' }, demonstration)).toEqual([
    'redirect-uris address-https',
  ]);
});

test('one site is of one host, and says why it needs what it asks for', () => {
  expect(problemsOf({ redirectUris: 'https://un.example/a https://deux.example/a' })).toEqual(['redirect-uris hosts']);
  expect(problemsOf({ scopes: ['email', 'family'] })).toEqual(['reason-family missing']);
  expect(problemsOf({ name: ' ', purpose: '', privacyUrl: '', redirectUris: '' })).toEqual([
    'name missing',
    'purpose missing',
    'privacy-url missing',
    'redirect-uris missing',
  ]);
});

test('an identifier depends on the key, the sector and the person, and on nothing else', () => {
  const one = subjectOf('k', 's', 'a');
  expect(subjectOf('k', 's', 'a')).toBe(one);
  expect(new Set([one, subjectOf('k', 's', 'b'), subjectOf('k', 't', 'a'), subjectOf('l', 's', 'a')]).size).toBe(4);
  // The parts are told apart.
  expect(subjectOf('k', 'ab', 'c')).not.toBe(subjectOf('k', 'a', 'bc'));
});

test('how sure a sign-in was follows from what was proved', () => {
  expect(acrOf({ assurance: 'password', factors: ['password'] })).toBe('urn:parvis:acr:1');
  expect(acrOf({ assurance: 'link', factors: ['link'] })).toBe('urn:parvis:acr:1');
  expect(acrOf({ assurance: 'password', factors: ['password', 'totp'] })).toBe('urn:parvis:acr:2');
  expect(acrOf({ assurance: 'passkey', factors: ['passkey'] })).toBe('urn:parvis:acr:2');
  expect(acrOf({ assurance: 'franceconnect', factors: ['franceconnect'] })).toBe('eidas1');
  expect(amrOf(['password', 'totp'])).toEqual(['pwd', 'otp', 'mfa']);
});

test('English is taken along where it is given, of the scopes that are asked for alone', () => {
  const english = { purposeEn: ' Borrow books. ', reasonsEn: { email: ' To write to you ', profile: 'Your name' } };
  const read = readSite({ ...typed, ...english }, production);
  expect('site' in read && read.site.english).toEqual({
    purpose: 'Borrow books.',
    reasons: { email: 'To write to you' },
  });
});
