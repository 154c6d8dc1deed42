import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '#platform/http/route.ts';
import { ask, askedBy, nowhere, outcomeOf, withoutChance } from './ask.ts';
import { routeCases } from './route-cases.ts';
import { makeWorld, personNames, vernon, type World } from './world.ts';

let world: World;
/** Sees every row, whatever the policies. */
let everything: pg.Client;
beforeAll(async () => {
  world = await makeWorld();
  const url = new URL(process.env.TEST_DATABASE_SUPER_URL ?? '');
  url.pathname = new URL(world.counter.platform.ownerUrl).pathname;
  everything = new pg.Client({ connectionString: url.href });
  await everything.connect();
}, 180_000);
afterAll(async () => {
  await everything?.end();
  await world?.close();
});

test('every route has a case, and every case a route', () => {
  expect(Object.keys(routeCases).toSorted()).toEqual(world.counter.routes.map((route) => route.id).toSorted());
});

test('a case of a closed route closes it to strangers', () => {
  for (const route of world.counter.routes) {
    const stranger = routeCases[route.id]?.audience.stranger;
    if (['resident', 'agent', 'administrator'].includes(route.access)) expect(stranger, route.id).toBe('sign-in');
  }
});

const tables = [
  'accounts',
  'agents',
  'agent_roles',
  'teams',
  'team_members',
  'processing_rights',
  'one_time_tokens',
  'drafts',
  'dossiers',
  'dossier_events',
  'documents',
  'outgoing_messages',
  'account_dossiers',
  'account_drafts',
  'household_members',
  'registers',
  'procedure_drafts',
  'procedure_draft_revisions',
  'editor_acts',
  'helpers',
  'mandates',
  'mandate_acts',
  'mandate_dossiers',
  'seals',
  'seal_choices',
];

/** Changes when a row does. */
async function fingerprint(): Promise<string> {
  const sums = tables.map(
    (table) => `(SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM ${table} t)`,
  );
  const { rows } = await everything.query<{ all: string }>(`SELECT concat_ws(',', ${sums.join(', ')}) AS all`);
  return rows[0]?.all ?? '';
}

async function tryRoute(route: Route): Promise<void> {
  const found = routeCases[route.id];
  if (found === undefined) throw new Error(`No case for ${route.id}`);
  const gives = found.gives ?? (route.method === 'GET' ? 200 : 303);
  const outcomes: Record<string, string> = {};
  for (const name of personNames) {
    const who = world.people[name];
    const asked = await askedBy(world, found, who);
    const refused = route.method === 'POST' && found.audience[name] !== 'allowed';
    const before = refused ? await fingerprint() : '';
    const answer = await ask(await world.browser(who), route, asked);
    outcomes[name] = outcomeOf(answer, found.leadsOn?.includes(name) === true ? 303 : gives);
    if (refused) expect(await fingerprint(), `${route.id} must change nothing for ${name}`).toBe(before);
    if (found.audience[name] === 'hidden') {
      const missing = await ask(await world.browser(who), route, { ...asked, path: nowhere(asked.path) });
      expect(missing.status, `${route.id} of nothing, for ${name}`).toBe(answer.status);
      expect(withoutChance(missing.body), `${route.id} of nothing, for ${name}`).toBe(withoutChance(answer.body));
    }
  }
  expect(outcomes, route.id).toEqual(found.audience);
}

// The routes are known once the counter is composed: each module's are tried in a test of their own, by the names of the
// cases, of which there is one for each route.
describe.each([...new Set(Object.keys(routeCases).map((id) => id.split('.')[0]))])('%s', (module) => {
  test('lets in whom it must, and nobody else', async () => {
    const routes = world.counter.routes.filter((route) => route.id.split('.')[0] === module);
    expect(routes.length).toBeGreaterThan(0);
    for (const route of routes) await tryRoute(route);
  }, 300_000);
});

test('a delegation that ends while the agent is signed in closes the dossier within seconds', async () => {
  const who = world.people['agent by delegation'];
  const { agentPath } = await world.dossier('delegate');
  const browser = await world.browser(who);
  expect((await browser.get(agentPath)).status).toBe(200);
  await everything.query(
    "UPDATE processing_rights SET valid_until = '2026-11-02' WHERE authority_id = $1 AND valid_until IS NULL AND procedure_id = 'question'",
    [vernon],
  );
  world.counter.platform.clock.advance({ seconds: 6 });
  expect((await browser.get(agentPath)).status).toBe(404);
  expect((await browser.get('/agents')).body).not.toContain(agentPath);
});

test('dossiers of others that are ticked among one’s own are left as they are', async () => {
  const own = await world.dossier('visitor');
  const foreign = await world.dossier('former-delegate');
  const browser = await world.browser(world.people.agent);
  await browser.get('/suivi');
  const answer = await browser.post('/agents/attribuer', {
    dossier: [own, foreign].map(({ id }) => `C27681/${id}`),
    agent: world.people.agent.agent?.id ?? '',
  });
  expect(answer.status).toBe(303);
  const { rows } = await everything.query('SELECT id, assignee_id FROM dossiers WHERE id = ANY ($1)', [
    [own.id, foreign.id],
  ]);
  expect(Object.fromEntries(rows.map((row) => [row.id, row.assignee_id]))).toEqual({
    [own.id]: world.people.agent.agent?.id,
    [foreign.id]: null,
  });
});
