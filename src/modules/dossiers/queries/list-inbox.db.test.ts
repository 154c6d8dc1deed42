import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { type AgentBench, agentBench } from '../web/agent/testing/agent-bench.ts';
import { countInbox } from './count-inbox.ts';
import { findNeighbours } from './find-neighbours.ts';
import { countedViews, type InboxOrder, inboxOrders, inboxViews } from './inbox-views.ts';
import { cursorOf, type InboxCursor, type InboxFilter, type InboxRow, listInbox } from './list-inbox.ts';

let bench: AgentBench;
let agent: AgentPrincipal;
const today = '2026-11-22';
const total = 120;

beforeAll(async () => {
  bench = await agentBench(await testPlatform({ territory: true }));
  const adopted = await bench.procedure('question');
  const elsewhere = await bench.procedure('question', 'E200072312');
  agent = await bench.makeAgent('Aline Roux', [
    { authorityId: adopted.teamAuthorityId, teamId: adopted.teamId },
    { authorityId: elsewhere.teamAuthorityId, teamId: elsewhere.teamId },
  ]);
  for (let index = 0; index < total; index += 1) await bench.file(index % 3 === 0 ? elsewhere : adopted);
  // Spread over phases, dates with microseconds, due dates with ties and without any, assignees.
  await bench.platform.database.transaction(agent.scope, (tx) =>
    sql`
      UPDATE dossiers d SET
        phase = (ARRAY['received', 'in-progress', 'waiting-applicant', 'closed'])[1 + n % 4],
        submitted_at = timestamptz '2026-11-01' + make_interval(secs => (n * 7919 % 50) * 3600 + n * 0.000001),
        due_on = CASE WHEN n % 5 = 0 THEN NULL ELSE date '2026-11-10' + (n * 31 % 20) END,
        assignee_id = CASE WHEN n % 7 = 0 THEN ${agent.agentId}::uuid END,
        updated_at = timestamptz '2026-11-21' - make_interval(hours => CASE WHEN n % 6 = 0 THEN 0 ELSE n % 9 END),
        applicant_name = (ARRAY['ANNE', 'ZOE', 'JEAN'])[1 + n % 3],
        last_applicant_act_at = CASE WHEN n % 6 = 0 THEN timestamptz '2026-11-21' ELSE timestamptz '2026-11-01' END
      FROM (SELECT id, (row_number() OVER (ORDER BY id))::integer AS n FROM dossiers WHERE team_id IN (${sql.join(agent.rights.map((right) => right.teamId))})) numbered
      WHERE d.id = numbered.id AND d.authority_id IN (${sql.join(agent.scope)})`.execute(tx),
  );
});
afterAll(() => bench.close());

const list = (filter: InboxFilter, options: { after?: InboxCursor; before?: InboxCursor; limit?: number } = {}) =>
  bench.platform.database.transaction(agent.scope, (tx) => listInbox(tx, agent, filter, { today, ...options }));

async function listAll(filter: InboxFilter): Promise<InboxRow[]> {
  const rows: InboxRow[] = [];
  let after: InboxCursor | undefined;
  do {
    const page = await list(filter, { limit: 7, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

const keys: Record<InboxOrder, (row: InboxRow) => string> = {
  due: (row) => `${row.due_on ?? '9999'} ${row.id}`,
  oldest: (row) => `${row.submitted_at.toISOString()} ${row.submitted_key} ${row.id}`,
  newest: (row) => `${row.submitted_at.toISOString()} ${row.submitted_key} ${row.id}`,
  touched: (row) => `${row.updated_at.toISOString()} ${row.updated_key} ${row.id}`,
  untouched: (row) => `${row.updated_at.toISOString()} ${row.updated_key} ${row.id}`,
  name: (row) => `${row.applicant_name} ${row.id}`,
  'name-back': (row) => `${row.applicant_name} ${row.id}`,
};
const descending: readonly InboxOrder[] = ['newest', 'touched', 'name-back'];

describe.each(inboxOrders)('by %s', (order) => {
  test.each(['all', 'todo'] as const)(
    'the pages of %s, one after the other, hold each dossier once and in order',
    async (view) => {
      const rows = await listAll({ view, order });
      const whole = await list({ view, order }, { limit: 1000 });
      expect(rows.map(({ id }) => id)).toEqual(whole.rows.map(({ id }) => id));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      if (view === 'all') expect(rows.length).toBe(total);
      const sorted = rows.map(keys[order]);
      expect(sorted).toEqual([...sorted].sort((a, b) => (a < b === !descending.includes(order) ? -1 : 1)));
    },
  );

  test('the neighbours of a dossier are the ones beside it in the list', async () => {
    const { rows } = await list({ view: 'todo', order }, { limit: 1000 });
    for (const index of [0, 1, 17, rows.length - 1]) {
      const row = rows[index] as InboxRow;
      const beside = await bench.platform.database.transaction(agent.scope, (tx) =>
        findNeighbours(tx, agent, { view: 'todo', order }, row, today),
      );
      expect(beside.previous?.id).toBe(rows[index - 1]?.id);
      expect(beside.next?.id).toBe(rows[index + 1]?.id);
    }
  });
});

test('each figure is the length of its view', async () => {
  const counts = await bench.platform.database.transaction(agent.scope, (tx) => countInbox(tx, agent, today));
  for (const view of countedViews) {
    const { rows } = await list({ view }, { limit: 1000 });
    expect([view, rows.length]).toEqual([view, counts[view]]);
    expect(rows.length).toBeGreaterThan(0);
  }
});

test('a right on one procedure shows no other, and without rights every view is empty', async () => {
  const narrowed = { ...agent, rights: agent.rights.map((right) => ({ ...right, procedureId: 'birth-certificate' })) };
  const nobody = { ...agent, rights: [] };
  await bench.platform.database.transaction(agent.scope, async (tx) => {
    for (const view of inboxViews) {
      expect((await listInbox(tx, narrowed, { view }, { today })).rows).toEqual([]);
      expect((await listInbox(tx, nobody, { view }, { today })).rows).toEqual([]);
    }
    expect(await countInbox(tx, nobody, today)).toMatchObject({ todo: 0, mine: 0 });
  });
});

test('filters narrow, together', async () => {
  const byAuthority = await list({ view: 'all', authorityId: 'E200072312' }, { limit: 1000 });
  expect(byAuthority.rows.length).toBe(total / 3);
  const byPhase = await list({ view: 'all', phase: 'closed', authorityId: 'E200072312' }, { limit: 1000 });
  expect(byPhase.rows.every((row) => row.phase === 'closed')).toBe(true);
  expect(byPhase.rows.length).toBeGreaterThan(0);
  expect((await list({ view: 'todo', phase: 'closed' })).rows).toEqual([]);
  const day = await list({ view: 'all', from: '2026-11-01', to: '2026-11-01' }, { limit: 1000 });
  expect(day.rows.length).toBeGreaterThan(0);
  expect(day.rows.every((row) => row.submitted_at < new Date('2026-11-01T23:00:00Z'))).toBe(true);
});

test('those due within some days are found in any order', async () => {
  const { rows } = await list(
    { view: 'all', order: 'newest', dueFrom: '2026-11-12', dueTo: '2026-11-14' },
    { limit: 1000 },
  );
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.every(({ due_on: due }) => due !== null && due >= '2026-11-12' && due <= '2026-11-14')).toBe(true);
  const sorted = rows.map(({ submitted_key: key }) => key);
  expect(sorted).toEqual([...sorted].sort().reverse());
});

test('a cursor leads to the row that it names', async () => {
  const { rows } = await list({ view: 'all', order: 'newest' }, { limit: 10 });
  const third = rows[2] as InboxRow;
  const { rows: following } = await list({ view: 'all', order: 'newest' }, { after: cursorOf(third), limit: 1 });
  expect(following[0]?.id).toBe(rows[3]?.id);
});
