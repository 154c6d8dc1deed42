const stringOrName = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*/g;

/** Whether an expression reads that variable; names within quotation marks are texts. */
export function readsName(expression: string, name: string): boolean {
  return [...expression.matchAll(stringOrName)].some(
    (match) => match[0] === name && isVariable(expression, match.index, name),
  );
}

/** The same expression with a variable called otherwise. */
export function renameIn(expression: string, from: string, to: string): string {
  return expression.replace(stringOrName, (word, offset: number) =>
    word === from && isVariable(expression, offset, word) ? to : word,
  );
}

/** Neither the part of a record (`child.size`) nor a function (`size(…)`). */
function isVariable(expression: string, offset: number, word: string): boolean {
  return expression[offset - 1] !== '.' && !/^\s*\(/.test(expression.slice(offset + word.length));
}
