import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';

/**
 * Every table that there is, read from the catalogue of the database and tried as the application's role. A new table
 * without row-level security fails until its reason stands here.
 */

/** Known before any authority is: keyed by the person, the body or the site, or to be asked for with a secret. */
const withoutScope: Readonly<Record<string, string>> = {
  account_dossiers: 'a person finds their own over all authorities; the rows name dossiers, and show none',
  account_drafts: 'likewise',
  account_mandates: 'likewise',
  body_dossiers: 'a body likewise',
  body_drafts: 'a body likewise',
  body_declarers: 'who declared which body, for their own page',
  exchange_uses: 'what was asked of other administrations about a person, for their own page',
  second_factor_releases: 'an agent at the door, before any authority is known',
  sessions: 'who asks is known before where',
  tracking_codes: 'closed to the application: one function answers, for a whole code',
  sso_sites: 'a site signs in before any authority is known',
  competence_holders: 'the public directory: who is in charge of what',
};

/** Of no authority: people, the public directory, the library, counters of attempts. */
const ofNoAuthority = new Set(
  `account_federations accounts acting_choices agent_federations agents attempts authorities backup_runs bodies body_acts
   body_invitations body_representatives child_collectors child_invitations child_parents code_apps communes demo_messages
   email_changes exchange_consents federated_arrivals federated_departures federated_sessions household_departures household_members
   key_marks known_browsers maintenance_periods one_time_tokens passkey_challenges passkeys pending_sign_ins procedure_versions procedure_withdrawals
   profile_choices profile_contacts profile_data rate_counts recovery_codes schema_migrations seal_certificates service_days service_minutes service_notices shared_children
   sign_in_interventions sso_consents sso_keys sso_records sso_session_bindings sso_site_acts territories`.split(/\s+/),
);

/** Two authorities of the demonstration, and one that is in neither's scope. */
const [own, foreign] = ['C27681', 'C27399'];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly generated: boolean;
}

let platform: TestPlatform;
let app: pg.Client;
let everything: pg.Client;
let secured: string[];

beforeAll(async () => {
  platform = await testPlatform({ territory: true });
  const url = new URL(process.env.TEST_DATABASE_SUPER_URL ?? '');
  url.pathname = new URL(platform.ownerUrl).pathname;
  everything = new pg.Client({ connectionString: url.href });
  app = new pg.Client({ connectionString: platform.config.databaseUrl });
  await Promise.all([everything.connect(), app.connect()]);
  secured = await names('relforcerowsecurity');
  await fillAll();
}, 180_000);
afterAll(async () => {
  await app?.end();
  await everything?.end();
  await platform?.close();
});

async function names(where: string): Promise<string[]> {
  const { rows } = await everything.query<{ relname: string }>(
    `SELECT relname FROM pg_class
     WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace AND ${where} ORDER BY 1`,
  );
  return rows.map((row) => row.relname);
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await everything.query<Column>(
    `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
       a.attnotnull AND NOT a.atthasdef AS required, a.attgenerated <> '' OR a.attidentity <> '' AS generated
     FROM pg_attribute a WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows;
}

let made = 0;
/** Any value of that type, another one each time. */
function anyValue(type: string): unknown {
  made += 1;
  if (type.endsWith('[]')) return '{}';
  if (type === 'uuid') return `0197f000-0000-7000-8000-${String(made).padStart(12, '0')}`;
  if (type === 'bytea') return Buffer.from(`row ${made}`);
  if (type.startsWith('timestamp')) return '2026-11-22T10:00:00Z';
  if (type === 'date') return '2026-11-22';
  if (type.startsWith('time')) return '10:00';
  if (type === 'boolean') return false;
  if (type.startsWith('json')) return '{}';
  if (/int|numeric|double|real/.test(type)) return made % 30_000;
  if (type === 'daterange' || type.endsWith('range')) return 'empty';
  if (type === 'tsvector') return '';
  if (type === 'inet') return '192.0.2.1';
  return `row ${made}`;
}

/** A row of each of the two authorities in every secured table: emptiness would prove nothing. */
async function fillAll(): Promise<void> {
  // What a row means does not matter here, only whose it is.
  await everything.query("SET session_replication_role = 'replica'");
  for (const table of secured) {
    const { rows } = await everything.query<{ conname: string }>(
      "SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'",
      [table],
    );
    for (const { conname } of rows) await everything.query(`ALTER TABLE ${table} DROP CONSTRAINT "${conname}"`);
    const columns = (await columnsOf(table)).filter((column) => column.required && !column.generated);
    for (const authority of [own, foreign]) {
      const values = columns.map(({ name, type }) => (name === 'authority_id' ? authority : anyValue(type)));
      await everything.query(
        `INSERT INTO ${table} (${columns.map((column) => `"${column.name}"`).join()})
         VALUES (${values.map((_, at) => `$${at + 1}`).join()})`,
        values,
      );
    }
  }
}

/** What the statement touched, or that it is not allowed at all; what it did is undone. */
async function tryOut(scope: readonly string[], statement: string, values: unknown[] = []): Promise<number | string> {
  await app.query('BEGIN');
  try {
    if (scope.length > 0) await app.query(`SET LOCAL app.authorities = '${scope.join(',')}'`);
    return (await app.query(statement, values)).rowCount ?? 0;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await app.query('ROLLBACK');
  }
}

const refused = /row-level security|permission denied/;

test('each table is scoped by authority, or stands here with its reason', async () => {
  const open = await names('NOT relforcerowsecurity');
  expect(open.filter((table) => withoutScope[table] === undefined && !ofNoAuthority.has(table))).toEqual([]);
  // And nothing stands here that has gone or has been secured since.
  expect([...Object.keys(withoutScope), ...ofNoAuthority].filter((table) => !open.includes(table))).toEqual([]);
  for (const table of ofNoAuthority)
    expect(
      (await columnsOf(table)).map((column) => column.name),
      table,
    ).not.toContain('authority_id');
  expect(secured.length).toBeGreaterThan(80);
});

test('as the application, without an authority or with another’s: nothing is read, changed, removed or added', async () => {
  for (const table of secured) {
    for (const scope of [[], [foreign ?? ''], ['C99999'], ['']]) {
      const where = `${table} as [${scope}]`;
      const mine = "authority_id = 'C27681'";
      expect(await tryOut(scope, `SELECT 1 FROM ${table} WHERE ${mine}`), where).toBe(0);
      // Locks are no way round either.
      for (const statement of [
        `UPDATE ${table} SET authority_id = authority_id WHERE ${mine}`,
        `DELETE FROM ${table} WHERE ${mine}`,
        `SELECT 1 FROM ${table} WHERE ${mine} FOR UPDATE`,
      ]) {
        const outcome = await tryOut(scope, statement);
        if (outcome !== 0) expect(outcome, `${where}: ${statement}`).toMatch(refused);
      }
      const columns = (await columnsOf(table)).filter((column) => column.required && !column.generated);
      const added = await tryOut(
        scope,
        `INSERT INTO ${table} (${columns.map((column) => `"${column.name}"`).join()})
         VALUES (${columns.map((_, at) => `$${at + 1}`).join()})`,
        columns.map(({ name, type }) => (name === 'authority_id' ? own : anyValue(type))),
      );
      expect(added, where).toMatch(refused);
    }
    // A row of one's own cannot be given to somebody else.
    const given = await tryOut([foreign ?? ''], `UPDATE ${table} SET authority_id = 'C27681'`);
    expect(String(given), table).toMatch(refused);
  }
});

test('the counterpart: with its authority a row is there, and that of the other is not', async () => {
  for (const table of secured) {
    expect(await tryOut([own ?? ''], `SELECT 1 FROM ${table} WHERE authority_id = 'C27681'`), table).not.toBe(0);
    expect(await tryOut([own ?? ''], `SELECT 1 FROM ${table} WHERE authority_id <> 'C27681'`), table).toBe(0);
    expect(await tryOut([own ?? '', foreign ?? ''], `SELECT 1 FROM ${table}`), table).toBeGreaterThan(1);
  }
});

test('what runs as the owner of the tables touches nothing of another authority', async () => {
  const stateOf = async () =>
    JSON.stringify(
      (await everything.query("SELECT d.*, xmin FROM dossiers d WHERE authority_id = 'C27681' ORDER BY id")).rows,
    );
  const before = await stateOf();
  const { rows } = await everything.query<{ id: string }>("SELECT id FROM dossiers WHERE authority_id = 'C27681'");
  expect(rows.length).toBeGreaterThan(0);
  for (const { id } of rows) {
    for (const statement of [
      "SELECT * FROM anonymise_dossier('C27681', $1::uuid, '{}', now())",
      "SELECT forget_dossier_traces('C27681', $1::uuid)",
    ]) {
      const outcome = await tryOut([foreign ?? ''], statement, [id]);
      if (outcome !== 0) expect(outcome, statement).toMatch(/not an authority of this transaction/);
    }
    const found = await tryOut(
      [foreign ?? ''],
      `SELECT 1 FROM find_dossiers_by_words('row'::tsquery, 'row:*'::tsquery, '{}', '{C27681}', '{}', NULL, true, 10, 10) f
       WHERE cardinality(f.ids) > 0`,
    );
    expect(found).toBe(0);
  }
  expect(await stateOf()).toBe(before);
});

test('no view, function or role lets the application round the policies', async () => {
  const { rows: roles } = await everything.query(
    "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS strong FROM pg_roles WHERE rolname = 'parvis_app'",
  );
  expect(roles).toEqual([{ strong: false }]);
  const { rows: member } = await everything.query("SELECT 1 FROM pg_auth_members WHERE member = 'parvis_app'::regrole");
  expect(member).toEqual([]);
  // A view runs as who made it, unless it says otherwise.
  const { rows: views } = await everything.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
     AND has_table_privilege('parvis_app', oid, 'SELECT') AND NOT coalesce(reloptions::text LIKE '%security_invoker=true%', false)`,
  );
  expect(views.map((row) => row.relname)).toEqual([]);
  // Those that run as the owner fix their search path and are listed: each answers for a secret or an id, never a list.
  const { rows: functions } = await everything.query<{ proname: string; fixed: boolean }>(
    `SELECT proname, coalesce(proconfig::text LIKE '%search_path%', false) AS fixed FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1`,
  );
  expect(functions.filter((row) => !row.fixed)).toEqual([]);
  expect(functions.map((row) => row.proname)).toMatchInlineSnapshot(`
    [
      "agent_authorities",
      "agent_processing_rights",
      "agent_rights_until",
      "anonymise_dossier",
      "authorities_served_by",
      "authorities_with_clock_work",
      "authorities_with_due_timers",
      "authorities_with_morning_mails",
      "delegations_to_take_back",
      "find_calendar_feed",
      "find_dossier_by_code",
      "find_dossiers_by_words",
      "forget_dossier_traces",
      "mailboxes_to_fetch",
      "proconnect_authorities",
      "purge_dossier",
      "purge_due_dossier",
      "sms_threads",
      "team_absences",
      "team_roster",
    ]
  `);
});
