import type pg from 'pg';
import { watched } from './statement-watch.ts';

/**
 * Texts of statements that have been seen; a text gets a name at its second use, and PostgreSQL then parses and plans it
 * once for each connection. The limit keeps texts made on the fly (lists of any length) from filling the server's memory.
 */
const namesOfTexts = new Map<string, string | undefined | null>();
const limit = 2000;

/**
 * `SELECT *`, `t.*`, `RETURNING *`: such a statement gives another column as soon as a migration adds one, and PostgreSQL
 * then refuses the one that was prepared, on each connection and for good ("cached plan must not change result type"). It is
 * never prepared, so that the version which is running goes on while the next one migrates. What is run for each page names
 * its columns.
 */
const allColumns = /\b(?:select|distinct|returning)\s+\*|\.\*|,\s*\*/i;

/**
 * Put in a statement whose best plan depends on its values: PostgreSQL then plans it each time, where a prepared one may
 * settle on a plan that suits no value well.
 */
export const plannedEachTime = '/* planned each time */';

function nameOf(text: string): string | undefined {
  if (text.includes(plannedEachTime)) return undefined;
  const known = namesOfTexts.get(text);
  if (known === null) return undefined;
  if (known !== undefined) return known;
  if (!namesOfTexts.has(text)) {
    if (namesOfTexts.size < limit) namesOfTexts.set(text, undefined);
    return undefined;
  }
  if (allColumns.test(text)) {
    namesOfTexts.set(text, null);
    return undefined;
  }
  assigned += 1;
  const name = `s${assigned}`;
  namesOfTexts.set(text, name);
  return name;
}

let assigned = 0;

/** Runs a statement, prepared when it comes again and again. */
export function queryPrepared(
  client: pg.PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> {
  const name = nameOf(text);
  return watched(client, text, client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) }));
}

/** A table changed under a statement that this connection had prepared: the connection is to be left. */
export function isStalePlan(error: unknown): boolean {
  return (error as { code?: string }).code === '0A000';
}
