import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Raised with the problems of one file, each at its line. */
export class FileProblemsError extends Error {
  readonly file: string;
  readonly problems: readonly string[];
  constructor(file: string, problems: readonly string[]) {
    super(`${file} is not as expected:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'FileProblemsError';
    this.file = file;
    this.problems = problems;
  }
}

/**
 * Reads a YAML file of the library or of a territory.
 * @throws FileProblemsError naming the file and, for each problem, the line, the path and what is expected
 */
export function readYamlFile<T>(file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines });
  if (document.errors.length > 0)
    throw new FileProblemsError(
      file,
      document.errors.map((error) => error.message),
    );
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  throw new FileProblemsError(
    file,
    result.error.issues.map((issue) => {
      const path = issue.path as (string | number)[];
      return `line ${lineOf(document, path, lines)}, ${path.join('.') || 'whole file'}: ${issue.message}`;
    }),
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as { code?: string }).code === 'ENOENT';
    throw new FileProblemsError(file, [missing ? 'there is no such file' : 'the file cannot be read']);
  }
}

/** The line of the deepest part of the path that exists in the file: a missing key has none. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly (string | number)[],
  lines: LineCounter,
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(node.range[0] as number).line;
    }
  }
  return 1;
}
