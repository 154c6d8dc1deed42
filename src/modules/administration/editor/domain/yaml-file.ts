import { type Document, type ErrorCode, isMap, isScalar, LineCounter, parseDocument, stringify, visit } from 'yaml';
import type { z } from 'zod';
import type { Locale } from '#platform/i18n/text.ts';
import { shapesExpected } from '#platform/yaml/schema-problems.ts';
import { yamlMessages as say } from '../messages/yaml-messages.ts';
import { asJson, isObject, type JsonObject } from './json.ts';
import { placeInFile } from './place-in-file.ts';
import { problemInWords } from './problem-words.ts';
import { schemaWords } from './problems/schema-words.ts';

/** What is wrong with a file, at its line. */
export interface FileProblem {
  readonly line: number;
  readonly path: string;
  readonly message: string;
  /** Where that is, by the names that the file gives; '' when it cannot be said. */
  readonly place: string;
}

export type ReadFile =
  | {
      readonly value: JsonObject;
      /** The line of what stands at that path, or of the nearest part that holds it. */
      lineOf(path: readonly (string | number)[]): number;
    }
  | { readonly problems: readonly FileProblem[] };

/** Texts of several lines as blocks, long lines left whole, as in the files of the library. */
export function toYaml(value: JsonObject): string {
  return stringify(value, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });
}

/**
 * Reads a YAML file as an object of that schema. The object is given as it was written: the schema's defaults are not
 * put in. At most 40 problems are told.
 */
export function fromYaml(text: string, schema: z.ZodType, locale: Locale): ReadFile {
  if (text.length > longestFile)
    return { problems: [{ line: 1, path: '', place: '', message: say(locale, 'large', { max: longestFile }) }] };
  const lines = new LineCounter();
  // The library compares each key with all those before it, and quotes the file in each error: both stall on a long one.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  if (document.errors.length > 0) {
    return { problems: syntaxProblems(document.errors, lines, locale) };
  }
  const twice = repeatedKeys(document, lines);
  if (twice.length > 0)
    return { problems: twice.map((line) => ({ line, path: '', place: '', message: say(locale, 'twice') })) };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch {
    // Only aliases that multiply themselves are refused here.
    return { problems: [{ line: 1, path: '', place: '', message: say(locale, 'heavy') }] };
  }
  const long = longList(value, []);
  if (long !== undefined) {
    const line = lineOf(document, long.path, lines);
    const message = say(locale, 'long', { count: long.count, max: longestList });
    const place = placeInFile(value, long.path, locale);
    return { problems: [{ line, path: long.path.join('.'), place, message }] };
  }
  const result = schema.safeParse(value, { error: schemaWords(locale) });
  if (result.success && isObject(value))
    return { value: asJson(value) as JsonObject, lineOf: (path) => lineOf(document, path, lines) };
  const issues = result.error?.issues ?? [];
  return {
    problems: flatten(issues)
      .slice(0, 40)
      .map((issue) => {
        const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
        const shapes = shapesExpected(issue);
        const message =
          shapes.length === 0
            ? problemInWords(issue.message, locale)
            : say(locale, 'oneOf', { values: shapes.map((one) => `"${one}"`).join(', ') });
        return {
          line: lineOf(document, path, lines, unknownKey(issue)),
          path: path.join('.'),
          place: placeInFile(value, path, locale),
          message,
        };
      }),
  };
}

/** Characters; the longest procedure of the library has 22,000. */
const longestFile = 400_000;

/** The lines of the first keys that their part has already. */
function repeatedKeys(document: Document, lines: LineCounter): number[] {
  const found: number[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value) && key.range) found.push(lines.linePos(key.range[0]).line);
        seen.add(key.value);
      }
      return found.length >= 5 ? visit.BREAK : undefined;
    },
  });
  return [...new Set(found)].toSorted((a, b) => a - b).slice(0, 5);
}

/** More than any form has pages, fields or choices. A longer list is not checked row by row: that would take long. */
const longestList = 1_000;

function longList(value: unknown, path: readonly string[]): { path: readonly string[]; count: number } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (count > longestList) return { path, count };
  for (const [key, part] of Object.entries(value)) {
    const found = longList(part, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
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

type WritingProblem = 'indent' | 'tab' | 'quotes' | 'closing' | 'twice' | 'documents' | 'heavy';

const writingProblems: Partial<Record<ErrorCode, WritingProblem>> = {
  BAD_INDENT: 'indent',
  TAB_AS_INDENT: 'tab',
  BLOCK_AS_IMPLICIT_KEY: 'quotes',
  MULTILINE_IMPLICIT_KEY: 'quotes',
  KEY_OVER_1024_CHARS: 'quotes',
  BAD_SCALAR_START: 'quotes',
  UNEXPECTED_TOKEN: 'quotes',
  BLOCK_IN_FLOW: 'closing',
  MISSING_CHAR: 'closing',
  DUPLICATE_KEY: 'twice',
  MULTIPLE_DOCS: 'documents',
  RESOURCE_EXHAUSTION: 'heavy',
};

/** The first fault of a line is the one to mend, and the first lines: what follows is often its consequence. */
function syntaxProblems(
  errors: ReturnType<typeof parseDocument>['errors'],
  lines: LineCounter,
  locale: Locale,
): FileProblem[] {
  const told = new Map<number, FileProblem>();
  for (const error of errors) {
    const { line } = lines.linePos(error.pos[0]);
    const isTooDeep = error.message.startsWith('Maximum call stack');
    const message = say(locale, isTooDeep ? 'heavy' : (writingProblems[error.code] ?? 'writing'));
    if (isTooDeep) return [{ line, path: '', place: '', message }];
    if (!told.has(line)) told.set(line, { line, path: '', place: '', message });
  }
  return [...told.values()].slice(0, 5);
}

function unknownKey(issue: Issue): string | undefined {
  return issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
}

/** The line of an unknown key, else of the deepest part of the path that exists in the file: a missing key has none. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly (string | number)[],
  lines: LineCounter,
  key?: string,
): number {
  const holder = path.length === 0 ? document.contents : document.getIn(path, true);
  if (key !== undefined && isMap(holder)) {
    const written = holder.items.find((item) => isScalar(item.key) && item.key.value === key)?.key;
    if (isScalar(written) && written.range) return lines.linePos(written.range[0]).line;
  }
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(node.range[0] as number).line;
  }
  return 1;
}
