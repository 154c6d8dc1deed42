import { expect, test } from 'vitest';
import { domainOf, readAgentClaims } from './agent-claims.ts';

const claims = {
  given_name: 'Camille',
  usual_name: 'Bertin',
  email: 'Secretariat@Vernon.example',
  siret: '21270681800019',
  idp_id: 'idp-mairie',
};

test('reads an agent', () => {
  expect(readAgentClaims('eidas1', claims)).toEqual({
    idpId: 'idp-mairie',
    email: 'secretariat@vernon.example',
    name: 'Camille Bertin',
    siret: '21270681800019',
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

test('the domain is what follows the last @', () => {
  expect(domainOf('"a@b"@Vernon.example')).toBe('vernon.example');
});
