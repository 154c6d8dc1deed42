import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';

type Kind = 'distributed' | 'reference' | 'local';

let platform: TestPlatform;
let client: pg.Client;

beforeAll(async () => {
  platform = await testPlatform();
  client = new pg.Client({ connectionString: platform.ownerUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await platform.close();
});

const calls: Readonly<Record<string, Kind>> = {
  create_distributed_table: 'distributed',
  create_reference_table: 'reference',
  citus_add_local_table_to_metadata: 'local',
};

/** What the script makes of each table. */
function declared(): Map<string, Kind> {
  const script = readFileSync('ops/citus/distribute.sql', 'utf8');
  const found = [...script.matchAll(/^SELECT (\w+)\('(\w+)'(.*)\);$/gm)].filter(([, call]) => (call ?? '') in calls);
  const kinds = new Map<string, Kind>();
  for (const [, call = '', table = '', rest = ''] of found) {
    expect(kinds.has(table), `${table} is named twice`).toBe(false);
    if (calls[call] === 'distributed') expect(rest, table).toMatch(/^, 'authority_id'/);
    kinds.set(table, calls[call] as Kind);
  }
  return kinds;
}

interface Key {
  table: string;
  name: string;
  columns: string[];
}

interface ForeignKey extends Key {
  target: string;
  target_columns: string[];
  /** What a removed target does to these columns; `a`: nothing is allowed, `n`: set to null. */
  on_delete: string;
  /** Of them only, else all. */
  cleared: string[];
}

/** Primary keys, unique indexes, and constraints of exclusion, whose columns are compared for equality. */
const uniqueSql = `
  SELECT c.relname AS "table", i.relname AS name,
    ARRAY(SELECT a.attname::text FROM unnest(x.indkey::int2[]) WITH ORDINALITY k(n, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.n
      WHERE NOT x.indisexclusion OR (SELECT o.oprname FROM pg_operator o WHERE o.oid = e.conexclop[k.place]) = '=') AS columns
  FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
  LEFT JOIN pg_constraint e ON e.conindid = x.indexrelid AND e.contype = 'x'
  WHERE c.relnamespace = 'public'::regnamespace AND (x.indisunique OR x.indisexclusion) ORDER BY 1, 2`;

const foreignSql = `
  SELECT c.relname AS "table", k.conname AS name, t.relname AS target, k.confdeltype AS on_delete,
    ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY n(n, o) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.n ORDER BY o) AS columns,
    ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY n(n, o) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = n.n ORDER BY o) AS target_columns,
    ARRAY(SELECT a.attname::text FROM unnest(k.confdelsetcols) n(n) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.n) AS cleared
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
  WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace ORDER BY k.oid`;

/** What Citus would refuse, in words. */
async function refusals(kinds: ReadonlyMap<string, Kind>): Promise<string[]> {
  const tables = await client.query<{ name: string; tells: boolean; distributable: boolean }>(
    `SELECT c.relname AS name, EXISTS (SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
         WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND f.prosrc ~ 'pg_notify') AS tells,
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'authority_id' AND a.attnotnull) AS distributable
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
  );
  const unique = (await client.query<Key>(uniqueSql)).rows;
  const foreign = (await client.query<ForeignKey>(foreignSql)).rows;
  const distributed = (table: string) => kinds.get(table) === 'distributed';
  const known = new Set(tables.rows.map(({ name }) => name));
  return [
    ...tables.rows.filter(({ name }) => !kinds.has(name)).map(({ name }) => `${name}: not named in the script`),
    ...[...kinds.keys()].filter((name) => !known.has(name)).map((name) => `${name}: named in the script, not there`),
    ...tables.rows
      .filter((t) => distributed(t.name) && !t.distributable)
      .map((t) => `${t.name}: authority_id may be null`),
    ...tables.rows
      .filter((t) => distributed(t.name) && t.tells)
      .map((t) => `${t.name}: tells listeners, who are at the coordinator`),
    ...unique
      .filter((key) => distributed(key.table) && !key.columns.includes('authority_id'))
      .map((key) => `${key.table}: ${key.name} is unique beyond an authority`),
    ...foreign.flatMap((key) => foreignRefusal(key, kinds)),
  ];
}

function foreignRefusal(key: ForeignKey, kinds: ReadonlyMap<string, Kind>): string[] {
  const [from, to] = [kinds.get(key.table), kinds.get(key.target)];
  const said = (why: string) => [`${key.table}: ${key.name} ${why}`];
  if (from === 'distributed' && to === 'distributed') {
    const at = key.columns.indexOf('authority_id');
    if (at < 0 || key.target_columns[at] !== 'authority_id') return said('leads to another authority');
    const cleared = key.cleared.length > 0 ? key.cleared : key.columns;
    if ('nd'.includes(key.on_delete) && cleared.includes('authority_id')) return said('would clear authority_id');
    return [];
  }
  if (from === 'distributed' && to === 'local') return said('leads to the coordinator alone');
  if (from !== 'distributed' && to === 'distributed') return said('leads from all machines to one of them');
  return [];
}

test('the schema can be spread by authority: every key, unique index and foreign key allows it', async () => {
  const kinds = declared();
  expect(await refusals(kinds)).toEqual([]);
  // What weighs is what is spread.
  for (const table of ['dossiers', 'dossier_events', 'documents', 'outgoing_messages', 'drafts'])
    expect(kinds.get(table), table).toBe('distributed');
});

test('what Citus would refuse is found', async () => {
  await client.query('BEGIN');
  try {
    await client.query('CREATE TABLE planted_alone (id text PRIMARY KEY)');
    await client.query(
      'CREATE TABLE planted (authority_id text NOT NULL, id text UNIQUE, code text, other text, PRIMARY KEY (authority_id, id))',
    );
    await client.query('ALTER TABLE planted ADD CONSTRAINT planted_apart EXCLUDE USING gist (code WITH =)');
    await client.query('ALTER TABLE planted ADD CONSTRAINT planted_far FOREIGN KEY (other) REFERENCES planted (id)');
    await client.query(
      'ALTER TABLE planted ADD CONSTRAINT planted_local FOREIGN KEY (other) REFERENCES planted_alone (id)',
    );
    await client.query(
      'ALTER TABLE planted ADD CONSTRAINT planted_clears FOREIGN KEY (authority_id, other) REFERENCES planted (authority_id, id) ON DELETE SET NULL',
    );
    const without = await refusals(declared());
    expect(without).toEqual(expect.arrayContaining(['planted: not named in the script']));
    const kinds = new Map<string, Kind>([...declared(), ['planted', 'distributed'], ['planted_alone', 'local']]);
    expect(await refusals(kinds)).toEqual([
      'planted: planted_apart is unique beyond an authority',
      'planted: planted_id_key is unique beyond an authority',
      'planted: planted_far leads to another authority',
      'planted: planted_local leads to the coordinator alone',
      'planted: planted_clears would clear authority_id',
    ]);
  } finally {
    await client.query('ROLLBACK');
  }
});
