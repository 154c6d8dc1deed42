import type pg from 'pg';

/**
 * Texts of statements that have been seen; a text gets a name at its second use, and PostgreSQL then parses and plans it
 * once for each connection. The limit keeps texts made on the fly (lists of any length) from filling the server's memory.
 */
const namesOfTexts = new Map<string, string | undefined>();
const limit = 2000;

/**
 * Put in a statement whose best plan depends on its values: PostgreSQL then plans it each time, where a prepared one may
 * settle on a plan that suits no value well.
 */
export const plannedEachTime = '/* planned each time */';

function nameOf(text: string): string | undefined {
  if (text.includes(plannedEachTime)) return undefined;
  const known = namesOfTexts.get(text);
  if (known !== undefined) return known;
  if (!namesOfTexts.has(text)) {
    if (namesOfTexts.size < limit) namesOfTexts.set(text, undefined);
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
  return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
}

/** A table changed under a statement that this connection had prepared: the connection is to be left. */
export function isStalePlan(error: unknown): boolean {
  return (error as { code?: string }).code === '0A000';
}
