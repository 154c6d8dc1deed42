import { type FormBody, single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import {
  type Clause,
  type ClauseGroup,
  type Condition,
  type ConditionField,
  type ConditionFields,
  isClause,
  mayBeLenient,
  operatorsFor,
  type Reading,
  takesValue,
} from '../domain/conditions/condition.ts';
import { isComparison, measureOf, operators } from '../domain/conditions/operators.ts';

/** What the builder posted: the condition as typed, perhaps not yet whole, and whether it is to be saved. */
export interface PostedCondition {
  readonly condition: Condition;
  readonly save: boolean;
}

const most = 30;

/** Reads the builder's page; its buttons add and take away clauses without anything being saved. */
export function readCondition(body: FormBody, fields: ConditionFields, reading: Reading): PostedCondition {
  const count = Math.min(most, Number(single(body, 'items')) || 0);
  const items: (Clause | ClauseGroup)[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `i.${index}`;
    const isGroup = single(body, `${name}.kind`) === 'group';
    items.push(isGroup ? readGroup(body, name, fields) : readClause(body, name, fields));
  }
  const condition = { join: joinOf(single(body, 'join')), items };
  const pressed = Object.keys(body).find((key) => /^__(add|add-group|remove)(:|$)/.test(key));
  if (pressed === undefined) return { condition, save: true };
  return { condition: afterButton(condition, pressed, { body, fields, reading }), save: false };
}

function joinOf(text: string): 'all' | 'any' {
  return text === 'any' ? 'any' : 'all';
}

function readGroup(body: FormBody, name: string, fields: ConditionFields): ClauseGroup {
  const count = Math.min(most, Number(single(body, `${name}.count`)) || 0);
  const items = Array.from({ length: count }, (_, index) => readClause(body, `${name}.${index}`, fields));
  return { join: joinOf(single(body, `${name}.join`)), items };
}

function readClause(body: FormBody, name: string, fields: ConditionFields): Clause {
  const field = single(body, `${name}.field`);
  const known = fields.get(field);
  const posted = operators.find((one) => one === single(body, `${name}.operator`));
  const operator = posted ?? (known === undefined ? 'is' : (operatorsFor(known)[0] ?? 'filled'));
  const other = single(body, `${name}.other`);
  const said =
    other !== '' && isComparison(operator) && fields.has(other)
      ? { field, operator, values: [], other }
      : withValues(body, name, { field, operator, values: [] }, known);
  const isLenient = single(body, `${name}.lenient`) !== '' && mayBeLenient(said, fields);
  return isLenient ? { ...said, lenient: true } : said;
}

function withValues(body: FormBody, name: string, clause: Clause, known: ConditionField | undefined): Clause {
  const { operator } = clause;
  if (!takesValue(operator)) return clause;
  const raw = body[`${name}.value`];
  const typed = (raw === undefined ? [] : typeof raw === 'string' ? [raw] : [...raw])
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const isPlain = known === undefined || measureOf(operator) !== undefined;
  const values = typed.map((value) => (isPlain ? value : plainValue(known.kind, value)));
  // Several boxes ticked for "is" mean one of them.
  if (values.length > 1 && operator === 'is') return { ...clause, operator: 'one-of', values };
  if (values.length > 1 && operator === 'is-not') return { ...clause, operator: 'none-of', values };
  return { ...clause, values };
}

/** What people type to what the builder keeps: a comma in a number, euros for cents, a date as it is said. */
function plainValue(kind: ConditionField['kind'], value: string): string {
  if (kind === 'date') return plainDate(value);
  if (kind === 'month')
    return value.replace(/^(\d{1,2})\/(\d{4})$/, (_, month, year) => `${year}-${month.padStart(2, '0')}`);
  if (kind !== 'number' && kind !== 'money') return value;
  const plain = value.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (kind === 'number') return plain;
  return /^-?\d{1,10}(\.\d{1,2})?$/.test(plain) ? String(Math.round(Number(plain) * 100)) : value;
}

function plainDate(value: string): string {
  if (/^(aujourd['’]?hui|today)$/i.test(value)) return 'today';
  const day = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(value);
  return day === null ? value : `${day[3]}-${day[2]?.padStart(2, '0')}-${day[1]?.padStart(2, '0')}`;
}

/** A kept date as people type it. */
export function typedDate(value: string, locale: Locale): string {
  if (value === 'today') return locale === 'fr' ? 'aujourd’hui' : 'today';
  return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}

export function typedMonth(value: string): string {
  return value.replace(/^(\d{4})-(\d{2})$/, '$2/$1');
}

interface Surroundings {
  readonly body: FormBody;
  readonly fields: ConditionFields;
  readonly reading: Reading;
}

function afterButton(condition: Condition, pressed: string, { body, fields, reading }: Surroundings): Condition {
  const [act = '', first, second] = pressed.split(':');
  const group = first === undefined ? undefined : Number(first);
  if (act === '__add-group')
    return { ...condition, items: [...condition.items, { join: condition.join === 'all' ? 'any' : 'all', items: [] }] };
  if (act === '__add') {
    const chosen = single(body, group === undefined ? 'new-field' : `i.${group}.new-field`);
    const field = fields.get(chosen);
    if (field === undefined) return condition;
    const clause = newClause(field, fields, reading);
    if (group === undefined) return { ...condition, items: [...condition.items, clause] };
    return withItem(condition, group, (item) => (isClause(item) ? item : { ...item, items: [...item.items, clause] }));
  }
  if (act === '__remove' && group !== undefined) {
    if (second === undefined) return { ...condition, items: condition.items.filter((_, index) => index !== group) };
    return withItem(condition, group, (item) =>
      isClause(item) ? item : { ...item, items: item.items.filter((_, index) => index !== Number(second)) },
    );
  }
  return condition;
}

/** The most usual thing to say of the answer; checks say nothing of what has not been answered. */
function newClause(field: ConditionField, fields: ConditionFields, reading: Reading): Clause {
  const clause: Clause = { field: field.id, operator: operatorsFor(field)[0] ?? 'filled', values: [] };
  return reading === 'check' && mayBeLenient(clause, fields) ? { ...clause, lenient: true } : clause;
}

function withItem(
  condition: Condition,
  index: number,
  change: (item: Clause | ClauseGroup) => Clause | ClauseGroup,
): Condition {
  return { ...condition, items: condition.items.map((item, at) => (at === index ? change(item) : item)) };
}
