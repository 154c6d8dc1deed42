import type pg from 'pg';

/**
 * The schema `public` as text, in a fixed order: what the migrations add up to, to be read in a review. Not meant to be
 * executed.
 */
export async function describeSchema(client: pg.Client): Promise<string> {
  const parts = [
    '-- What the migrations add up to; written by `npm run cli -- schema`, checked by a test. Not to be executed.',
    ...(await describeTables(client)),
    ...(await rowsOf(client, functionsQuery)),
  ];
  return `${parts.join('\n\n')}\n`;
}

async function rowsOf(client: pg.Client, query: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(query, values);
  return rows.map((row) => row.text);
}

async function describeTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ oid: string; name: string; secured: string }>(`
    SELECT oid::text, relname AS name,
      CASE WHEN relforcerowsecurity THEN ' -- row-level security forced' ELSE '' END AS secured
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`);
  const described: string[] = [];
  for (const { oid, name, secured } of rows) {
    const lines = [...(await rowsOf(client, columnsQuery, [oid])), ...(await rowsOf(client, constraintsQuery, [oid]))];
    const after = [
      ...(await rowsOf(client, indexesQuery, [oid])),
      ...(await rowsOf(client, policiesQuery, [name])),
      ...(await rowsOf(client, grantsQuery, [name])),
    ];
    described.push(
      `TABLE ${name} (${secured}\n${lines.map((line) => `  ${line}`).join('\n')}\n)${after.map((line) => `\n${line}`).join('')}`,
    );
  }
  return described;
}

const columnsQuery = `
  SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
    || coalesce(CASE WHEN a.attgenerated = 's' THEN ' GENERATED AS ' ELSE ' DEFAULT ' END || pg_get_expr(d.adbin, d.adrelid), '') AS text
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

const constraintsQuery = `
  SELECT conname || ' ' || pg_get_constraintdef(oid) AS text FROM pg_constraint
  WHERE conrelid = $1::oid AND contype <> 'n' ORDER BY contype, conname`;

const indexesQuery = `
  SELECT pg_get_indexdef(i.indexrelid) AS text FROM pg_index i
  WHERE i.indrelid = $1::oid AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
  ORDER BY i.indexrelid::regclass::text`;

const policiesQuery = `
  SELECT 'POLICY ' || policyname || ' FOR ' || cmd || ' TO ' || array_to_string(roles, ', ')
    || ' USING ' || qual || coalesce(' WITH CHECK ' || with_check, '') AS text
  FROM pg_policies WHERE schemaname = 'public' AND tablename = $1 ORDER BY policyname`;

const grantsQuery = `
  SELECT 'GRANT ' || string_agg(privilege_type, ', ' ORDER BY privilege_type) || ' TO ' || grantee AS text
  FROM information_schema.role_table_grants
  WHERE table_schema = 'public' AND table_name = $1 AND grantee = 'parvis_app' GROUP BY grantee`;

const functionsQuery = `
  SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  ORDER BY p.proname`;
