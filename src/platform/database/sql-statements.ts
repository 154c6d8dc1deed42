/** One statement of a SQL file, with the comment lines right above it. */
export interface SqlStatement {
  /** Without comments and the semicolon. */
  readonly text: string;
  readonly comment: string;
  /** Of its first word; the first line is 1. */
  readonly line: number;
}

/** What stands for itself until its end: comments, texts, quoted names, bodies of functions. */
const pieces =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;|\s+|[^\s;'"$\-/]+|[\s\S]/g;

/** The statements of a file. PostgreSQL itself takes many at once, in one transaction; outside one they go one by one. */
export function splitStatements(source: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let text = '';
  let comment = '';
  let line = 1;
  let began = 1;
  const end = (): void => {
    if (text.trim() !== '') statements.push({ text: text.trim(), comment: comment.trim(), line: began });
    text = '';
    comment = '';
  };
  for (const [piece] of source.matchAll(pieces)) {
    if (piece === ';') end();
    else if (piece.startsWith('--') || piece.startsWith('/*')) {
      // A comment within a statement may exempt the statement as well as one above it.
      comment += `${piece}\n`;
      text += ' ';
    } else {
      if (text.trim() === '' && piece.trim() !== '') began = line;
      // A comment that an empty line parts from the statement is that of the file.
      if (text.trim() === '' && /\n\s*\n/.test(piece)) comment = '';
      text += piece;
    }
    line += piece.split('\n').length - 1;
  }
  end();
  return statements;
}
