const stringOrName = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*/g;

/** Whether an expression reads that variable; names within quotation marks are texts. */
export function readsName(expression: string, name: string): boolean {
  return [...expression.matchAll(stringOrName)].some(
    (match) => match[0] === name && expression[match.index - 1] !== '.',
  );
}

/** The same expression with a variable called otherwise. */
export function renameIn(expression: string, from: string, to: string): string {
  return expression.replace(stringOrName, (word, offset: number) =>
    word === from && expression[offset - 1] !== '.' ? to : word,
  );
}
