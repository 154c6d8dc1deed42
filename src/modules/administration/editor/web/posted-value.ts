import { type FormBody, single } from '#platform/http/context.ts';
import type { Condition, ConditionFields } from '../domain/conditions/condition.ts';
import {
  emptyOutcome,
  type Factor,
  type Outcome,
  type Sum,
  type Term,
  type Value,
  type ValueKind,
  type ValueSources,
} from '../domain/values/value.ts';
import { readCondition } from './posted-condition.ts';
import { readPieces } from './posted-words.ts';

/** What the builder of values posted: the value as typed, perhaps not yet whole, and whether it is to be saved. */
export interface PostedValue {
  readonly value: Value;
  readonly save: boolean;
}

interface Reader {
  readonly body: FormBody;
  readonly kind: ValueKind;
  readonly sources: ValueSources;
  readonly fields: ConditionFields;
}

const mostCases = 40;
const mostTerms = 20;
/** How many numbers a line may multiply and divide. */
export const mostFactors = 4;

/** The prefix of the names of what holds in a case, or in all others. */
export function outcomePrefix(index: number | undefined): string {
  return index === undefined ? 'o-' : `c${index}-`;
}

/** Reads the builder's page; its buttons change what is shown without anything being saved. */
export function readValue(
  body: FormBody,
  kind: ValueKind,
  sources: ValueSources,
  fields: ConditionFields,
): PostedValue {
  const reader: Reader = { body, kind, sources, fields };
  const count = Math.min(mostCases, Number(single(body, 'cases')) || 0);
  let isPressed = Object.keys(body).some((key) => /^([oc]\d*-)?__(case|table|term|piece|chosen|way)/.test(key));
  const conditionAt = (prefix: string): Condition => {
    const { condition, save } = readCondition(body, fields, 'condition', prefix);
    if (!save) isPressed = true;
    return condition;
  };
  const cases = Array.from({ length: count }, (_, index) => ({
    condition: conditionAt(outcomePrefix(index)),
    outcome: readOutcome(reader, outcomePrefix(index), conditionAt),
  }));
  const value: Value = { cases, otherwise: readOutcome(reader, outcomePrefix(undefined), conditionAt) };
  return { value: afterCaseButton(value, reader), save: !isPressed };
}

function readOutcome(reader: Reader, prefix: string, conditionAt: (prefix: string) => Condition): Outcome {
  const { body, kind } = reader;
  switch (kind) {
    case 'number':
    case 'money':
      return readSum(reader, prefix);
    case 'text':
      return { kind: 'words', pieces: readPieces(reader, prefix, conditionAt) };
    case 'date':
      return { kind: 'taken', source: single(body, `${prefix}taken`) };
    case 'yes-no':
      return { kind: 'judged', condition: conditionAt(`${prefix}j-`) };
  }
}

/** The index at the end of a button's name, when one of that kind was pressed there. */
function pressedAt(body: FormBody, name: string): number | undefined {
  const key = Object.keys(body).find((one) => one.startsWith(`${name}:`));
  return key === undefined ? undefined : Number(key.slice(name.length + 1));
}

function readSum({ body, kind, sources }: Reader, prefix: string): Sum {
  const count = Math.min(mostTerms, Number(single(body, `${prefix}terms`)) || 0);
  const terms = Array.from({ length: count }, (_, index): Term => {
    const name = `${prefix}t.${index}`;
    const factors = Array.from({ length: mostFactors }, (_slot, at) => readFactor(body, `${name}.f.${at}`, sources));
    return {
      sign: single(body, `${name}.sign`) === '-' ? '-' : '+',
      factors: factors
        .filter((factor) => factor !== undefined)
        .map((factor, at) => (at === 0 ? { ...factor, by: '*' } : factor)),
    };
  });
  const removed = pressedAt(body, `${prefix}__term-remove`);
  const kept = terms.filter((_, index) => index !== removed);
  const limit = (key: 'atLeast' | 'atMost') => {
    const typed = single(body, `${prefix}${key}`).trim();
    return typed === '' ? {} : { [key]: plainNumber(typed, kind === 'money') };
  };
  return {
    kind: 'sum',
    terms: body[`${prefix}__term-add`] === undefined ? kept : [...kept, { sign: '+', factors: [] }],
    ...limit('atLeast'),
    ...limit('atMost'),
  };
}

function readFactor(body: FormBody, name: string, sources: ValueSources): Factor | undefined {
  const what = single(body, `${name}.what`);
  const typed = single(body, `${name}.literal`).trim();
  const by = single(body, `${name}.by`) === '/' ? '/' : '*';
  if (what === '#amount') return { by, literal: plainNumber(typed, true), isAmount: true };
  // A number typed without more says by itself what it is.
  if (what === '#number' || (what === '' && typed !== '')) return { by, literal: plainNumber(typed, false) };
  if (!sources.has(what)) return undefined;
  const isZero = single(body, `${name}.zero`) !== '' && sources.get(what)?.guard !== '';
  return { by, source: what, ...(isZero ? { orZero: true as const } : {}) };
}

/** A comma for a dot, euros for cents; what is no number stays as it was typed. */
function plainNumber(typed: string, isMoney: boolean): string {
  const plain = typed.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (!isMoney) return plain;
  return /^-?\d{1,10}(\.\d{1,2})?$/.test(plain) ? String(Math.round(Number(plain) * 100)) : typed;
}

function afterCaseButton(value: Value, { body, kind, fields }: Reader): Value {
  const { cases } = value;
  const blank = kind === 'money' || kind === 'number' ? oneBlankTerm : emptyOutcome(kind);
  if (body['__case-add'] !== undefined)
    return { ...value, cases: [...cases, { condition: { join: 'all', items: [] }, outcome: blank }] };
  const removed = pressedAt(body, '__case-remove');
  if (removed !== undefined) return { ...value, cases: cases.filter((_, index) => index !== removed) };
  const field = fields.get(single(body, 'table-field'));
  if (body.__table === undefined || field === undefined) return value;
  const rows = field.options.slice(0, mostCases - cases.length).map((option) => ({
    condition: {
      join: 'all' as const,
      items: [{ field: field.id, operator: 'is' as const, values: [option.value] }],
    },
    outcome: blank,
  }));
  return { ...value, cases: [...cases, ...rows] };
}

const oneBlankTerm: Sum = { kind: 'sum', terms: [{ sign: '+', factors: [] }] };

/** What the builder begins with when nothing is set: something to fill in. */
export function startingValue(kind: ValueKind): Value {
  if (kind === 'number' || kind === 'money') return { cases: [], otherwise: oneBlankTerm };
  if (kind === 'text')
    return { cases: [], otherwise: { kind: 'words', pieces: [{ before: '', after: '', otherwise: '' }] } };
  return { cases: [], otherwise: emptyOutcome(kind) };
}
