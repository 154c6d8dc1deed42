import { CORE_SCHEMA, load } from 'js-yaml';
import { type Document, isScalar, LineCounter, parseDocument, type Scalar } from 'yaml';

/** Something wrong in a file, for its author. */
export interface SourceProblem {
  /** `form.pages[0].fields[2].when`; empty for the file as a whole. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong and what is expected. */
  readonly message: string;
}

/** A YAML text, its value and where each part of it stands. */
export interface YamlSource {
  readonly value: unknown;
  /**
   * The line, from 1, of what stands at a path (`a[0].b` or `a.0.b`): of the deepest part that exists in the file, since
   * a missing key has none. `offset` counts characters in the text at that path, which may be of several lines.
   */
  lineOf(path: string, offset?: number): number;
}

export type ParsedYaml = { readonly source: YamlSource } | { readonly problems: readonly SourceProblem[] };

/** A bomb of aliases is refused by the library; a text longer than this is no file of ours. */
const longestText = 4_000_000;

/**
 * Reads YAML; what is wrong in its writing is told with its line and what was expected there. Places cost six times the
 * value: they are looked for when something is to be told, hence two readers of the same language.
 */
export function parseYamlSource(text: string): ParsedYaml {
  if (text.length > longestText) return { problems: [{ path: '', line: 1, message: 'The file is too long' }] };
  const quick = quickValue(text);
  if (quick === undefined) return parseWithPlaces(text);
  let places: ParsedYaml | undefined;
  return {
    source: {
      value: quick.value,
      lineOf: (path, offset) => {
        places ??= parseWithPlaces(text);
        return 'source' in places ? places.source.lineOf(path, offset) : 1;
      },
    },
  };
}

/** The value alone; undefined when it cannot be read so, or when aliases would let a small text mean a huge value. */
function quickValue(text: string): { readonly value: unknown } | undefined {
  if (/(^|[\s[{,:-])[&*][^\s&*]/m.test(text)) return undefined;
  try {
    return { value: load(text, { schema: CORE_SCHEMA }) ?? null };
  } catch {
    return undefined;
  }
}

function parseWithPlaces(text: string): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      path: '',
      line: lines.linePos(error.pos[0]).line,
      message: expectedInstead(error.code, error.message),
    }));
    // One fault is often told several times: the first of each line says most.
    return { problems: problems.filter(({ line }, index) => problems.findIndex((one) => one.line === line) === index) };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return { source: { value, lineOf: (path, offset) => lineAt(document, lines, text, path, offset) } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problems: [{ path: '', line: 1, message }] };
  }
}

/** What YAML expects where it stopped, for somebody who does not know its words. */
function expectedInstead(code: string, message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'A tab is at the beginning of the line: spaces are expected';
    case 'BAD_INDENT':
      return `The line does not stand under the others: the same number of spaces is expected before each key (${message})`;
    case 'DUPLICATE_KEY':
      return 'The key is written twice: each is expected once';
    case 'MISSING_CHAR':
      return `A quote, a bracket or a colon is expected (${message})`;
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return `"key: value" is expected; a text with ": " or a quote in it is to be put between quotes (${message})`;
    case 'UNEXPECTED_TOKEN':
      return `This is not expected here (${message})`;
    default:
      return message;
  }
}

/** `a[0].b` as `['a', 0, 'b']`. */
export function pathKeys(path: string): (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function lineAt(
  document: Document,
  lines: LineCounter,
  text: string,
  path: string,
  offset: number | undefined,
): number {
  const keys = pathKeys(path);
  for (let length = keys.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(keys.slice(0, length), true);
    if (!hasRange(node)) continue;
    const position =
      length === keys.length && offset !== undefined && isScalar(node) ? positionIn(text, node, offset) : node.range[0];
    return lines.linePos(position).line;
  }
  return 1;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/**
 * Where the character of a value stands in the file. Folding only changes white space, and quoting only adds backslashes
 * and quotes: the characters that are neither are counted.
 */
function positionIn(text: string, node: Scalar, offset: number): number {
  const value = String(node.value);
  const [start = 0, end = start] = node.range ?? [];
  let wanted = value.slice(0, offset).replace(/\s/g, '').length;
  const isBlock = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL';
  let position = isBlock ? text.indexOf('\n', start) + 1 : start;
  const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : '';
  if (quote !== '') position += 1;
  for (; position < end; position += 1) {
    const character = text[position] ?? '';
    if (/\s/.test(character)) continue;
    if (wanted === 0) return position;
    if (quote === '"' && character === '\\') position += 1;
    else if (quote === "'" && character === "'") position += 1;
    wanted -= 1;
  }
  return Math.min(position, end);
}
