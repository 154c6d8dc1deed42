import { type Effect, type EffectKind, effectKinds } from '#modules/workflow/index.ts';
import type { EffectDefinition } from './effect-definition.ts';

const definitions = new Map<EffectKind, EffectDefinition>();

/** Makes a kind of effect known; the last definition of a kind counts. */
export function registerEffect<K extends EffectKind>(definition: EffectDefinition<K>): void {
  // A definition is only ever given effects of its own kind.
  definitions.set(definition.kind, definition as unknown as EffectDefinition);
}

/** @throws {Error} when nobody executes that kind: an effect is never skipped silently. */
export function getEffectDefinition(kind: EffectKind): EffectDefinition {
  const definition = definitions.get(kind);
  if (definition === undefined) throw new Error(`Nothing executes the effect "${kind}"`);
  return definition;
}

/** The kinds that workflows may name and that nothing executes. */
export function listMissingEffects(): EffectKind[] {
  return effectKinds.filter((kind) => !definitions.has(kind));
}

/** @throws {Error} naming the kinds of effects that workflows may name and that nothing executes: said at the start. */
export function requireEffects(): void {
  const missing = listMissingEffects();
  if (missing.length > 0) throw new Error(`Nothing executes the effects: ${missing.join(', ')}`);
}

/** Nothing left the house: the act can be undone for a moment. */
export function canBeUndone(transition: { readonly effects: readonly Pick<Effect, 'effect'>[] }): boolean {
  return !transition.effects.some(({ effect }) => definitions.get(effect)?.leavesHouse ?? true);
}
