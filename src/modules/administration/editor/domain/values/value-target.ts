import { CommandRefusedError } from '../command-refused.ts';
import { conditionHolder } from '../condition-holders.ts';
import type { ConditionTarget } from '../condition-target.ts';
import { type DraftContent, findEntry } from '../draft-content.ts';
import { type JsonObject, textOf } from '../json.ts';
import { type ValueKind, valueKinds } from './value.ts';

/** Where a value is worked out: a computed field, the amount of a payment, the line that tells the request to agents. */
export type ValueTarget =
  | { readonly on: 'computed'; readonly page: string; readonly field: string }
  | { readonly on: 'amount'; readonly transition: string; readonly index: number }
  | { readonly on: 'filing-amount'; readonly index: number }
  | { readonly on: 'headline' };

/** The place of a condition that sees the same answers. */
export function placeOf(target: ValueTarget): ConditionTarget {
  switch (target.on) {
    case 'computed':
      return { on: 'field', page: target.page, field: target.field };
    case 'amount':
      return { on: 'effect', transition: target.transition, index: target.index };
    case 'filing-amount':
      return { on: 'filing-effect', index: target.index };
    case 'headline':
      return { on: 'urgent' };
  }
}

/** What has the expression, and the key that it stands at; undefined when there is no such thing. */
export function valueHolder(
  content: DraftContent,
  target: ValueTarget,
): { holder: JsonObject; key: string } | undefined {
  if (target.on === 'headline') return { holder: content.source, key: 'headline' };
  if (target.on === 'computed') {
    const entry = findEntry(content.source, target.page, target.field)?.entry;
    return entry?.type === 'computed' ? { holder: entry, key: 'value' } : undefined;
  }
  const effect = conditionHolder(content, placeOf(target));
  return effect?.effect === 'payment' ? { holder: effect, key: 'amount' } : undefined;
}

/** What a payment that was just added begins with: publishing waits until it is set. */
export const unsetAmount = '0';

export function kindOfValue(content: DraftContent, target: ValueTarget): ValueKind {
  if (target.on === 'headline') return 'text';
  if (target.on !== 'computed') return 'money';
  const as = textOf(valueHolder(content, target)?.holder.as);
  return valueKinds.find((kind) => kind === as) ?? 'text';
}

/** Writes the expression; without one it goes away. `content` is a copy that may be changed. */
export function setValue(content: DraftContent, target: ValueTarget, expression: string | undefined): void {
  const found = valueHolder(content, target);
  if (found === undefined) throw new CommandRefusedError('field-unknown');
  if (expression === undefined || expression === '') delete found.holder[found.key];
  else found.holder[found.key] = expression;
}
