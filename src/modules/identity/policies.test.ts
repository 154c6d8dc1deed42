import { expect, test } from 'vitest';
import type { AgentPrincipal, ProcessingRight } from '#platform/http/principals.ts';
import { canProcess, isAdministrator, isLeaderOf } from './policies.ts';

const right: ProcessingRight = {
  authorityId: 'C27681',
  procedureId: 'etat-civil',
  teamAuthorityId: 'E200072312',
  teamId: 't1',
  leader: false,
};
const dossier = { authorityId: 'C27681', procedureId: 'etat-civil', teamAuthorityId: 'E200072312', teamId: 't1' };

function agent(rights: readonly ProcessingRight[], role: AgentPrincipal['role'] = 'agent'): AgentPrincipal {
  return {
    agentId: 'a1',
    name: 'Anne Weber',
    email: 'anne@exemple.fr',
    authorityId: 'E200072312',
    authorityName: 'Agglomération',
    role,
    rights,
    scope: ['E200072312', 'C27681'],
    sessionHash: Buffer.alloc(32),
  };
}

test('an agent processes what their team may, for the authority that delegated it', () => {
  expect(canProcess(agent([right]), dossier)).toBe(true);
  expect(canProcess(agent([{ ...right, procedureId: '*' }]), dossier)).toBe(true);
});

test.each([
  ['another procedure', { procedureId: 'voirie' }],
  ['another authority', { authorityId: 'C27000' }],
  ['another team', { teamId: 't2' }],
  ['a team of the same id elsewhere', { teamAuthorityId: 'C27681' }],
])('not %s', (_what, change) => {
  expect(canProcess(agent([right]), { ...dossier, ...change })).toBe(false);
});

test('an administrator without a right over a dossier does not open it', () => {
  expect(canProcess(agent([], 'administrator'), dossier)).toBe(false);
  expect(isAdministrator(agent([], 'administrator'))).toBe(true);
  expect(isAdministrator(agent([right], 'team-leader'))).toBe(false);
});

test('one leads the team that one leads, not each team that one is in', () => {
  expect(isLeaderOf(agent([right], 'team-leader'), dossier)).toBe(false);
  expect(isLeaderOf(agent([{ ...right, leader: true }]), dossier)).toBe(true);
  expect(isLeaderOf(agent([{ ...right, leader: true }]), { ...dossier, procedureId: 'voirie' })).toBe(false);
});
