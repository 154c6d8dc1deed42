import { expect, test } from 'vitest';
import { summaryOf } from './statement-watch.ts';

test.each([
  ['select "id" from "dossiers" where "id" = $1', 'SELECT dossiers'],
  ['SELECT 1', 'SELECT'],
  ['-- Which?\n/* planned each time */ SELECT d.id FROM ONLY dossiers d FOR UPDATE OF d', 'SELECT dossiers'],
  ['SELECT x FROM (SELECT y FROM pgboss.job) z', 'SELECT pgboss.job'],
  ['insert into "events" ("id") values ($1) on conflict do update set x = 1', 'INSERT events'],
  ['UPDATE drafts SET a = $1 FROM dossiers', 'UPDATE drafts'],
  ['DELETE FROM sessions WHERE id = $1', 'DELETE sessions'],
  [
    'WITH a AS (SELECT 1 FROM rights FOR NO KEY UPDATE), b AS (INSERT INTO dossiers VALUES ($1)) SELECT 1',
    'INSERT dossiers',
  ],
  ['WITH a AS (SELECT 1 FROM rights FOR UPDATE) SELECT 1', 'SELECT rights'],
  ['SELECT purge_dossier($1)', 'SELECT'],
  ['COMMIT', 'COMMIT'],
])('%s is %s', (text, name) => {
  expect(summaryOf(text)).toEqual({ name, operation: name.split(' ')[0] });
});
