/** Codes of PostgreSQL (SQLSTATE): five digits and capitals. */
const databaseCode = /^[0-9A-Z]{5}$/;

/** Those whose words may be a parser's: they quote what was read. */
const quoting = new Set(['SyntaxError', 'RangeError']);

interface Told {
  readonly name: string;
  readonly code: unknown;
  readonly message: string;
  readonly stack: string | undefined;
}

/**
 * What a log may hold of an error: its stack says where; its message is left out when it may quote what a person typed,
 * as those of a database (`invalid input syntax for type uuid: "Zoé"`) and of parsers do. A plain object that was copied
 * from an error, as the job queue emits them, is told like that error.
 */
export function errorForLog(error: unknown): object {
  const told = toldBy(error);
  if (told === undefined) return { message: 'not an error' };
  const { name, code, message } = told;
  const quotes =
    (typeof code === 'string' && databaseCode.test(code)) ||
    error instanceof SyntaxError ||
    error instanceof RangeError ||
    quoting.has(name);
  const stack = told.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12);
  return { name, code, message: quotes ? undefined : message, stack };
}

function toldBy(error: unknown): Told | undefined {
  if (error instanceof Error) {
    return {
      name: error.name,
      code: 'code' in error ? error.code : undefined,
      message: error.message,
      stack: error.stack,
    };
  }
  if (typeof error !== 'object' || error === null || !('message' in error) || !('stack' in error)) return undefined;
  const { message, stack } = error;
  if (typeof message !== 'string' || typeof stack !== 'string') return undefined;
  // The name of an error is its prototype's and is not copied; its stack begins with it.
  const name = /^[A-Za-z]+/.exec(stack)?.[0] ?? 'Error';
  return { name, code: 'code' in error ? error.code : undefined, message, stack };
}
