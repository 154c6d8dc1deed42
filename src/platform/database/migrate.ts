import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { splitStatements } from './sql-statements.ts';

/** The first line of a file whose statements go one by one, each by itself: `CREATE INDEX CONCURRENTLY`, great fillings. */
export const outsideTransaction = '-- outside a transaction';

/**
 * How long a statement waits for a lock, and how often a migration that waited in vain is tried again: whoever waits for a
 * table makes all who come after wait too, and the version that is running goes on meanwhile.
 */
const patience = { lockTimeout: '2s', tries: 60, pause: 1000 } as const;

/**
 * Applies the numbered SQL files that the database has not had yet, in order, as the owner of the tables: each in a
 * transaction, but those that say otherwise in their first line. Two processes that start together wait for each other.
 * @param options `only`: no other file, for a database that is to be as it was with an older version
 * @returns the names of the files applied
 */
export async function migrate(
  ownerUrl: string,
  folder = 'migrations',
  options: { readonly only?: readonly string[] } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await lock(client);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const done = new Set(
      (await client.query('SELECT name FROM schema_migrations')).rows.map((row) => row.name as string),
    );
    const files = (await listMigrationFiles(folder)).filter((name) => options.only?.includes(name) ?? true);
    const applied: string[] = [];
    for (const name of files) {
      if (done.has(name)) continue;
      await apply(client, name, await readFile(join(folder, name), 'utf8'));
      applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** The files of this version, in their order. */
export async function listMigrationFiles(folder = 'migrations'): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
}

/** Asked again and again: a statement that waits would be one that `CREATE INDEX CONCURRENTLY` waits for. */
async function lock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock(720275) AS ours');
    if (rows[0]?.ours === true) return;
    await setTimeout(100);
  }
}

async function apply(client: pg.Client, name: string, source: string): Promise<void> {
  const work = source.startsWith(outsideTransaction) ? oneByOne : atOnce;
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query(`SET lock_timeout = '${patience.lockTimeout}'`);
      await work(client, name, source);
      return;
    } catch (error) {
      const waitedInVain = (error as { code?: string }).code === '55P03';
      if (!waitedInVain || tries === patience.tries) {
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
      }
      await setTimeout(patience.pause);
    }
  }
}

async function atOnce(client: pg.Client, name: string, source: string): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(source);
    await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** What was done before a failure is done: each statement can be run again. */
async function oneByOne(client: pg.Client, name: string, source: string): Promise<void> {
  // Concurrent building waits for transactions under way, and makes nobody wait.
  await client.query('SET lock_timeout = 0');
  for (const { text } of splitStatements(source)) await client.query(text);
  await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);
}
