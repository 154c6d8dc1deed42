import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/**
 * Applies the numbered SQL files that the database has not had yet, in order, each in a transaction, as the owner of
 * the tables. Two processes that start together wait for each other.
 * @returns the names of the files applied
 */
export async function migrate(ownerUrl: string, folder = 'migrations'): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(720275)');
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const done = new Set(
      (await client.query('SELECT name FROM schema_migrations')).rows.map((row) => row.name as string),
    );
    const files = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
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

async function apply(client: pg.Client, name: string, statements: string): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(statements);
    await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
