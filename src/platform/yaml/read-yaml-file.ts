import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { nameOfPath, readIssues } from './schema-problems.ts';
import { parseYamlSource } from './yaml-source.ts';

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
  const parsed = parseYamlSource(readText(file));
  if ('problems' in parsed)
    throw new FileProblemsError(
      file,
      parsed.problems.map(({ line, message }) => `line ${line}: ${message}`),
    );
  const result = schema.safeParse(parsed.source.value);
  if (result.success) return result.data;
  throw new FileProblemsError(
    file,
    readIssues(result.error).map(
      ({ path, message }) => `line ${parsed.source.lineOf(path)}, ${nameOfPath(path)}: ${message}`,
    ),
  );
}

/** @throws FileProblemsError when there is no such file */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as { code?: string }).code === 'ENOENT';
    throw new FileProblemsError(file, [missing ? 'there is no such file' : 'the file cannot be read']);
  }
}
