import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import { scopeCommand } from '#platform/database/database.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';

let platform: TestPlatform;
let app: pg.Client;

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  app = new pg.Client({ connectionString: platform.config.databaseUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await platform.close();
});

/** Every table whose key begins with authority_id and that is not part of the public directory. */
const directoryTables = new Set(['competence_holders']);

async function tenantTables(): Promise<string[]> {
  const { rows } = await app.query<{ table_name: string }>(`
    SELECT DISTINCT c.table_name FROM information_schema.columns c
    JOIN pg_class k ON k.relname = c.table_name AND k.relkind = 'r' AND k.relnamespace = 'public'::regnamespace
    WHERE c.table_schema = 'public' AND c.column_name = 'authority_id'`);
  return rows.map((row) => row.table_name).filter((name) => !directoryTables.has(name));
}

test('row-level security is forced on every tenant table', async () => {
  // Keyed by the person or the body that they act for, unreadable but through a function, or asked for before any authority
  // is known: a site that signs in.
  const own = new Set([
    'sessions',
    'account_dossiers',
    'account_drafts',
    'account_mandates',
    'body_dossiers',
    'body_drafts',
    'body_declarers',
    'exchange_uses',
    'second_factor_releases',
    'tracking_codes',
    'sso_sites',
  ]);
  const { rows } = await app.query<{ relname: string }>(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relforcerowsecurity",
  );
  const secured = new Set(rows.map((row) => row.relname));
  const open = (await tenantTables()).filter((name) => !secured.has(name) && !own.has(name));
  expect(open).toEqual([]);
});

test('without a scope every tenant table looks empty, and nothing can be written', async () => {
  const { rows } = await app.query('SELECT count(*)::int AS n FROM teams');
  expect(rows[0].n).toBe(0);
  await expect(
    app.query("INSERT INTO teams (authority_id, id, name) VALUES ('C27681', $1, 'x')", [newId()]),
  ).rejects.toThrow(/row-level security/);
});

test('a scope shows its authorities and no other', async () => {
  await platform.database
    .transaction(['C27681'], async (tx) => {
      const teams = await tx.selectFrom('teams').select('authority_id').execute();
      expect(teams.length).toBeGreaterThan(0);
      expect(new Set(teams.map((team) => team.authority_id))).toEqual(new Set(['C27681']));
      await expect(
        tx.insertInto('teams').values({ authority_id: 'C27399', id: newId(), name: 'Intruder' }).execute(),
      ).rejects.toThrow(/row-level security/);
    })
    .catch((error: Error) => {
      // The refused insertion has aborted the transaction, as it must.
      expect(error.message).toMatch(/aborted/);
    });
});

test('the scope ends with its transaction', async () => {
  await platform.database.transaction(['C27681'], async (tx) => {
    await tx.selectFrom('teams').select('id').execute();
  });
  const rows = await platform.database.open.selectFrom('teams').select('id').execute();
  expect(rows).toEqual([]);
});

test('a scope is made of authority ids and of nothing else', () => {
  expect(scopeCommand(['C27681', 'E200072312'])).toBe("SET LOCAL app.authorities = 'C27681,E200072312'");
  for (const hostile of ["C27681'; DROP TABLE dossiers; --", 'c27681', 'C27681,E2', '', '*', 'C 1']) {
    expect(() => scopeCommand([hostile])).toThrow();
  }
});

test('the application role owns nothing, cannot rewrite history, and cannot list tracking codes', async () => {
  const { rows } = await app.query("SELECT count(*)::int AS n FROM pg_class WHERE relowner = 'parvis_app'::regrole");
  expect(rows[0].n).toBe(0);
  for (const statement of [
    'UPDATE dossier_events SET seq = 1',
    'DELETE FROM dossier_events',
    'SELECT * FROM tracking_codes',
    'UPDATE procedure_versions SET version = 2',
    'DELETE FROM purges',
    'CREATE TABLE intruder (id int)',
    'ALTER TABLE dossiers DISABLE ROW LEVEL SECURITY',
  ]) {
    await expect(app.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
  }
});

test('a single read sees its authorities and no other, and leaves no transaction behind', async () => {
  const read = () =>
    platform.database.readOnce(['C27399'], (tx) => tx.selectFrom('teams').select('authority_id').execute());
  const rows = (await Promise.all(Array.from({ length: 30 }, read))).flat();
  expect(new Set(rows.map((row) => row.authority_id))).toEqual(new Set(['C27399']));
  expect(await platform.database.open.selectFrom('teams').select('id').execute()).toEqual([]);
});

test('a single read refuses a second statement, and survives a failing one', async () => {
  await expect(
    platform.database.readOnce(['C27399'], async (tx) => {
      await tx.selectFrom('teams').select('id').execute();
      return tx.selectFrom('teams').select('id').execute();
    }),
  ).rejects.toThrow(/one statement/);
  await expect(
    platform.database.readOnce(['C27399'], (tx) =>
      tx.selectFrom('teams').select('id').where('id', '=', 'no uuid').execute(),
    ),
  ).rejects.toThrow(/uuid/);
  await expect(
    platform.database.readOnce(['C27399'], async () => Promise.reject(new Error('nothing read'))),
  ).rejects.toThrow(/nothing read/);
  const rows = await platform.database.readOnce(['C27399'], (tx) => tx.selectFrom('teams').select('id').execute());
  expect(rows.length).toBeGreaterThan(0);
});
