import { type FormBody, single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import {
  type Clause,
  type Condition,
  type ConditionField,
  type ConditionFields,
  type ConditionItem,
  isClause,
  mayBeLenient,
  mostLevels,
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

/** The name of an item of the builder: `i.0.2`, after what stands before the names of its page. */
export function itemName(prefix: string, at: readonly number[]): string {
  return `${prefix}${['i', ...at].join('.')}`;
}

/**
 * Reads the builder's page; its buttons add and take away clauses without anything being saved.
 * @param prefix before the names of the inputs
 */
export function readCondition(body: FormBody, fields: ConditionFields, reading: Reading, prefix = ''): PostedCondition {
  const around = { body, fields, reading, prefix };
  const condition = readGroup(around, []);
  const pressed = Object.keys(body).find(
    (key) => key.startsWith(prefix) && /^__(add|add-group|remove)(:\d+)*$/.test(key.slice(prefix.length)),
  );
  if (pressed === undefined) return { condition, save: true };
  const [act = '', ...at] = pressed.slice(prefix.length).split(':');
  return { condition: afterButton(condition, act, at.map(Number), around), save: false };
}

function joinOf(text: string): 'all' | 'any' {
  return text === 'any' ? 'any' : 'all';
}

/** The name of an input of a group: those of the whole condition have no number. */
function groupInput(prefix: string, at: readonly number[], part: string): string {
  return at.length === 0 ? prefix + part : `${itemName(prefix, at)}.${part}`;
}

function readGroup(around: Surroundings, at: readonly number[]): Condition {
  const { body, fields, prefix } = around;
  const text = (part: string) => single(body, groupInput(prefix, at, part));
  const count = Math.min(most, Number(text('items')) || 0);
  const items = Array.from({ length: count }, (_, index): ConditionItem => {
    const place = [...at, index];
    const name = itemName(prefix, place);
    const isGroup = single(body, `${name}.kind`) === 'group' && place.length < mostLevels;
    return isGroup ? readGroup(around, place) : readClause(body, name, fields);
  });
  return { join: joinOf(text('join')), items };
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
  readonly prefix: string;
}

/** @param at the group that the button stands in; for the one that takes away, what goes */
function afterButton(condition: Condition, act: string, at: readonly number[], around: Surroundings): Condition {
  const { body, fields, reading, prefix } = around;
  if (act === '__remove') {
    const gone = at.at(-1);
    return withGroup(condition, at.slice(0, -1), (group) => ({
      ...group,
      items: group.items.filter((_, index) => index !== gone),
    }));
  }
  if (act === '__add-group')
    return withGroup(condition, at, (group) => ({
      ...group,
      items: [...group.items, { join: group.join === 'all' ? 'any' : 'all', items: [] }],
    }));
  const field = fields.get(single(body, groupInput(prefix, at, 'new-field')));
  if (field === undefined) return condition;
  const clause = newClause(field, fields, reading);
  return withGroup(condition, at, (group) => ({ ...group, items: [...group.items, clause] }));
}

/** The most usual thing to say of the answer; checks say nothing of what has not been answered. */
function newClause(field: ConditionField, fields: ConditionFields, reading: Reading): Clause {
  const clause: Clause = { field: field.id, operator: operatorsFor(field)[0] ?? 'filled', values: [] };
  return reading === 'check' && mayBeLenient(clause, fields) ? { ...clause, lenient: true } : clause;
}

function withGroup(group: Condition, at: readonly number[], change: (group: Condition) => Condition): Condition {
  const [first, ...rest] = at;
  if (first === undefined) return change(group);
  return {
    ...group,
    items: group.items.map((item, index) => (index !== first || isClause(item) ? item : withGroup(item, rest, change))),
  };
}
