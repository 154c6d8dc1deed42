import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeCounter } from '#app/composition.ts';
import { buildPlatform } from '#app/platform-parts.ts';
import { agentCookieName, residentCookieName } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { agent, anotherBrowser, resident } from '#tests/support/signed-in.ts';
import { type TestCounter, testCounter, Visitor } from '#tests/support/test-counter.ts';
import { endDelegation, giveDelegation } from '../../src/modules/identity/usecases/delegations.ts';

const agglomeration = 'E200072312';

let here: TestCounter;
/** Another process on the same database. The clock stands still in both: nothing that is believed goes out of date. */
let there: Pick<TestCounter, 'identity'> & { visitor(): Visitor; close(): Promise<void> };
beforeAll(async () => {
  here = await testCounter();
  const { config, clock, log, mail } = here.platform;
  const platform = await buildPlatform(config, { clock, log, mail });
  const counter = await composeCounter(platform);
  const server = await counter.createServer();
  await server.ready();
  there = {
    identity: counter.identity,
    visitor: () => new Visitor(server),
    close: async () => {
      await server.close();
      await platform.jobs.stop();
      await platform.database.close();
    },
  };
}, 120_000);
afterAll(async () => {
  await there?.close();
  await here?.close();
});

/** The same browser, before the other process. */
function alsoThere(browser: Visitor, cookie: string): Visitor {
  const visitor = there.visitor();
  visitor.setCookie(cookie, browser.cookie(cookie) ?? '');
  return visitor;
}

const statusOf = async (visitor: Visitor, path: string) => (await visitor.get(path)).status;

/** Waits for a notice to travel: the clock of both processes stands still, so that nothing else can change the answer. */
const soon = (work: () => Promise<number>) => expect.poll(work, { timeout: 10_000, interval: 20 });

test('a sign-out in one process ends the session in every other one, at once', async () => {
  const { visitor } = await resident(here, 'Odette');
  const elsewhere = alsoThere(visitor, residentCookieName);
  expect(await statusOf(elsewhere, '/mon-espace')).toBe(200);
  await visitor.get('/mon-espace');
  expect((await visitor.post('/deconnexion')).status).toBe(303);
  await soon(() => statusOf(elsewhere, '/mon-espace')).toBe(303);
});

test('devices that are signed out from another one, and an account that closes, are known of at once', async () => {
  const { id, visitor } = await resident(here, 'Gaston');
  const phone = await anotherBrowser(here, id);
  const elsewhere = alsoThere(phone, residentCookieName);
  expect(await statusOf(elsewhere, '/mon-espace')).toBe(200);
  await visitor.get('/mon-espace/profil/appareils');
  expect((await visitor.post('/mon-espace/profil/appareils', { session: 'others' })).status).toBe(303);
  await soon(() => statusOf(elsewhere, '/mon-espace')).toBe(303);

  const own = alsoThere(visitor, residentCookieName);
  expect(await statusOf(own, '/mon-espace')).toBe(200);
  await here.platform.database.open
    .updateTable('accounts')
    .set({ closed_at: new Date() })
    .where('id', '=', id)
    .execute();
  await soon(() => statusOf(own, '/mon-espace')).toBe(303);
});

test('an agent who has left opens nothing more, whichever process answers', async () => {
  const boss = await agent(here, 'administrator');
  const leaving = await agent(here, 'agent');
  const elsewhere = alsoThere(leaving, agentCookieName);
  expect(await statusOf(elsewhere, '/agents')).toBe(200);
  const { agent: who } = await here.identity.resolve(undefined, leaving.cookie(agentCookieName));
  const path = `/agents/equipe/agents/${who?.agentId}/retirer`;
  await boss.get(path);
  expect((await boss.post(path, { heir: 'team' })).status).toBe(303);
  await soon(() => statusOf(elsewhere, '/agents')).toBe(303);
});

/** An agent of the agglomération in a team that may be delegated to, and what the other process lets them see. */
async function makeDelegate() {
  const delegate = await agent(here, 'agent', agglomeration);
  const cookie = delegate.cookie(agentCookieName);
  const { agent: who } = await here.identity.resolve(undefined, cookie);
  const teamId = newId();
  await here.platform.database.transaction([agglomeration], async (tx) => {
    await tx.insertInto('teams').values({ authority_id: agglomeration, id: teamId, name: teamId }).execute();
    await tx
      .insertInto('team_members')
      .values({ authority_id: agglomeration, team_id: teamId, agent_id: who?.agentId ?? '', leader: false })
      .execute();
  });
  const boss = await agent(here, 'administrator');
  const { agent: by } = await here.identity.resolve(undefined, boss.cookie(agentCookieName));
  if (by === undefined) throw new Error('No administrator');
  const scopeThere = async () => (await there.identity.resolve(undefined, cookie)).agent?.scope.length ?? 0;
  expect(await scopeThere()).toBe(1);
  return { by, key: { procedureId: 'question', teamAuthorityId: agglomeration, teamId }, scopeThere };
}

const yesterday = () => new Date(Date.now() - 24 * 3600_000);

test('a delegation that is ended in one process is ended in all: the right is gone from the next request', async () => {
  const { by, key, scopeThere } = await makeDelegate();
  await giveDelegation(here.identity.parts, by, {
    ...key,
    procedureIds: ['question'],
    from: yesterday(),
    until: undefined,
  });
  await soon(scopeThere).toBe(2);
  await endDelegation(here.identity.parts, by, key);
  await soon(scopeThere).toBe(1);
});

test('a delegation that ends by its date opens nothing a second later, without anybody saying so', async () => {
  const { by, key, scopeThere } = await makeDelegate();
  const until = new Date(Date.now() + 3000);
  await giveDelegation(here.identity.parts, by, { ...key, procedureIds: ['question'], from: yesterday(), until });
  await soon(scopeThere).toBe(2);
  // Rights end by the database's clock: it says when the end has come.
  await sql`SELECT pg_sleep_until(${until})`.execute(here.platform.database.open);
  here.platform.clock.advance({ seconds: 1 });
  expect(await scopeThere()).toBe(1);
});

test('what was said while the connection was lost is made good for when it is there again', async () => {
  const { id, visitor } = await resident(here, 'Lucie');
  const elsewhere = alsoThere(visitor, residentCookieName);
  expect(await statusOf(elsewhere, '/mon-espace')).toBe(200);
  const owner = new pg.Client({ connectionString: process.env.TEST_DATABASE_SUPER_URL });
  await owner.connect();
  const database = new URL(here.platform.config.databaseUrl).pathname.slice(1);
  // All in one go: the notice leaves while nobody listens.
  const { rowCount } = await owner.query(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1 AND query LIKE 'LISTEN%'",
    [database],
  );
  await owner.end();
  expect(rowCount).toBeGreaterThan(0);
  await here.platform.database.open.deleteFrom('sessions').where('account_id', '=', id).execute();
  await soon(() => statusOf(elsewhere, '/mon-espace')).toBe(303);
});
