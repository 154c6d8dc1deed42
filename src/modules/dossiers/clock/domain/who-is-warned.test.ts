import { expect, test } from 'vitest';
import { type Member, whoIsWarned } from './who-is-warned.ts';

const member = (id: string, leader = false): Member => ({ id, name: id, email: `${id}@example.fr`, leader });
const [anne, bob, chef] = [member('anne'), member('bob'), member('chef', true)];
const team = [anne, bob, chef];
const ids = (members: readonly Member[]) => members.map(({ id }) => id);

test.each([
  ['whoever is in charge, and the leader', 'anne', {}, ['anne', 'chef']],
  ['a leader in charge is told once', 'chef', {}, ['chef']],
  ['nobody in charge: the leader', null, {}, ['chef']],
  ['the substitute of whoever is away', 'anne', { anne: 'bob' }, ['bob', 'chef']],
  ['away without a substitute: the leader', 'anne', { anne: undefined }, ['chef']],
  ['the substitute is away too', 'anne', { anne: 'bob', bob: undefined }, ['chef']],
  ['the leader is away: the others', null, { chef: undefined }, ['anne', 'bob']],
  ['somebody who has left the team', 'gone', {}, ['chef']],
  [
    'everybody is away: all of them',
    null,
    { anne: undefined, bob: undefined, chef: undefined },
    ['anne', 'bob', 'chef'],
  ],
] as const)('%s', (_case, assignee, away, expected) => {
  expect(ids(whoIsWarned(assignee, team, new Map(Object.entries(away))))).toEqual(expected);
});

test('a village with one agent and no leader', () => {
  expect(ids(whoIsWarned(null, [anne], new Map()))).toEqual(['anne']);
});
