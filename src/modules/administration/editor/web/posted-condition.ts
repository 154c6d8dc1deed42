import { type FormBody, single } from '#platform/http/context.ts';
import {
  type Clause,
  type ClauseGroup,
  type Condition,
  type ConditionField,
  isClause,
  operators,
  operatorsOf,
} from '../domain/conditions/condition.ts';

type Fields = ReadonlyMap<string, ConditionField>;

/** What the builder posted: the condition as typed, perhaps not yet whole, and whether it is to be saved. */
export interface PostedCondition {
  readonly condition: Condition;
  readonly save: boolean;
}

const most = 30;

/** Reads the builder's page; its buttons add and take away clauses without anything being saved. */
export function readCondition(body: FormBody, fields: Fields): PostedCondition {
  const count = Math.min(most, Number(single(body, 'items')) || 0);
  const items: (Clause | ClauseGroup)[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `i.${index}`;
    const isGroup = single(body, `${name}.kind`) === 'group';
    items.push(isGroup ? readGroup(body, name, fields) : readClause(body, name, fields));
  }
  const condition = { join: joinOf(single(body, 'join')), items };
  const pressed = Object.keys(body).find((key) => key.startsWith('__'));
  if (pressed === undefined) return { condition, save: true };
  return { condition: afterButton(condition, pressed, body, fields), save: false };
}

function joinOf(text: string): 'all' | 'any' {
  return text === 'any' ? 'any' : 'all';
}

function readGroup(body: FormBody, name: string, fields: Fields): ClauseGroup {
  const count = Math.min(most, Number(single(body, `${name}.count`)) || 0);
  const items = Array.from({ length: count }, (_, index) => readClause(body, `${name}.${index}`, fields));
  return { join: joinOf(single(body, `${name}.join`)), items };
}

function readClause(body: FormBody, name: string, fields: Fields): Clause {
  const field = single(body, `${name}.field`);
  const kind = fields.get(field)?.kind;
  const posted = operators.find((one) => one === single(body, `${name}.operator`));
  const operator = posted ?? (kind === undefined ? 'is' : (operatorsOf(kind)[0] ?? 'filled'));
  if (operator === 'filled' || operator === 'empty') return { field, operator, values: [] };
  const raw = body[`${name}.value`];
  const typed = (raw === undefined ? [] : typeof raw === 'string' ? [raw] : [...raw])
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const isAge = operator === 'age-at-least' || operator === 'age-under';
  const values = typed.map((value) => (kind === undefined || isAge ? value : plainValue(kind, value)));
  // Several boxes ticked for "is" mean one of them.
  if (values.length > 1 && operator === 'is') return { field, operator: 'one-of', values };
  if (values.length > 1 && operator === 'is-not') return { field, operator: 'none-of', values };
  return { field, operator, values };
}

/** What people type to what the builder keeps: a comma in a number, euros for cents. */
function plainValue(kind: ConditionField['kind'], value: string): string {
  if (kind !== 'number' && kind !== 'money') return value;
  const plain = value.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (kind === 'number') return plain;
  return /^-?\d{1,10}(\.\d{1,2})?$/.test(plain) ? String(Math.round(Number(plain) * 100)) : value;
}

function afterButton(condition: Condition, pressed: string, body: FormBody, fields: Fields): Condition {
  const [act = '', first, second] = pressed.split(':');
  const group = first === undefined ? undefined : Number(first);
  if (act === '__add-group')
    return { ...condition, items: [...condition.items, { join: condition.join === 'all' ? 'any' : 'all', items: [] }] };
  if (act === '__add') {
    const chosen = single(body, group === undefined ? 'new-field' : `i.${group}.new-field`);
    const field = fields.get(chosen);
    if (field === undefined) return condition;
    const clause: Clause = { field: chosen, operator: operatorsOf(field.kind)[0] ?? 'filled', values: [] };
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

function withItem(
  condition: Condition,
  index: number,
  change: (item: Clause | ClauseGroup) => Clause | ClauseGroup,
): Condition {
  return { ...condition, items: condition.items.map((item, at) => (at === index ? change(item) : item)) };
}
