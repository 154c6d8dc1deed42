import type pg from 'pg';

/**
 * Drops the indexes of these tables and writes down in `bench.indexes` how they are made again, in one transaction: ten
 * million rows are sorted once and not inserted one by one. What a foreign key leans on stays. Does nothing the second time.
 */
export async function recordIndexes(client: pg.Client, tables: readonly string[]): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM bench.steps WHERE name = 'indexes dropped'");
  if (rowCount !== 0) return;
  await client.query('BEGIN');
  const { rows } = await client.query<{ drop: string; make: string }>(
    `SELECT 'ALTER TABLE ' || t.oid::regclass || ' DROP CONSTRAINT ' || quote_ident(c.conname) AS drop,
       'ALTER TABLE ' || t.oid::regclass || ' ADD CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid) AS make
     FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
     WHERE t.oid = ANY ($1::regclass[]) AND c.contype IN ('p', 'u')
       AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid)
     UNION ALL
     SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
     FROM pg_index i WHERE i.indrelid = ANY ($1::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [[...tables]],
  );
  for (const { drop, make } of rows) {
    await client.query(drop);
    await client.query('INSERT INTO bench.indexes (make) VALUES ($1)', [make]);
  }
  await client.query("INSERT INTO bench.steps (name) VALUES ('indexes dropped')");
  await client.query('COMMIT');
}

/** Makes the next one that nobody else is making. @returns what was made; undefined when none is left */
export async function makeNextIndex(client: pg.Client): Promise<string | undefined> {
  await client.query('BEGIN');
  try {
    // The longest first. Those that lock their table alone come last, the one of its table at the very end.
    const { rows } = await client.query<{ make: string }>(
      `DELETE FROM bench.indexes WHERE make = (
         SELECT make FROM bench.indexes ORDER BY make NOT LIKE '%USING gin%', make LIKE 'ALTER TABLE dossier_words%', make LIKE 'ALTER%', make
         LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING make`,
    );
    const make = rows[0]?.make;
    if (make !== undefined) await client.query(make);
    await client.query('COMMIT');
    return make;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
