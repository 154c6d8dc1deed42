import type pg from 'pg';
import type { Manifest } from './manifest.ts';

/** The schemas that hold what is ours: the application's, and that of the jobs. */
const schemas = ['public', 'pgboss'];

/** Made by the migrations, each of which writes its own row. */
const migrationsTable = 'public.schema_migrations';

export interface FoundTable {
  readonly schema: string;
  readonly name: string;
  /** Those that are written; what PostgreSQL computes is computed again. */
  readonly columns: readonly string[];
  readonly secured: boolean;
}

/**
 * The tables that hold rows worth keeping, in the order of their names: partitions rather than what they are parts of, and
 * nothing that a crash of the server would have emptied as well (`UNLOGGED`).
 */
export async function listTables(client: pg.Client): Promise<FoundTable[]> {
  const { rows } = await client.query<FoundTable>(
    `SELECT n.nspname AS schema, c.relname AS name, c.relforcerowsecurity AS secured,
       array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE n.nspname = ANY ($1) AND c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname || '.' || c.relname <> $2
     GROUP BY 1, 2, 3 ORDER BY 1, 2`,
    [schemas, migrationsTable],
  );
  return rows;
}

/** Where the sequences stand. They go on meanwhile: never behind what the tables hold. */
export async function listSequences(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY ($1) AND c.relkind = 'S' ORDER BY 1, 2`,
    [schemas],
  );
  const sequences: Manifest['sequences'] = [];
  for (const { schema, name } of rows) {
    const found = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${quoted(schema)}.${quoted(name)}`,
    );
    const [row] = found.rows;
    if (row !== undefined) sequences.push({ schema, name, ...row });
  }
  return sequences;
}

export async function listMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
  return rows.map(({ name }) => name);
}

export async function jobsVersionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>('SELECT version FROM pgboss.version');
  return Number(rows[0]?.version ?? 0);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"schema"."table" ("column", …)` */
export function copyTarget({ schema, name, columns }: Pick<FoundTable, 'schema' | 'name' | 'columns'>): string {
  return `${quoted(schema)}.${quoted(name)} (${columns.map(quoted).join(', ')})`;
}

/** How values are written as text, whatever the server's settings: the same when they are read. No time limit holds. */
const settings: readonly (readonly [string, string])[] = [
  ['DateStyle', 'ISO, MDY'],
  ['IntervalStyle', 'postgres'],
  ['extra_float_digits', '3'],
  ['bytea_output', 'hex'],
  ['TimeZone', 'UTC'],
  ['client_encoding', 'UTF8'],
  ['statement_timeout', '0'],
  ['idle_in_transaction_session_timeout', '0'],
  // Since PostgreSQL 17.
  ['transaction_timeout', '0'],
];

/** Until the end of the transaction. */
export async function setPlainValues(client: pg.Client): Promise<void> {
  const known = 'SELECT name FROM pg_settings WHERE name = ANY ($1)';
  const { rows } = await client.query<{ name: string }>(known, [settings.map(([name]) => name)]);
  const there = new Set(rows.map(({ name }) => name));
  for (const [name, value] of settings)
    if (there.has(name)) await client.query('SELECT set_config($1, $2, true)', [name, value]);
}
