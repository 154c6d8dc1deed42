import { allOf, type CelCondition, celText, constantly, not, one } from './cel-condition.ts';
import { dateOf, isoDate, truthOf } from './compare.ts';
import type { ConditionScope } from './known-fields.ts';
import { UntranslatableError } from './syntax.ts';
import { asNumber, asText, celOf, constant, isNothing, plainNumber, plainText, type Value } from './values.ts';

type Filter = (value: Value, args: readonly Value[], scope: ConditionScope) => Value;

/** Applies a filter of Django or of Publik. @throws {UntranslatableError} for those without equivalent. */
export function applyFilter(value: Value, name: string, args: readonly Value[], scope: ConditionScope): Value {
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) throw new UntranslatableError('condition-filter', name);
  return filter(value, args, scope);
}

const same: Filter = (value) => value;

function inText(write: (cel: string) => string, fold: (text: string) => string): Filter {
  return (value) => {
    if (value.kind === 'constant') return constant(fold(plainText(value.value)));
    // Choices are compared without regard to capitals and accents.
    if (value.kind === 'field' && ['choice', 'choices', 'boolean', 'country'].includes(value.field.kind)) return value;
    const { cel, needs } = asText(value);
    return { kind: 'text', cel: write(cel), needs };
  };
}

function test(write: (cel: string, other: string) => string, fold: (text: string, other: string) => boolean): Filter {
  return (value, [other = constant('')], scope) => {
    if (other.kind !== 'constant') throw new UntranslatableError('condition-types');
    const text = plainText(other.value);
    if (value.kind === 'constant') return truth(constantly(fold(plainText(value.value), text)));
    if (value.kind === 'field' && value.field.kind === 'choice') {
      const chosen = value.field.options.filter((option) =>
        fold(value.part === 'identifier' ? option.raw : option.label, text),
      );
      if (chosen.length === 0) return truth(constantly(false));
      return truth(one(`${value.field.id} in [${chosen.map((option) => celText(option.value)).join(', ')}]`));
    }
    const { cel, needs } = asText(value);
    const guards = scope.guarded ? needs.map((id) => one(`${id} != null`)) : [];
    return truth(allOf(...guards, one(write(cel, celText(text)))));
  };
}

function truth(condition: CelCondition): Value {
  return { kind: 'condition', condition };
}

function arithmetic(operator: '+' | '-' | '*' | '/'): Filter {
  return (value, [other = constant(0)]) => {
    const texts = [value, other].map(
      (one) => one.kind === 'constant' && typeof one.value === 'string' && !isNumberLike(one),
    );
    if (operator === '+' && (texts[0] || texts[1] || [value, other].some(isWritten))) {
      const [a, b] = [asText(value), asText(other)];
      return { kind: 'text', cel: `${a.cel} + ${b.cel}`, needs: [...a.needs, ...b.needs] };
    }
    const [a, b] = [asNumber(value), asNumber(other)];
    if (a.constant !== undefined && b.constant !== undefined)
      return constant(compute(operator, a.constant, b.constant));
    return { kind: 'number', cel: `(${a.cel} ${operator} ${b.cel})`, needs: [...a.needs, ...b.needs] };
  };
}

function compute(operator: '+' | '-' | '*' | '/', left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  return operator === '*' ? left * right : left / (right || 1);
}

function isNumberLike(value: Value): boolean {
  return value.kind === 'constant' && (isNothing(value) || plainNumber(value.value) !== undefined);
}

function isWritten(value: Value): boolean {
  return (
    value.kind === 'text' ||
    value.kind === 'date' ||
    (value.kind === 'field' && ['date', 'time'].includes(value.field.kind))
  );
}

function addDays(value: Value, [days = constant(0)]: readonly Value[], sign: 1 | -1, factor = 1): Value {
  const count = days.kind === 'constant' ? (isNothing(days) ? 0 : plainNumber(days.value)) : undefined;
  if (count === undefined) throw new UntranslatableError('condition-types', 'add_days');
  const date = dateOf(value);
  return { ...date, days: date.days + sign * count * factor };
}

/** `date` alone makes a date; with a format, the parts that it keeps. */
function date(value: Value, [format]: readonly Value[]): Value {
  if (value.kind === 'constant' && isNothing(value)) return value;
  const day = dateOf(value);
  if (format === undefined) return day;
  const pattern = format.kind === 'constant' ? plainText(format.value) : '';
  const parts: Readonly<Record<string, string>> = {
    'Y-m-d': day.cel,
    Y: `${day.cel}.substring(0, 4)`,
    m: `${day.cel}.substring(5, 7)`,
    n: `${day.cel}.substring(5, 7)`,
    d: `${day.cel}.substring(8, 10)`,
    j: `${day.cel}.substring(8, 10)`,
    'Y-m': `${day.cel}.substring(0, 7)`,
    'm-d': `${day.cel}.substring(5, 10)`,
  };
  const cel = Object.hasOwn(parts, pattern) ? parts[pattern] : undefined;
  if (cel === undefined || day.days !== 0) throw new UntranslatableError('condition-filter', `date:${pattern}`);
  return { kind: 'text', cel, needs: day.needs };
}

function dateTime(value: Value): Value {
  if (value.kind === 'text' || value.kind === 'date') return value;
  return value.kind === 'constant' && isoDate(plainText(value.value)) === undefined ? value : dateOf(value);
}

function age(value: Value): Value {
  const { cel, needs, days } = dateOf(value);
  if (days !== 0) throw new UntranslatableError('condition-types', 'age');
  return { kind: 'number', cel: `age(${cel})`, needs };
}

function ageInDays(value: Value): Value {
  const day = dateOf(value);
  const cel = `days(${day.cel}, today)`;
  return { kind: 'number', cel: day.days === 0 ? cel : `(${cel} - ${day.days})`, needs: day.needs };
}

function length(value: Value): Value {
  if (value.kind === 'constant') return constant(plainText(value.value).length);
  if (value.kind === 'list') return constant(value.items.length);
  if (value.kind === 'field' && ['choices', 'presence', 'unknown', 'text'].includes(value.field.kind)) {
    const { id } = value.field;
    return { kind: 'number', cel: `(${id} != null ? size(${id}) : 0)`, needs: [] };
  }
  const { cel, needs } = asText(value);
  return { kind: 'number', cel: `size(${cel})`, needs };
}

/** The answer, or the default where there is none: only simple ones, for a condition is to stay readable. */
function defaulted(value: Value, [otherwise = constant('')]: readonly Value[]): Value {
  if (value.kind === 'constant') return isNothing(value) ? otherwise : value;
  if (isNothing(otherwise)) return value;
  if (otherwise.kind !== 'constant') throw new UntranslatableError('condition-types', 'default');
  const number = plainNumber(otherwise.value);
  const isNumber =
    value.kind === 'number' ||
    (value.kind === 'field' && value.field.kind === 'number') ||
    typeof otherwise.value === 'number';
  if (number !== undefined && isNumber) {
    const { cel, needs } = asNumber(value);
    return { kind: 'number', cel: whenThere(needs, cel, celOf(number)), needs: [] };
  }
  const { cel, needs } = asText(value);
  return { kind: 'text', cel: whenThere(needs, cel, celText(plainText(otherwise.value))), needs: [] };
}

function whenThere(needs: readonly string[], cel: string, otherwise: string): string {
  return `(${needs.map((id) => `${id} != null`).join(' && ')} ? ${cel} : ${otherwise})`;
}

const decimal: Filter = (value, args) => {
  if (value.kind === 'constant' && isNothing(value)) return args[0] ?? constant(0);
  const number = asNumber(value);
  return number.constant === undefined
    ? { kind: 'number', cel: number.cel, needs: number.needs }
    : constant(number.constant);
};

const emptiness: Filter = (value) => truth(not(truthOf(value)));

const lengthIs: Filter = (value, [count = constant(0)]) => {
  const size = length(value);
  const wanted = count.kind === 'constant' ? plainNumber(count.value) : undefined;
  if (wanted === undefined) throw new UntranslatableError('condition-types', 'length_is');
  if (size.kind === 'constant') return truth(constantly(size.value === wanted));
  const { cel, needs } = asNumber(size);
  return truth(allOf(...needs.map((id) => one(`${id} != null`)), one(`${cel} == ${wanted}`)));
};

function pattern(expression: string): Filter {
  return (value) => {
    const { cel, needs } = asText(value);
    return truth(allOf(...needs.map((id) => one(`${id} != null`)), one(`${cel}.matches(${celText(expression)})`)));
  };
}

const filters: Readonly<Record<string, Filter>> = {
  safe: same,
  force_escape: same,
  escape: same,
  unlazy: same,
  unlazy_filter: same,
  string: same,
  stringformat: same,
  list: same,
  getlist: same,
  raw: same,
  localize: same,
  unlocalize: same,
  lower: inText(
    (cel) => `${cel}.lowerAscii()`,
    (text) => text.toLowerCase(),
  ),
  upper: inText(
    (cel) => `${cel}.upperAscii()`,
    (text) => text.toUpperCase(),
  ),
  strip: inText(
    (cel) => `${cel}.trim()`,
    (text) => text.trim(),
  ),
  startswith: test(
    (cel, other) => `${cel}.startsWith(${other})`,
    (text, other) => text.startsWith(other),
  ),
  endswith: test(
    (cel, other) => `${cel}.endsWith(${other})`,
    (text, other) => text.endsWith(other),
  ),
  contains: test(
    (cel, other) => `${cel}.contains(${other})`,
    (text, other) => text.includes(other),
  ),
  add: arithmetic('+'),
  subtract: arithmetic('-'),
  multiply: arithmetic('*'),
  divide: arithmetic('/'),
  decimal,
  integer: decimal,
  int: decimal,
  float: decimal,
  floatformat: same,
  date,
  parse_date: date,
  datetime: dateTime,
  parse_datetime: dateTime,
  time: (value) => {
    if (value.kind === 'field' && ['time', 'text', 'choice'].includes(value.field.kind)) {
      return { kind: 'text', ...asText(value) };
    }
    return value;
  },
  add_days: (value, args) => addDays(value, args, 1),
  subtract_days: (value, args) => addDays(value, args, -1),
  add_weeks: (value, args) => addDays(value, args, 1, 7),
  age_in_years: age,
  age_in_days: ageInDays,
  length,
  count: length,
  length_is: lengthIs,
  default: defaulted,
  default_if_none: defaulted,
  is_empty: emptiness,
  truth: (value) => truth(truthOf(value)),
  is_french_mobile_phone_number: pattern('^(\\+33|0)[67]'),
};
