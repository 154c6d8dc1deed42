import { slugOf } from '../naming.ts';
import { allOf, anyOf, type CelCondition, celText, constantly, never, not, one } from './cel-condition.ts';
import { countryCode } from './country-codes.ts';
import type { ConditionScope, KnownField, KnownOption } from './known-fields.ts';
import { type Comparison, UntranslatableError } from './syntax.ts';
import {
  asNumber,
  asText,
  isNothing,
  isTruthy,
  optionsCalled,
  plainNumber,
  plainText,
  sameWords,
  type Value,
} from './values.ts';

type FieldValue = Extract<Value, { kind: 'field' }>;
type Constant = Extract<Value, { kind: 'constant' }>;

/** The condition that a value is "true" as Publik has it: answered, not empty, not zero, ticked. */
export function truthOf(value: Value): CelCondition {
  switch (value.kind) {
    case 'condition':
      return value.condition;
    case 'constant':
      return constantly(isTruthy(value.value));
    case 'list':
      return constantly(value.items.length > 0);
    case 'field':
      return isAnswered(value.field);
    case 'number':
      return allOf(...answered(value.needs), one(`${value.cel} != 0`));
    case 'text':
      return allOf(...answered(value.needs), one(`${value.cel} != ""`));
    case 'date':
      return allOf(...answered(value.needs));
  }
}

function isAnswered(field: KnownField): CelCondition {
  if (field.kind === 'boolean') return one(`${field.id} == true`);
  if (field.kind === 'number') return allOf(one(`${field.id} != null`), one(`${field.id} != 0`));
  const there = one(`${field.id} != null`);
  return field.mayBeEmpty === true ? allOf(there, one(`${field.id} != ""`)) : there;
}

function answered(ids: readonly string[]): CelCondition[] {
  return [...new Set(ids)].map((id) => one(`${id} != null`));
}

/** @throws {UntranslatableError} when the two cannot be compared. */
export function compare(operator: Comparison, left: Value, right: Value, scope: ConditionScope): CelCondition {
  switch (operator) {
    case '==':
      return equal(left, right, scope);
    case '!=':
      return not(equal(left, right, scope));
    case 'in':
      return contained(left, right, scope);
    case 'not in':
      return not(contained(left, right, scope));
    default:
      return ordered(operator, left, right, scope);
  }
}

function equal(left: Value, right: Value, scope: ConditionScope): CelCondition {
  if (left.kind === 'constant' && right.kind === 'constant') return constantly(sameConstants(left, right));
  if (left.kind === 'field' && right.kind === 'constant') return equalsConstant(left, right, scope);
  if (left.kind === 'constant' && right.kind === 'field') return equalsConstant(right, left, scope);
  if (left.kind === 'field' && right.kind === 'field') return equalFields(left.field, right.field);
  if (left.kind === 'condition' || right.kind === 'condition') return equalTruths(left, right);
  if (left.kind === 'date' || right.kind === 'date') return ordered('==', left, right, scope);
  if (left.kind === 'number' || right.kind === 'number') return ordered('==', left, right, scope);
  if (isNothing(left)) return not(truthOf(right));
  if (isNothing(right)) return not(truthOf(left));
  const [a, b] = [asText(left), asText(right)];
  return allOf(...guards([...a.needs, ...b.needs], scope), one(`${a.cel} == ${b.cel}`));
}

function sameConstants(left: Constant, right: Constant): boolean {
  const numbers = [plainNumber(left.value), plainNumber(right.value)];
  if (typeof left.value !== 'boolean' && typeof right.value !== 'boolean' && numbers[0] !== undefined) {
    if (numbers[0] === numbers[1]) return true;
  }
  return plainText(left.value) === plainText(right.value);
}

function equalTruths(left: Value, right: Value): CelCondition {
  const [condition, other] = left.kind === 'condition' ? [left, right] : [right, left];
  if (condition.kind !== 'condition' || other.kind !== 'constant') throw new UntranslatableError('condition-types');
  return booleanOf(other) ? condition.condition : not(condition.condition);
}

/** Yes and no are written in many ways. */
function booleanOf(value: Constant): boolean {
  return typeof value.value === 'string'
    ? ['true', 'oui', 'yes', 'on', '1', 'vrai'].includes(value.value.toLowerCase())
    : isTruthy(value.value);
}

function equalsConstant(value: FieldValue, other: Constant, scope: ConditionScope): CelCondition {
  const { field } = value;
  const { id } = field;
  if (field.kind === 'boolean') return one(booleanOf(other) ? `${id} == true` : `${id} != true`);
  if (isNothing(other)) return not(isAnswered(field));
  const text = plainText(other.value);
  switch (field.kind) {
    case 'choice':
      return choiceIs(field, optionsCalled(field, text, value.part), text, scope);
    case 'choices':
      return listIs(value, text, scope);
    case 'number': {
      const number = plainNumber(other.value);
      return number === undefined ? never : one(`${id} == ${number}`);
    }
    case 'date':
      return one(`${id} == ${celText(isoDate(text) ?? text)}`);
    case 'country':
      return one(`${id} == ${celText(countryCode(text) ?? text)}`);
    case 'text':
    case 'time':
      return one(`${id} == ${celText(text)}`);
    case 'presence':
      if (typeof other.value === 'boolean') return one(`${id} ${other.value ? '!=' : '=='} null`);
      throw new UntranslatableError('condition-types', id);
    case 'unknown':
      return unknownIs(field, other);
  }
}

/** The form is not there: the answer may be the words themselves or the value of an option. */
function unknownIs(field: KnownField, other: Constant): CelCondition {
  if (typeof other.value !== 'string') return one(`${field.id} == ${String(other.value)}`);
  const slug = slugOf(other.value, 60);
  if (['True', 'False'].includes(other.value)) return one(`${field.id} == ${other.value.toLowerCase()}`);
  return slug === '' || slug === other.value
    ? one(`${field.id} == ${celText(other.value)}`)
    : one(`${field.id} in [${celText(other.value)}, ${celText(slug)}]`);
}

function choiceIs(
  field: KnownField,
  options: readonly KnownOption[],
  text: string,
  scope: ConditionScope,
): CelCondition {
  const [first] = options;
  if (first === undefined) {
    scope.assume('assumed-no-option', `${field.id}: ${text}`);
    return never;
  }
  return options.length === 1
    ? one(`${field.id} == ${celText(first.value)}`)
    : one(`${field.id} in [${options.map((option) => celText(option.value)).join(', ')}]`);
}

/** The words of several choices are written one after the other, with commas. */
function listIs(value: FieldValue, text: string, scope: ConditionScope): CelCondition {
  const parts = [text, ...(text.includes(',') ? text.split(',') : [])];
  const whole = optionsCalled(value.field, text, value.part);
  const chosen =
    whole.length > 0 ? whole : parts.slice(1).flatMap((part) => optionsCalled(value.field, part, value.part));
  if (chosen.length === 0) {
    scope.assume('assumed-no-option', `${value.field.id}: ${text}`);
    return never;
  }
  return allOf(
    one(`${value.field.id} != null`),
    one(`size(${value.field.id}) == ${chosen.length}`),
    ...chosen.map((option) => one(`${celText(option.value)} in ${value.field.id}`)),
  );
}

function equalFields(left: KnownField, right: KnownField): CelCondition {
  const alike = new Set(['text', 'date', 'time', 'unknown']);
  const comparable =
    left.kind === right.kind
      ? left.kind !== 'presence' && left.kind !== 'choices'
      : alike.has(left.kind) && alike.has(right.kind);
  if (!comparable) throw new UntranslatableError('condition-types', `${left.id}, ${right.id}`);
  return one(`${left.id} == ${right.id}`);
}

function guards(needs: readonly string[], scope: ConditionScope): CelCondition[] {
  return scope.guarded ? answered(needs) : [];
}

function ordered(operator: Comparison, left: Value, right: Value, scope: ConditionScope): CelCondition {
  if (left.kind === 'constant' && right.kind === 'constant') return orderedConstants(operator, left, right);
  if (isDate(left) || isDate(right)) return orderedDates(operator, dateOf(left), dateOf(right), scope);
  if (isTextual(left) && isTextual(right)) {
    const [a, b] = [asText(left), asText(right)];
    return allOf(...guards([...a.needs, ...b.needs], scope), one(`${a.cel} ${operator} ${b.cel}`));
  }
  const [a, b] = [asNumber(left), asNumber(right)];
  return allOf(...guards([...a.needs, ...b.needs], scope), one(`${a.cel} ${operator} ${b.cel}`));
}

function orderedConstants(operator: Comparison, left: Constant, right: Constant): CelCondition {
  const [a, b] = [plainNumber(left.value), plainNumber(right.value)];
  if (a === undefined || b === undefined) return never;
  if (operator === '<') return constantly(a < b);
  if (operator === '<=') return constantly(a <= b);
  return constantly(operator === '>' ? a > b : operator === '>=' ? a >= b : a === b);
}

/** Hours and texts with hours in them are compared as texts. */
function isTextual(value: Value): boolean {
  if (value.kind === 'text') return true;
  if (value.kind === 'field') return value.field.kind === 'time' || value.field.kind === 'date';
  return value.kind === 'constant' && typeof value.value === 'string' && plainNumber(value.value) === undefined;
}

function isDate(value: Value): boolean {
  return value.kind === 'date' || (value.kind === 'field' && value.field.kind === 'date');
}

type DateValue = Extract<Value, { kind: 'date' }>;

/** A value as a day. @throws {UntranslatableError} */
export function dateOf(value: Value): DateValue {
  if (value.kind === 'date') return value;
  if (value.kind === 'field' && ['date', 'text', 'unknown'].includes(value.field.kind)) {
    return { kind: 'date', cel: value.field.id, days: 0, needs: [value.field.id] };
  }
  if (value.kind === 'text') return { kind: 'date', cel: value.cel, days: 0, needs: value.needs };
  const iso = value.kind === 'constant' ? isoDate(plainText(value.value)) : undefined;
  if (iso === undefined) throw new UntranslatableError('condition-types');
  return { kind: 'date', cel: celText(iso), days: 0, needs: [] };
}

function orderedDates(operator: Comparison, left: DateValue, right: DateValue, scope: ConditionScope): CelCondition {
  const guard = guards([...left.needs, ...right.needs], scope);
  const apart = right.days - left.days;
  return allOf(
    ...guard,
    one(apart === 0 ? `${left.cel} ${operator} ${right.cel}` : `days(${right.cel}, ${left.cel}) ${operator} ${apart}`),
  );
}

/** `31/12/2026` and `2026-12-31` as a date of ours. */
export function isoDate(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  return french === null
    ? undefined
    : `${french[3]}-${(french[2] ?? '').padStart(2, '0')}-${(french[1] ?? '').padStart(2, '0')}`;
}

function contained(left: Value, right: Value, scope: ConditionScope): CelCondition {
  if (right.kind === 'constant' && right.value === null) return never;
  if (right.kind === 'list') return anyOf(...right.items.map((item) => equal(left, item, scope)));
  if (left.kind === 'constant' && right.kind === 'constant') {
    return constantly(plainText(right.value).includes(plainText(left.value)));
  }
  if (left.kind === 'constant' && right.kind === 'field') return fieldHolds(right, plainText(left.value), scope);
  if (left.kind === 'field' && right.kind === 'constant') return fieldIsWithin(left, plainText(right.value), scope);
  if (left.kind === 'field' && right.kind === 'field' && right.field.kind === 'choices') {
    return allOf(...guards([left.field.id, right.field.id], scope), one(`${left.field.id} in ${right.field.id}`));
  }
  const [a, b] = [asText(left), asText(right)];
  return allOf(...guards([...a.needs, ...b.needs], scope), one(`${b.cel}.contains(${a.cel})`));
}

/** `"school" in form_var_reasons`: among the choices, or in the words of the answer. */
function fieldHolds(value: FieldValue, text: string, scope: ConditionScope): CelCondition {
  const { field } = value;
  if (field.kind === 'choices' || field.kind === 'choice') {
    const exact = optionsCalled(field, text, value.part);
    const words = sameWords(text);
    const chosen = exact.length > 0 ? exact : field.options.filter((option) => sameWords(option.label).includes(words));
    if (field.kind === 'choice') return choiceIs(field, chosen, text, scope);
    if (chosen.length === 0) scope.assume('assumed-no-option', `${field.id}: ${text}`);
    return allOf(
      ...guards(chosen.length === 0 ? [] : [field.id], scope),
      anyOf(...chosen.map((option) => one(`${celText(option.value)} in ${field.id}`))),
    );
  }
  if (field.kind === 'unknown') {
    const slug = slugOf(text, 60);
    const either = [text, ...(slug === text || slug === '' ? [] : [slug])];
    return allOf(one(`${field.id} != null`), anyOf(...either.map((part) => one(`${celText(part)} in ${field.id}`))));
  }
  const whole = asText(value);
  return allOf(...guards(whole.needs, scope), one(`${whole.cel}.contains(${celText(text)})`));
}

/** `form_var_reason in "school, work"`: the answer stands in the text. */
function fieldIsWithin(value: FieldValue, text: string, scope: ConditionScope): CelCondition {
  const { field } = value;
  if (field.kind === 'choice') {
    const words = sameWords(text);
    const pick = (option: KnownOption) => (value.part === 'identifier' ? option.raw : option.label);
    return choiceIs(
      field,
      field.options.filter((option) => words.includes(sameWords(pick(option)))),
      text,
      scope,
    );
  }
  const whole = asText(value);
  return allOf(...guards(whole.needs, scope), one(`${celText(text)}.contains(${whole.cel})`));
}
