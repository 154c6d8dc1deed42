import {
  daysBetween,
  fullMonths,
  fullYears,
  isIsoDate,
  resolveDateBound,
  schoolYearOf,
  weekdayOf,
} from './civil-date.ts';
import { linearPattern } from './linear-pattern.ts';
import { comparable } from './text-cleaning.ts';

/** What a function may use besides its arguments. */
export interface FunctionSurroundings {
  /** YYYY-MM-DD, the day of the evaluation. */
  readonly today: string;
  /** Counts work done, in steps; throws when the expression has had its share. */
  spend(steps: number): void;
}

/** A function of expressions: said once for the evaluation, the checking and the reference that is written from it. */
export interface ExpressionFunction {
  readonly name: string;
  /** Called as `text.name(…)`; the text is then the first argument. */
  readonly method: boolean;
  /** CEL signatures. */
  readonly signatures: readonly string[];
  /** CEL has it already; the checking then knows its types. */
  readonly ofCel: boolean;
  readonly summary: string;
  /** Expressions and what they give, tried by a test. */
  readonly examples: readonly (readonly [source: string, value: unknown])[];
  run(args: readonly unknown[], surroundings: FunctionSurroundings): unknown;
}

/** The arguments are not of the types that the function takes, or say nothing (an unanswered field). */
export class EvaluationProblem extends Error {
  constructor(message: string) {
    // Thrown for each comparison with an unanswered field and caught at once: nobody reads where it came from.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'EvaluationProblem';
  }
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new EvaluationProblem('Not a text');
}

function date(value: unknown): string {
  if (isIsoDate(value)) return value;
  throw new EvaluationProblem('Not a date');
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new EvaluationProblem('Not a list');
}

function number(value: unknown): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw new EvaluationProblem('Not a number');
}

function integer(value: number | undefined): bigint {
  if (value === undefined || !Number.isFinite(value)) throw new EvaluationProblem('Not a number');
  return BigInt(Math.trunc(value));
}

const minInt = -(2n ** 63n);
const maxInt = 2n ** 63n - 1n;

/** @throws {EvaluationProblem} beyond 64 bits */
export function requireInt(value: bigint): bigint {
  if (value < minInt || value > maxInt) throw new EvaluationProblem('The number is too great');
  return value;
}

function sizeOf(value: unknown, work: FunctionSurroundings): bigint {
  if (typeof value === 'string') {
    work.spend(value.length / 50);
    let count = 0n;
    for (const _ of value) count += 1n;
    return count;
  }
  if (Array.isArray(value)) return BigInt(value.length);
  if (typeof value === 'object' && value !== null) return BigInt(Object.keys(value).length);
  throw new EvaluationProblem('Neither a text nor a list');
}

/** Rows without a value there count for nothing; whole numbers stay whole (money in cents). */
function sumOf(rows: readonly unknown[], key: string, work: FunctionSurroundings): number | bigint {
  work.spend(rows.length);
  let whole = 0n;
  let rest = 0;
  let isWhole = true;
  for (const row of rows) {
    const value: unknown =
      typeof row === 'object' && row !== null && Object.hasOwn(row, key) ? Reflect.get(row, key) : null;
    if (typeof value === 'bigint') whole += value;
    else if (typeof value === 'number') {
      isWhole = false;
      rest += value;
    }
  }
  return isWhole ? requireInt(whole) : Number(whole) + rest;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint' || typeof value === 'number') return String(value);
  throw new EvaluationProblem('Cannot be written as text');
}

function asInteger(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return integer(value);
  if (typeof value === 'string' && /^-?\d{1,18}$/.test(value)) return BigInt(value);
  throw new EvaluationProblem('Not a number');
}

function asDouble(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' && /^-?\d{1,18}([.,]\d{1,18})?$/.test(value)) return Number(value.replace(',', '.'));
  throw new EvaluationProblem('Not a number');
}

function extreme(values: readonly unknown[], isBetter: (a: number, b: number) => boolean): unknown {
  const [first, ...others] = values.map(number);
  if (first === undefined) throw new EvaluationProblem('Nothing to compare');
  return others.reduce((best, value) => (isBetter(Number(value), Number(best)) ? value : best), first);
}

/** The time of a match is the length of the text by the size of the pattern: both are counted before it is run. */
function matches(subject: string, source: string, work: FunctionSurroundings): boolean {
  work.spend(source.length);
  const pattern = linearPattern(source);
  work.spend(1 + subject.length * (4 + pattern.programSize() / 5));
  return pattern.matcher(subject).find();
}

function slice(subject: string, from: bigint, to: bigint | undefined): string {
  const end = to === undefined ? subject.length : Number(to);
  if (from < 0n || Number(from) > end || end > subject.length) throw new EvaluationProblem('Outside the text');
  return subject.slice(Number(from), end);
}

const functions: readonly ExpressionFunction[] = [
  {
    name: 'age',
    method: false,
    ofCel: false,
    signatures: ['age(string): int'],
    summary: 'Full years from a birth date to today.',
    examples: [
      ['age("2008-11-22")', 18],
      ['age("2008-11-23")', 17],
    ],
    run: ([birth], { today }) => integer(fullYears(date(birth), today)),
  },
  {
    name: 'years',
    method: false,
    ofCel: false,
    signatures: ['years(string, string): int'],
    summary: 'Full years from one date to another.',
    examples: [['years("2020-09-01", "2026-08-31")', 5]],
    run: ([from, to]) => integer(fullYears(date(from), date(to))),
  },
  {
    name: 'months',
    method: false,
    ofCel: false,
    signatures: ['months(string, string): int'],
    summary:
      'Full months from one date to another; negative when the second one is before. From the 31st, a month ends on the last day of a shorter one.',
    examples: [
      ['months("2026-01-31", "2026-02-28")', 1],
      ['months("2026-01-31", "2026-02-27")', 0],
      ['months("2028-01-31", "2028-02-28")', 0],
      ['months("2025-11-22", "2026-11-22")', 12],
    ],
    run: ([from, to]) => integer(fullMonths(date(from), date(to))),
  },
  {
    name: 'days',
    method: false,
    ofCel: false,
    signatures: ['days(string, string): int'],
    summary: 'Days from one date to another; negative when the second one is before.',
    examples: [['days("2026-01-30", "2026-03-01")', 30]],
    run: ([from, to]) => integer(daysBetween(date(from), date(to))),
  },
  {
    name: 'weekday',
    method: false,
    ofCel: false,
    signatures: ['weekday(string): int'],
    summary: 'The day of the week of a date: 1 for Monday, 7 for Sunday.',
    examples: [['weekday("2026-11-22")', 7]],
    run: ([day]) => integer(weekdayOf(date(day))),
  },
  {
    name: 'year',
    method: false,
    ofCel: false,
    signatures: ['year(string): int'],
    summary: 'The year of a date.',
    examples: [['year("2026-11-22")', 2026]],
    run: ([day]) => integer(Number(date(day).slice(0, 4))),
  },
  {
    name: 'month',
    method: false,
    ofCel: false,
    signatures: ['month(string): int'],
    summary: 'The month of a date, 1 to 12.',
    examples: [['month("2026-11-22")', 11]],
    run: ([day]) => integer(Number(date(day).slice(5, 7))),
  },
  {
    name: 'schoolYear',
    method: false,
    ofCel: false,
    signatures: ['schoolYear(string): int'],
    summary: 'The year in which the school year of a date began (on 1 September).',
    examples: [['schoolYear("2027-08-31")', 2026]],
    run: ([day]) => integer(schoolYearOf(date(day))),
  },
  {
    name: 'shift',
    method: false,
    ofCel: false,
    signatures: ['shift(string, string): string'],
    summary: 'The date that is that long after another, or before it: `30d`, `2w`, `-6m`, `18y`.',
    examples: [
      ['shift("2026-01-31", "1m")', '2026-02-28'],
      ['shift("2026-11-22", "-18y")', '2008-11-22'],
    ],
    run: ([day, delay]) => {
      const by = text(delay);
      const moved = resolveDateBound(`today${/^[+-]/.test(by) ? '' : '+'}${by}`, date(day));
      if (moved === undefined) throw new EvaluationProblem('Not a delay such as 30d, 2w, -6m or 18y');
      return moved;
    },
  },
  {
    name: 'sum',
    method: false,
    ofCel: false,
    signatures: ['sum(list, string): dyn'],
    summary: 'The sum of a field over the rows of a group or of a table. Rows without it count for nothing.',
    examples: [['sum([{"price": 250}, {"price": 150}], "price")', 400]],
    run: ([rows, key], surroundings) => sumOf(list(rows), text(key), surroundings),
  },
  {
    name: 'min',
    method: false,
    ofCel: false,
    signatures: ['min(int, int): int', 'min(double, double): double', 'min(int, double): dyn', 'min(double, int): dyn'],
    summary: 'The smaller of two numbers.',
    examples: [['min(3, 5)', 3]],
    run: (values) => extreme(values, (a, b) => a < b),
  },
  {
    name: 'max',
    method: false,
    ofCel: false,
    signatures: ['max(int, int): int', 'max(double, double): double', 'max(int, double): dyn', 'max(double, int): dyn'],
    summary: 'The greater of two numbers.',
    examples: [['max(0, 2 - 5)', 0]],
    run: (values) => extreme(values, (a, b) => a > b),
  },
  {
    name: 'round',
    method: false,
    ofCel: false,
    signatures: ['round(double): int', 'round(int): int'],
    summary: 'The nearest whole number; halves go up.',
    examples: [['round(2.5)', 3]],
    run: ([value]) => {
      const given = number(value);
      return typeof given === 'bigint' ? given : integer(Math.round(given));
    },
  },
  {
    name: 'fold',
    method: false,
    ofCel: false,
    signatures: ['fold(string): string'],
    summary: 'A text without accents, capitals or punctuation, to compare what people type.',
    examples: [['fold("Rue de l’Église")', 'rue de l eglise']],
    run: ([value], work) => {
      work.spend(text(value).length / 10);
      return comparable(text(value));
    },
  },
  {
    name: 'mentions',
    method: true,
    ofCel: false,
    signatures: ['string.mentions(string): bool'],
    summary: 'Whether a text has these words, whatever the accents and the capitals.',
    examples: [['"Près de l’École".mentions("ecole")', true]],
    run: ([subject, words], work) => {
      work.spend((text(subject).length + text(words).length) / 10);
      return comparable(text(subject)).includes(comparable(text(words)));
    },
  },
  {
    name: 'matches',
    method: true,
    ofCel: true,
    signatures: ['string.matches(string): bool'],
    summary: 'Whether a part of the text follows the pattern (RE2: no look-around, no back-reference).',
    examples: [['"27200".matches("^27\\\\d{3}$")', true]],
    run: ([subject, pattern], surroundings) => matches(text(subject), text(pattern), surroundings),
  },
  {
    name: 'contains',
    method: true,
    ofCel: true,
    signatures: ['string.contains(string): bool'],
    summary: 'Whether a text has another inside, letter for letter.',
    examples: [['"Vernon".contains("ern")', true]],
    run: ([subject, part], work) => {
      work.spend(text(subject).length / 100);
      return text(subject).includes(text(part));
    },
  },
  {
    name: 'startsWith',
    method: true,
    ofCel: true,
    signatures: ['string.startsWith(string): bool'],
    summary: 'Whether a text begins with another.',
    examples: [['"27200".startsWith("27")', true]],
    run: ([subject, part]) => text(subject).startsWith(text(part)),
  },
  {
    name: 'endsWith',
    method: true,
    ofCel: true,
    signatures: ['string.endsWith(string): bool'],
    summary: 'Whether a text ends with another.',
    examples: [['"a@vernon.fr".endsWith(".fr")', true]],
    run: ([subject, part]) => text(subject).endsWith(text(part)),
  },
  {
    name: 'substring',
    method: true,
    ofCel: true,
    signatures: ['string.substring(int): string', 'string.substring(int, int): string'],
    summary: 'A part of a text, from a position (0 for the first letter) to before another.',
    examples: [['"27200".substring(0, 2)', '27']],
    run: ([subject, from, to]) => slice(text(subject), asInteger(from), to === undefined ? undefined : asInteger(to)),
  },
  {
    name: 'trim',
    method: true,
    ofCel: true,
    signatures: ['string.trim(): string'],
    summary: 'A text without the spaces at its ends.',
    examples: [['" a ".trim()', 'a']],
    run: ([subject]) => text(subject).trim(),
  },
  {
    name: 'lowerAscii',
    method: true,
    ofCel: true,
    signatures: ['string.lowerAscii(): string'],
    summary: 'A text in small letters.',
    examples: [['"AB".lowerAscii()', 'ab']],
    run: ([subject]) => text(subject).toLowerCase(),
  },
  {
    name: 'upperAscii',
    method: true,
    ofCel: true,
    signatures: ['string.upperAscii(): string'],
    summary: 'A text in capitals.',
    examples: [['"ab".upperAscii()', 'AB']],
    run: ([subject]) => text(subject).toUpperCase(),
  },
  {
    name: 'join',
    method: true,
    ofCel: true,
    signatures: ['list<string>.join(string): string'],
    summary: 'The texts of a list, one after the other.',
    examples: [['["a", "b"].join(", ")', 'a, b']],
    run: ([texts, between = ''], work) => {
      work.spend(list(texts).length);
      return list(texts).map(text).join(text(between));
    },
  },
  ...[false, true].map(
    (method): ExpressionFunction => ({
      name: 'size',
      method,
      ofCel: true,
      signatures: method ? ['string.size(): int', 'list.size(): int'] : ['size(string): int', 'size(list): int'],
      summary: method ? 'The same, written after.' : 'How many letters in a text, how many items or rows in a list.',
      examples: method ? [['[1, 2].size()', 2]] : [['size("été")', 3]],
      run: ([value], surroundings) => sizeOf(value, surroundings),
    }),
  ),
  {
    name: 'string',
    method: false,
    ofCel: true,
    signatures: ['string(int): string', 'string(double): string', 'string(bool): string'],
    summary: 'A number or a yes/no as text.',
    examples: [['string(3) + " enfants"', '3 enfants']],
    run: ([value]) => asText(value),
  },
  {
    name: 'int',
    method: false,
    ofCel: true,
    signatures: ['int(double): int', 'int(string): int'],
    summary: 'A whole number, from a text of digits or by leaving out the decimals.',
    examples: [['int(2.9)', 2]],
    run: ([value]) => asInteger(value),
  },
  {
    name: 'double',
    method: false,
    ofCel: true,
    signatures: ['double(int): double', 'double(string): double'],
    summary: 'A number with decimals.',
    examples: [['double(1) / 4.0', 0.25]],
    run: ([value]) => asDouble(value),
  },
];

const byName = new Map(functions.map((one) => [keyOf(one.name, one.method), one]));

function keyOf(name: string, method: boolean): string {
  return method ? `.${name}` : name;
}

export function findExpressionFunction(name: string, method: boolean): ExpressionFunction | undefined {
  return byName.get(keyOf(name, method));
}

export function listExpressionFunctions(): readonly ExpressionFunction[] {
  return functions;
}
