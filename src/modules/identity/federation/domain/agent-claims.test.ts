import { expect, test } from 'vitest';
import { domainOf, isSiret, readAgentClaims } from './agent-claims.ts';

const claims = {
  given_name: 'Camille',
  usual_name: 'Bertin',
  email: 'Secretariat@Vernon.example',
  siret: '21270681600015',
  idp_id: 'idp-mairie',
};

test('reads an agent', () => {
  expect(readAgentClaims('eidas1', claims)).toEqual({
    idpId: 'idp-mairie',
    email: 'secretariat@vernon.example',
    name: 'Camille Bertin',
    siret: '21270681600015',
    secondFactor: false,
  });
});

test.each(['eidas1-mfa', 'eidas2', 'eidas3'])('%s proves two factors', (acr) => {
  expect(readAgentClaims(acr, claims).secondFactor).toBe(true);
});

test('an address that was not checked is none, and a wrong siret neither', () => {
  const read = readAgentClaims('eidas1', { ...claims, email_verified: false, siret: '212706818' });
  expect(read.email).toBeUndefined();
  expect(read.siret).toBeUndefined();
});

test.each([
  ['21270681600015', true],
  ['21270681600016', false],
  // Establishments of La Poste have a sum of their own.
  ['35600000000048', true],
  ['35600000059840', true],
  ['35600000059842', false],
  ['2127068160001', false],
  ['2127068160001x', false],
])('%s can be a SIRET: %s', (digits, can) => expect(isSiret(digits)).toBe(can));

test('the domain is what follows the last @', () => {
  expect(domainOf('"a@b"@Vernon.example')).toBe('vernon.example');
});
