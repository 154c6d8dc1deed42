/** Codes of PostgreSQL (SQLSTATE): five digits and capitals. */
const databaseCode = /^[0-9A-Z]{5}$/;

/**
 * What a log may hold of an error: its stack says where; its message is left out when it may quote what a person typed,
 * as those of a database (`invalid input syntax for type uuid: "Zoé"`) and of parsers do.
 */
export function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const code = (error as { code?: unknown }).code;
  const quotes =
    (typeof code === 'string' && databaseCode.test(code)) ||
    error instanceof SyntaxError ||
    error instanceof RangeError;
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12);
  return { name: error.name, code, message: quotes ? undefined : error.message, stack };
}
