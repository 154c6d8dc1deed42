import { listExpressionFunctions } from './expression-functions.ts';
import { nearestName } from './nearest-name.ts';

/** What the CEL library says of an expression that it refuses. */
export interface CelFault {
  /** The library's word for the kind of fault; `evaluation_error` and the like when it says no more. */
  readonly code: string;
  /** The first line of its message, in its own words. */
  readonly summary: string;
  /** The place concerned in the expression's text. */
  readonly start?: number;
  readonly end?: number;
}

/** Reads an error of the library; undefined for an error of ours, whose message is already in words. */
export function celFaultOf(error: unknown): CelFault | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const summary = error.message.split('\n', 1)[0] ?? '';
  const range: unknown = 'range' in error ? error.range : undefined;
  if (typeof range !== 'object' || range === null || !('start' in range) || typeof range.start !== 'number')
    return { code: error.code, summary };
  const end = 'end' in range && typeof range.end === 'number' ? range.end : range.start;
  return { code: error.code, summary, start: range.start, end };
}

const signsOfTokens: Readonly<Record<string, string>> = {
  LPAREN: '(',
  RPAREN: ')',
  LBRACKET: '[',
  RBRACKET: ']',
  LBRACE: '{',
  RBRACE: '}',
  COLON: ':',
  COMMA: ',',
  DOT: '.',
};

/** One sentence for a fault of writing or of types; names that are unknown are told by whoever knows the names. */
export function celWords(fault: CelFault, source: string): string {
  const told = sentences[fault.code]?.(fault, source);
  return told ?? 'The expression is not written correctly';
}

type Sentence = (fault: CelFault, source: string) => string | undefined;

const unclosed = () => 'A text between quotation marks is not closed';
const badEscape: Sentence = ({ summary }) => {
  const sequence = /\\.*$/.exec(summary)?.[0] ?? '\\';
  return `"${sequence}" means nothing in a text: write "\\\\" for a backslash`;
};
const notANumber: Sentence = (fault, source) => `"${wordAt(source, fault.start)}" is not a number`;
const optional = () => 'Optional access is not known: write has(a.b) first';
const mixedList: Sentence = ({ summary }) =>
  filled(
    /expected type '(.+)' but found '(.+)'$/,
    summary,
    (a, b) => `The values of a list are of one type: ${a}, ${b}`,
  );

const sentences: Readonly<Record<string, Sentence>> = {
  unexpected_token: outOfPlace,
  unexpected_character: strangeSign,
  expected_token: missingSign,
  invalid_number: notANumber,
  invalid_integer: notANumber,
  invalid_hex_integer: notANumber,
  invalid_exponent: (fault, source) => `"${wordAt(source, startOfWord(source, fault.start))}" is not a number`,
  newline_in_string: unclosed,
  unterminated_string: unclosed,
  unterminated_triple_quoted_string: unclosed,
  bytes_unicode_escape: badEscape,
  invalid_unicode_escape: badEscape,
  invalid_unicode_surrogate: badEscape,
  invalid_hex_escape: badEscape,
  invalid_octal_escape: badEscape,
  octal_escape_out_of_range: badEscape,
  invalid_escape_sequence: badEscape,
  expression_must_be_string: () => 'The expression is not written correctly',
  reserved_identifier: ({ summary }) =>
    filled(/: (.+)$/, summary, (word) => `"${word}" is a word that expressions keep for themselves`),
  limit_exceeded: ({ summary }) => (summary.includes('maxDepth') ? tooDeep : tooLong),
  invalid_macro_argument: badLoop,
  no_such_overload: ({ summary }) => filled(/: (.+)$/, summary, (types) => `These types do not go together: ${types}`),
  no_matching_overload: badArguments,
  invalid_logical_operand: ({ summary }) =>
    filled(/got '(.+)'$/, summary, (type) => `"&&" and "||" join conditions: ${type} is not one`),
  invalid_condition_type: (fault) =>
    badLoop(fault) ??
    filled(/got '(.+)'$/, fault.summary, (type) => `What stands before "?" is a condition: ${type} is not one`),
  incompatible_ternary_branches: ({ summary }) =>
    filled(/got '(.+)' and '(.+)'$/, summary, (a, b) => `What stands on each side of ":" is of one type: ${a}, ${b}`),
  heterogeneous_list_element: mixedList,
  heterogeneous_map_key: mixedList,
  heterogeneous_map_value: mixedList,
  invalid_comprehension_range: ({ summary }) =>
    filled(/type '(.+?)' cannot/, summary, (type) => `Only a list can be gone through: ${type} is not one`),
  invalid_index_type: ({ summary }) =>
    filled(/got '(.+)'$/, summary, (type) => `A place in a list is a whole number: ${type} is not one`) ??
    filled(/type '(.+)' with/, summary, (type) => `${type} has no numbered parts`),
  cannot_index_type: ({ summary }) => filled(/type '(.+)'$/, summary, (type) => `${type} has no parts`),
  optional_expected: optional,
  incompatible_argument_type: optional,
  unsupported_type: () => 'Bytes and unsigned numbers are not known',
};

/** The kinds of faults that have a sentence, for the test that holds them against the library's. */
export const celFaultCodes: ReadonlySet<string> = new Set([
  ...Object.keys(sentences),
  'unknown_variable',
  'no_such_key',
]);

export const tooLong = 'The expression is too long';
const tooDeep = 'Too many brackets inside one another';

function outOfPlace({ start = 0, end, summary }: CelFault, source: string): string {
  if (summary.endsWith('EOF') || source.slice(start).trim() === '') return endMissing(source);
  return `"${source.slice(start, end).trim() || wordAt(source, start)}" is out of place`;
}

function endMissing(source: string): string {
  return source.trim() === '' ? 'The expression is empty' : 'The expression stops too soon: its end is missing';
}

const wroteFor: Readonly<Record<string, string>> = { '=': '==', '&': '&&', '|': '||' };

function strangeSign({ start = 0 }: CelFault, source: string): string {
  const [sign = ''] = source.slice(start);
  const meant = wroteFor[sign];
  if (meant !== undefined) return `Write "${meant}" instead of "${sign}"`;
  if (/[“”„«»‘’‹›]/u.test(sign)) return `Write straight quotation marks instead of "${sign}"`;
  if (/[\p{L}\p{N}"'(]/u.test(sign)) return `Something is missing before "${wordAt(source, start)}"`;
  return `"${sign}" is out of place`;
}

function missingSign({ start = 0, summary }: CelFault, source: string): string {
  const [, expected = '', found = ''] = /^Expected (\w+), got (\w+)/.exec(summary) ?? [];
  const sign = signsOfTokens[expected];
  if (sign !== undefined && found === 'EOF') return `"${sign}" is missing at the end`;
  if (sign !== undefined) return `"${sign}" is missing before "${wordAt(source, start)}"`;
  if (found === 'EOF') return endMissing(source);
  return `"${wordAt(source, start)}" is out of place`;
}

/** A loop whose variable or whose condition is not one: `exists(var, predicate) predicate must return bool…`. */
function badLoop({ summary }: CelFault): string | undefined {
  const [, name] = /^(\w+)\(/.exec(summary) ?? [];
  if (name === undefined) return undefined;
  if (name === 'has') return 'Write has(field.part)';
  const found = /must return bool, got '(.+)'$/.exec(summary)?.[1];
  return found === undefined
    ? `Write list.${name}(item, condition)`
    : `"${name}" asks a condition of each row: ${found} is not one`;
}

/** A function that exists, with arguments that it does not take. */
function badArguments({ summary }: CelFault): string | undefined {
  const [, receiver, name = '', given = ''] = /'(?:(.+)\.)?(\w+)\((.*)\)'$/.exec(summary) ?? [];
  if (name === '') return undefined;
  const known = listExpressionFunctions().filter((one) => one.name === name);
  if (known.length === 0) return unknownFunction(name);
  const types = [receiver, given].filter((part) => part !== undefined && part !== '').join(', ');
  return `"${name}" cannot be used with these types: ${types === '' ? 'nothing' : types}`;
}

const macros = ['exists', 'exists_one', 'all', 'map', 'filter', 'has', 'label'];

/** The sentence for a function that nobody wrote. */
export function unknownFunction(name: string): string {
  const nearest = nearestName(name, [...macros, ...listExpressionFunctions().map((one) => one.name)]);
  return `Unknown function "${name}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`;
}

function filled(pattern: RegExp, text: string, write: (...parts: string[]) => string): string | undefined {
  const found = pattern.exec(text);
  return found === null ? undefined : write(...found.slice(1));
}

function wordAt(source: string, start = 0): string {
  const rest = source.slice(start);
  return /^[\p{L}\p{N}_.]+/u.exec(rest)?.[0] ?? rest.slice(0, 1);
}

function startOfWord(source: string, from = 0): number {
  let start = from;
  while (start > 0 && /[\p{L}\p{N}_.]/u.test(source[start - 1] ?? '')) start -= 1;
  return start;
}
