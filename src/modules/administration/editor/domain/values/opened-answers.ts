import { compileExpression } from '#modules/forms/index.ts';
import type { Command } from '../command.ts';
import { literalOf, pathOf } from '../conditions/read-comparison.ts';
import { type DraftContent, transitionsOf } from '../draft-content.ts';
import { isObject, type Json, type JsonObject, objectsOf, textOf } from '../json.ts';
import { numberPattern, type ValueSources } from './value.ts';

/** The effect that opens another request: of an act, or done at the filing. */
export type OpeningTarget =
  | { readonly on: 'effect'; readonly transition: string; readonly index: number }
  | { readonly on: 'filing-effect'; readonly index: number };

/** How a question of the request that is opened gets its answer. */
export type OpenedAnswer =
  | { readonly from: 'nothing' }
  /** Another answer, by its expression. */
  | { readonly from: 'answer'; readonly source: string }
  /** Always the same, as its field keeps it: an option's value, `yes`, `no`, a number, cents, a date, a text. */
  | { readonly from: 'fixed'; readonly value: string }
  | { readonly from: 'formula'; readonly expression: string };

/** A question of the other procedure, and the answers of this one that fit it. */
export interface OpenedQuestion {
  readonly id: string;
  readonly type: string;
  readonly label: Json;
  readonly options: readonly JsonObject[];
  /** Expressions of what may be taken over. */
  readonly sources: readonly { readonly id: string; readonly label: { readonly fr: string; readonly en: string } }[];
}

const neverTaken: ReadonlySet<string> = new Set([
  'info',
  'computed',
  'file',
  'consent',
  'declaration',
  'group',
  'table',
]);
const textual: ReadonlySet<string> = new Set(['text', 'long-text', 'email', 'phone']);

/** The questions of the procedure that is opened, each with what of this one may answer it. */
export function openedQuestions(
  fields: readonly JsonObject[],
  own: readonly JsonObject[],
  sources: ValueSources,
): OpenedQuestion[] {
  return fields
    .filter((field) => !neverTaken.has(textOf(field.type)))
    .map((field) => {
      const type = textOf(field.type);
      const same = own
        .filter((one) => (one.type === 'computed' ? one.as : one.type) === type)
        .filter((one) => (type !== 'choice' && type !== 'choices' ? true : sharesOptions(one, field)))
        .map((one) => textOf(one.id));
      const texts = textual.has(type) ? [...sources.values()].filter(({ kind }) => kind === 'text') : [];
      const named = same.map((id) => ({ id, label: bothOf(own.find((one) => one.id === id)?.label, id) }));
      return {
        id: textOf(field.id),
        type,
        label: field.label ?? '',
        options: objectsOf(field.options),
        sources: [...named, ...texts.filter((one) => !same.includes(one.id))],
      };
    });
}

/** Every choice of the one is a choice of the other: nothing that is taken over would be refused. */
function sharesOptions(from: JsonObject, to: JsonObject): boolean {
  if (from.list !== undefined || to.list !== undefined) return from.list === to.list;
  const known = new Set(objectsOf(to.options).map((option) => option.value));
  return objectsOf(from.options).every((option) => known.has(option.value ?? null));
}

function bothOf(text: Json | undefined, otherwise: string): { fr: string; en: string } {
  const fr = isObject(text) ? textOf(text.fr) : textOf(text);
  return { fr: fr || otherwise, en: (isObject(text) ? textOf(text.en) : '') || fr || otherwise };
}

/** What an expression says of a question. */
export function readOpened(expression: Json | undefined, question: OpenedQuestion): OpenedAnswer {
  const text = textOf(expression);
  if (text === '') return { from: 'nothing' };
  const found = question.sources.find(({ id }) => id === text);
  if (found !== undefined) return { from: 'answer', source: found.id };
  const fixed = fixedOf(text, question.type);
  return fixed === undefined ? { from: 'formula', expression: text } : { from: 'fixed', value: fixed };
}

function fixedOf(text: string, type: string): string | undefined {
  try {
    const { ast } = compileExpression(text);
    if (type === 'date' && pathOf(ast) === 'today') return 'today';
    const value = literalOf(ast)?.value;
    if (type === 'yes-no') return typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined;
    if (type === 'number' || type === 'money')
      return typeof value === 'bigint' || typeof value === 'number' ? String(value) : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The expression of an answer; undefined for none. */
export function openedToCel(answer: OpenedAnswer, type: string): string | undefined {
  switch (answer.from) {
    case 'nothing':
      return undefined;
    case 'answer':
      return answer.source;
    case 'formula':
      return answer.expression;
    case 'fixed':
      if (type === 'yes-no') return answer.value === 'yes' ? 'true' : 'false';
      if (type === 'number' || type === 'money') return answer.value;
      return type === 'date' && answer.value === 'today' ? 'today' : JSON.stringify(answer.value);
  }
}

/** Types whose questions can be given the same answer always. */
const fixable: ReadonlySet<string> = new Set([...textual, 'number', 'money', 'date', 'month', 'time', 'country']);

/** Whether one answer can be typed for every request. */
export function canBeTyped(type: string): boolean {
  return fixable.has(type);
}

/** Whether what was typed is an answer of that type. */
export function isFixedAnswer(value: string, type: string): boolean {
  if (type === 'number') return numberPattern.test(value);
  if (type === 'money') return /^-?\d{1,12}$/.test(value);
  if (type === 'date') return value === 'today' || /^\d{4}-\d{2}-\d{2}$/.test(value);
  return value !== '';
}

/** Where an effect keeps its expressions, by field: the answers of a request that it opens, fields that it fills in. */
export const mappedKeys: ReadonlyMap<string, 'answers' | 'values'> = new Map([
  ['open-dossier', 'answers'],
  ['set-fields', 'values'],
]);

/** The effect, when it gives answers to questions. */
export function openingEffect({ workflow }: DraftContent, target: OpeningTarget): JsonObject | undefined {
  const holder =
    target.on === 'filing-effect'
      ? workflow.onSubmission
      : transitionsOf(workflow).find((one) => one.id === target.transition)?.effects;
  const effect = objectsOf(holder)[target.index];
  return mappedKeys.has(textOf(effect?.effect)) ? effect : undefined;
}

/** The edit that gives the effect these answers. */
export function setOpenedAnswers(content: DraftContent, target: OpeningTarget, answers: JsonObject): Command {
  const { workflow } = content;
  const changed = (effects: Json | undefined): JsonObject[] =>
    objectsOf(effects).map((effect, index) => {
      if (index !== target.index) return effect;
      const key = mappedKeys.get(textOf(effect.effect)) ?? 'answers';
      const { [key]: _, ...rest } = effect;
      return Object.keys(answers).length === 0 && key === 'answers' ? rest : { ...rest, [key]: answers };
    });
  if (target.on === 'filing-effect')
    return { do: 'change-workflow', values: { onSubmission: changed(workflow.onSubmission) } };
  const act = transitionsOf(workflow).find((one) => one.id === target.transition) ?? {};
  return {
    do: 'change-item',
    list: 'transitions',
    id: target.transition,
    item: { ...act, effects: changed(act.effects) },
  };
}
