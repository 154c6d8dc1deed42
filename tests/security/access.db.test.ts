import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '#platform/http/route.ts';
import { ask, askedBy, nowhere, outcomeOf, withoutChance } from './ask.ts';
import { routeCases } from './route-cases.ts';
import { makeWorld, personNames, vernon, type World } from './world.ts';

let world: World;
/** Sees every row, whatever the policies. */
let everything: pg.Client;
/** The last change that has been looked at. */
let seen = '0';
beforeAll(async () => {
  world = await makeWorld();
  const url = new URL(process.env.TEST_DATABASE_SUPER_URL ?? '');
  url.pathname = new URL(world.counter.platform.ownerUrl).pathname;
  everything = new pg.Client({ connectionString: url.href });
  await everything.connect();
  await countChanges();
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
  'profile_contacts',
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
  'maintenance_periods',
  'service_notices',
];

/** From here on, each row of these tables that is written, changed or removed (and committed so) counts. */
async function countChanges(): Promise<void> {
  await everything.query(`
    CREATE SCHEMA witness;
    CREATE TABLE witness.changes (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text NOT NULL);
    CREATE FUNCTION witness.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        IF TG_OP <> 'UPDATE' OR OLD IS DISTINCT FROM NEW THEN
          INSERT INTO witness.changes (source) VALUES (TG_TABLE_NAME);
        END IF;
        RETURN NULL;
      END $$`);
  for (const table of tables)
    await everything.query(
      `CREATE TRIGGER witness AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION witness.note()`,
    );
}

/** What has changed since that number, and the number to ask with next. */
async function changesSince(last: string): Promise<{ last: string; tables: string[] }> {
  const { rows } = await everything.query<{ n: string; source: string }>(
    'SELECT n, source FROM witness.changes WHERE n > $1 ORDER BY n',
    [last],
  );
  return { last: rows.at(-1)?.n ?? last, tables: [...new Set(rows.map((row) => row.source))] };
}

test('what is written is noticed', async () => {
  const before = await changesSince('0');
  await world.dossier('visitor');
  expect((await changesSince(before.last)).tables).toEqual(expect.arrayContaining(['dossiers', 'dossier_events']));
});

async function tryRoute(route: Route): Promise<void> {
  const found = routeCases[route.id];
  if (found === undefined) throw new Error(`No case for ${route.id}`);
  const gives = found.gives ?? (route.method === 'GET' ? 200 : 303);
  const outcomes: Record<string, string> = {};
  for (const name of personNames) {
    const who = world.people[name];
    const asked = await askedBy(world, found, who);
    const refused = route.method === 'POST' && found.audience[name] !== 'allowed';
    const before = refused ? (await changesSince(seen)).last : seen;
    const answer = await ask(await world.browser(who), route, asked);
    outcomes[name] = outcomeOf(answer, found.leadsOn?.includes(name) === true ? 303 : gives);
    if (refused) {
      const { last, tables: changed } = await changesSince(before);
      expect(changed, `${route.id} must change nothing for ${name}`).toEqual([]);
      seen = last;
    }
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
