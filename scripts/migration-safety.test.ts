import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '#platform/database/migrate.ts';
import { splitStatements } from '#platform/database/sql-statements.ts';
import { testPlatform } from '#tests/support/test-platform.ts';
import { problemsOfMigration, problemsOfMigrations } from './migration-safety.ts';

const rulesOf = (source: string): string[] => problemsOfMigration('0099_planted.sql', source).map(({ rule }) => rule);

test('the migrations of the house survive a rolling update', () => {
  expect(problemsOfMigrations()).toEqual([]);
});

test.each([
  ['ALTER TABLE dossiers ADD COLUMN x text NOT NULL', 'not-null-column'],
  ['ALTER TABLE dossiers ADD y int DEFAULT 1, ADD COLUMN x text NOT NULL', 'not-null-column'],
  ['ALTER TABLE dossiers ADD COLUMN x uuid NOT NULL DEFAULT gen_random_uuid()', 'rewriting-column'],
  ['ALTER TABLE dossiers ADD COLUMN x bigserial', 'rewriting-column'],
  [
    "ALTER TABLE dossiers ADD COLUMN x tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED",
    'rewriting-column',
  ],
  ['ALTER TABLE dossiers DROP COLUMN words', 'drop-column'],
  ['ALTER TABLE dossiers DROP words', 'drop-column'],
  ['alter table dossiers rename column words to terms', 'rename'],
  ['ALTER TABLE dossiers RENAME TO files', 'rename'],
  ['DROP TABLE drafts', 'drop-object'],
  ['DROP FUNCTION dossier_by_code(text)', 'drop-object'],
  ['ALTER TABLE dossiers ALTER COLUMN title TYPE varchar(200)', 'column-type'],
  ['ALTER TABLE dossiers ALTER title SET DATA TYPE varchar(200)', 'column-type'],
  ['ALTER TABLE dossiers ALTER COLUMN team_id SET NOT NULL', 'set-not-null'],
  ["ALTER TABLE dossiers ADD CONSTRAINT c CHECK (title <> '')", 'constraint-validated-at-once'],
  ['ALTER TABLE dossiers ADD FOREIGN KEY (a) REFERENCES b (a)', 'constraint-validated-at-once'],
  ["ALTER TABLE dossiers ADD COLUMN x text CHECK (x <> '')", 'constraint-validated-at-once'],
  [
    "ALTER TABLE dossiers ADD CONSTRAINT c CHECK (title <> '') NOT VALID; ALTER TABLE dossiers VALIDATE CONSTRAINT c",
    'validated-in-the-transaction',
  ],
  ['ALTER TABLE dossiers ADD UNIQUE (title)', 'unique-constraint'],
  ['CREATE INDEX dossiers_title ON dossiers (title)', 'index-in-the-way'],
  ['CREATE UNIQUE INDEX dossiers_title ON dossiers (title)', 'index-in-the-way'],
  ['UPDATE dossiers SET revision = 1', 'whole-table'],
  ['DELETE FROM dossiers', 'whole-table'],
  ['LOCK TABLE dossiers', 'exclusive-lock'],
  ["DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD COLUMN x int', 'dossiers'); END $$", 'dynamic-alteration'],
  [
    'DROP INDEX CONCURRENTLY IF EXISTS i; CREATE INDEX CONCURRENTLY i ON dossiers (title)',
    'concurrently-in-a-transaction',
  ],
  ['-- outside a transaction\nCREATE INDEX CONCURRENTLY i ON dossiers (title)', 'not-repeatable'],
])('planted: %s', (source, rule) => {
  expect(rulesOf(source)).toContain(rule);
  // The same, in a comment or in a text, is nothing.
  expect(rulesOf(`-- ${source.replaceAll('\n', ' ')}`)).toEqual([]);
  expect(rulesOf(`SELECT $x$${source}$x$`)).toEqual([]);
  // Written permission: of this rule, with a reason.
  if (source.includes(';') || source.startsWith('--')) return;
  expect(rulesOf(`-- exempt ${rule}: the table has one row an authority\n${source}`)).toEqual([]);
  expect(rulesOf(`-- exempt ${rule}: short\n${source}`)).toContain(rule);
  expect(rulesOf(`-- exempt other-rule: the table has one row an authority\n${source}`)).toContain(rule);
});

test('what an old version survives is let through', () => {
  expect(
    rulesOf(`
      CREATE TABLE notes (id uuid PRIMARY KEY, text text NOT NULL CHECK (text <> ''));
      CREATE INDEX notes_text ON notes (text);
      ALTER TABLE notes ADD COLUMN at timestamptz NOT NULL;
      ALTER TABLE dossiers ADD COLUMN x text, ADD COLUMN y jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE dossiers ALTER COLUMN x DROP NOT NULL, ALTER COLUMN y DROP DEFAULT;
      ALTER TABLE dossiers DROP CONSTRAINT c;
      ALTER TABLE dossiers ADD CONSTRAINT c CHECK (x <> 'a, b') NOT VALID;
      UPDATE dossiers SET x = '' WHERE id = '0';
      DO $$ BEGIN EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', 'notes'); END $$;`),
  ).toEqual([]);
  expect(
    rulesOf(`-- outside a transaction
      ALTER TABLE dossiers VALIDATE CONSTRAINT c;
      DROP INDEX CONCURRENTLY IF EXISTS i;
      CREATE INDEX CONCURRENTLY i ON dossiers (x);`),
  ).toEqual([]);
});

test('statements are parted where PostgreSQL parts them', () => {
  const source = `-- of the file

-- why
SELECT ';' AS ";", $$ ; $$, $b$ $$;$$ $b$ -- ; still
  , 1; /* ; */ SELECT E'\\';'`;
  const statements = splitStatements(source);
  expect(statements.map(({ line }) => line)).toEqual([4, 5]);
  expect(statements[0]?.comment).toContain('-- why');
  expect(statements[0]?.comment).not.toContain('of the file');
  expect(statements[1]?.text).toBe("SELECT E'\\';'");
});

test('an index is built while others write, wait for the lock of the migrations, and hold the table', async () => {
  const platform = await testPlatform();
  const folder = mkdtempSync(join(tmpdir(), 'parvis-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '0001_a.sql'), 'CREATE TABLE busy (n int)');
  writeFileSync(
    join(folder, '0002_b.sql'),
    '-- outside a transaction\nDROP INDEX CONCURRENTLY IF EXISTS busy_n;\nCREATE INDEX CONCURRENTLY busy_n ON busy (n);',
  );
  writeFileSync(join(folder, '0003_c.sql'), 'ALTER TABLE busy ADD COLUMN m int');
  const holder = new pg.Client({ connectionString: platform.ownerUrl });
  await holder.connect();
  try {
    await holder.query("CREATE TABLE busy (n int); INSERT INTO schema_migrations (name) VALUES ('0001_a.sql')");
    await holder.query('BEGIN; INSERT INTO busy VALUES (1)');
    const both = Promise.all([migrate(platform.ownerUrl, folder), migrate(platform.ownerUrl, folder)]);
    const other = new pg.Client({ connectionString: platform.ownerUrl });
    await other.connect();
    // The building waits for the transaction under way, and nobody waits for the building.
    await other.query('INSERT INTO busy VALUES (2)');
    await other.end();
    await holder.query('COMMIT');
    const applied = await both;
    expect(applied.flat().sort()).toEqual(['0002_b.sql', '0003_c.sql']);
    const { rows } = await holder.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'busy_n'::regclass");
    expect(rows).toEqual([{ indisvalid: true }]);
  } finally {
    await holder.end();
  }
});
