import type { ConditionFields } from '../domain/conditions/condition.ts';
import { fieldsFor } from '../domain/conditions/condition-fields.ts';
import { expressionInWords } from '../domain/conditions/expression-words.ts';
import type { DraftContent } from '../domain/draft-content.ts';
import { textOf } from '../domain/json.ts';
import { celToValue } from '../domain/values/cel-to-value.ts';
import type { Value, ValueSources } from '../domain/values/value.ts';
import { valueSources } from '../domain/values/value-sources.ts';
import { kindOfValue, placeOf, type ValueTarget, valueHolder } from '../domain/values/value-target.ts';
import { isWholeValue, valueLines } from '../domain/values/value-words.ts';
import { editorLibrary } from '../editor-library.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { targetPath } from './condition-target.ts';
import { draftPath } from './editor-frame.tsx';

/** A target as the address of its page writes it. */
function valueTargetText(target: ValueTarget): string {
  switch (target.on) {
    case 'computed':
      return `champ:${target.page}:${target.field}`;
    case 'amount':
      return `effet:${target.transition}:${target.index}`;
    case 'filing-amount':
      return `depot:${target.index}`;
    case 'headline':
      return 'titre';
  }
}

export function readValueTarget(text: string): ValueTarget | undefined {
  const [kind, one = '', two = ''] = text.split(':');
  if (kind === 'titre') return { on: 'headline' };
  if (kind === 'champ' && two !== '') return { on: 'computed', page: one, field: two };
  if (kind === 'effet' && /^\d{1,3}$/.test(two)) return { on: 'amount', transition: one, index: Number(two) };
  return kind === 'depot' && /^\d{1,3}$/.test(one) ? { on: 'filing-amount', index: Number(one) } : undefined;
}

export function valuePath(draft: Pick<ProcedureDraft, 'id'>, target: ValueTarget): string {
  return `${draftPath(draft)}/calcul?cible=${encodeURIComponent(valueTargetText(target))}`;
}

/** The page of what the value belongs to. */
export function valueTargetPath(draft: ProcedureDraft, target: ValueTarget): string {
  return targetPath(draft, placeOf(target));
}

/** The expression there; undefined when there is nothing that could have one. */
export function valueAt(content: DraftContent, target: ValueTarget): string | undefined {
  const found = valueHolder(content, target);
  return found === undefined ? undefined : textOf(found.holder[found.key]);
}

export interface ValueSurroundings {
  readonly sources: ValueSources;
  readonly fields: ConditionFields;
}

export function surroundingsAt({ source, workflow }: DraftContent, target: ValueTarget): ValueSurroundings {
  const { blockFields, listOptions } = editorLibrary();
  const place = placeOf(target);
  return {
    sources: valueSources(source, place, blockFields, workflow),
    fields: fieldsFor(source, place, blockFields, listOptions, workflow),
  };
}

/** What an expression says there, a line for each case; undefined when nobody has words for it. */
export function linesOf(
  content: DraftContent,
  target: ValueTarget,
  expression: string,
  locale: 'fr' | 'en',
): string[] | undefined {
  const around = surroundingsAt(content, target);
  const value: Value | undefined = celToValue(expression, kindOfValue(content, target), around.sources, around.fields);
  if (value !== undefined && isWholeValue(value, around.sources, around.fields))
    return valueLines(value, around.sources, around.fields, locale);
  const words = expressionInWords(expression, around.fields, locale);
  return words === undefined ? undefined : [words];
}
