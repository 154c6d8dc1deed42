import { expect, test } from 'vitest';
import { mayFileFor, mayFileProcedure } from './counter-policy.ts';

const right = (authorityId: string, procedureId: string) => ({
  authorityId,
  procedureId,
  teamAuthorityId: authorityId,
  teamId: 'team',
  leader: false,
});

test('an agent files what a team of theirs may process, in that authority only', () => {
  const agent = { rights: [right('A', 'street-light')] };
  expect(mayFileProcedure(agent, 'A', 'street-light')).toBe(true);
  expect(mayFileProcedure(agent, 'A', 'question')).toBe(false);
  expect(mayFileProcedure(agent, 'B', 'street-light')).toBe(false);
});

test('a reception files everything of its authority but what agents ask for themselves', () => {
  const agent = { rights: [right('A', '*')] };
  const adopted = (agentsOnly: boolean) => ({
    authority: { id: 'A' },
    procedure: { procedure: 'leave', agentsOnly },
  });
  expect(mayFileFor(agent, adopted(false))).toBe(true);
  expect(mayFileFor(agent, adopted(true))).toBe(false);
  expect(mayFileFor({ rights: [] }, adopted(false))).toBe(false);
});
