import type pg from 'pg';
import { copyIn } from '#platform/database/copy-rows.ts';
import type { BackupFolder } from './backup-folder.ts';
import { BackupProblemError } from './backup-problem.ts';
import { copyTarget, type FoundTable, listTables, quoted, setPlainValues } from './describe-tables.ts';
import { type Manifest, tableNameOf } from './manifest.ts';
import { decompressed } from './streams.ts';
import { tablePlace } from './verify-backup.ts';

/**
 * Fills the tables of a migrated database with a backup, in one transaction: interrupted, it has done nothing. As owner of
 * the tables and nothing more: foreign keys and indexes are taken away and made again at the end, when every row is there
 * (which checks them all), triggers sleep, policies do not hold for the owner meanwhile.
 * @param last what is done in the same transaction, once the rows are there
 */
export async function restoreTables(
  client: pg.Client,
  folder: BackupFolder,
  manifest: Manifest,
  last: (client: pg.Client) => Promise<void>,
): Promise<void> {
  await client.query('BEGIN');
  try {
    await setPlainValues(client);
    await client.query("SET LOCAL lock_timeout = '10s'; SET LOCAL maintenance_work_mem = '256MB'");
    const tables = await listTables(client);
    checkTables(manifest, tables);
    const aside = await putAside(client, tables);
    await emptyTables(client);
    for (const [index, table] of manifest.tables.entries()) {
      const rows = decompressed(folder.readPiece(tablePlace(manifest, index)));
      const written = await copyIn(client, `COPY ${copyTarget(table)} FROM STDIN`, rows);
      if (written !== table.rows)
        throw new BackupProblemError(`the table ${tableNameOf(table)}: ${written} rows came of ${table.rows}.`);
    }
    for (const { schema, name, value, called } of manifest.sequences)
      await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
        `${quoted(schema)}.${quoted(name)}`,
        value,
        called,
      ]);
    for (const statement of aside.again) await client.query(statement);
    await last(client);
    for (const statement of aside.atLast) await client.query(statement);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

const nameOf = ({ schema, name }: Pick<FoundTable, 'schema' | 'name'>): string => `${quoted(schema)}.${quoted(name)}`;

/** Each table and column of the backup is there: the migrations of then made them. */
function checkTables(manifest: Manifest, tables: readonly FoundTable[]): void {
  const columns = new Map(tables.map((table) => [tableNameOf(table), new Set(table.columns)]));
  for (const table of manifest.tables) {
    const there = columns.get(tableNameOf(table));
    const lacking = there === undefined ? '' : table.columns.find((column) => !there.has(column));
    if (lacking === undefined) continue;
    throw new BackupProblemError(
      `The backup holds ${tableNameOf(table)}${lacking === '' ? '' : `.${lacking}`}, which this version of Parvis does not make: restore with Parvis ${manifest.software}.`,
    );
  }
}

/** All of them but that of the migrations; those that are not backed up as well. */
async function emptyTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('public', 'pgboss') AND c.relkind = 'r' AND c.relname <> 'schema_migrations'`,
  );
  await client.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
}

interface Aside {
  /** Statements that make again what was taken away, once the rows are there. */
  readonly again: readonly string[];
  /** Statements that end the restoration. */
  readonly atLast: readonly string[];
}

async function putAside(client: pg.Client, tables: readonly FoundTable[]): Promise<Aside> {
  const oids = `SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p')`;
  const read = async (query: string) => (await client.query<{ away: string; again: string }>(query)).rows;
  const keys = await read(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS again
     FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid IN (${oids}) ORDER BY conrelid, conname`,
  );
  const indexes = await read(
    `SELECT format('DROP INDEX %s', indexrelid::regclass) AS away, pg_get_indexdef(indexrelid) AS again
     FROM pg_index i WHERE i.indrelid IN (${oids}) AND NOT i.indisreplident
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
       AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid OR h.inhparent = i.indexrelid)
     ORDER BY i.indexrelid`,
  );
  const triggers = await read(
    `SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS away,
       format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, tgname) AS again
     FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid IN (${oids}) ORDER BY tgrelid, tgname`,
  );
  const policies = tables
    .filter(({ secured }) => secured)
    .map((table) => ({
      away: `ALTER TABLE ${nameOf(table)} NO FORCE ROW LEVEL SECURITY`,
      again: `ALTER TABLE ${nameOf(table)} FORCE ROW LEVEL SECURITY`,
    }));
  for (const { away } of [...keys, ...indexes, ...triggers, ...policies]) await client.query(away);
  return {
    again: [...indexes, ...keys].map(({ again }) => again),
    atLast: [...triggers, ...policies].map(({ again }) => again),
  };
}
