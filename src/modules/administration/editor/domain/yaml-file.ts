import { LineCounter, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import type { Locale } from '#platform/i18n/text.ts';
import { asJson, isObject, type JsonObject } from './json.ts';

/** What is wrong with a file, at its line. */
export interface FileProblem {
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

export type ReadFile = { readonly value: JsonObject } | { readonly problems: readonly FileProblem[] };

/** Texts of several lines as blocks, long lines left whole, as in the files of the library. */
export function toYaml(value: JsonObject): string {
  return stringify(value, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });
}

const zodWords = { fr: z.locales.fr().localeError, en: z.locales.en().localeError };

/**
 * Reads a YAML file as an object of that schema. The object is given as it was written: the schema's defaults are not
 * put in. At most 40 problems are told.
 */
export function fromYaml(text: string, schema: z.ZodType, locale: Locale): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.slice(0, 40).map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        path: '',
        message: error.message.split('\n', 1)[0] ?? '',
      })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return { problems: [{ line: 1, path: '', message: error instanceof Error ? error.message : String(error) }] };
  }
  const result = schema.safeParse(value, { error: zodWords[locale] });
  if (result.success && isObject(value)) return { value: asJson(value) as JsonObject };
  const issues = result.error?.issues ?? [];
  return {
    problems: flatten(issues)
      .slice(0, 40)
      .map((issue) => {
        const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
        return { line: lineOf(document, path, lines), path: path.join('.'), message: issue.message };
      }),
  };
}

type Issue = z.core.$ZodIssue;

/** Of a union that nothing fits, the problems of the shape that fits best are the ones to be told. */
function flatten(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const closest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    const inner = flatten(closest.map((one) => ({ ...one, path: [...issue.path, ...one.path] }) as Issue));
    return inner.length === 0 ? [issue] : inner;
  });
}

/** The line of the deepest part of the path that exists in the file: a missing key has none. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly (string | number)[],
  lines: LineCounter,
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(node.range[0] as number).line;
  }
  return 1;
}
