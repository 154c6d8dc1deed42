import { expect, test } from 'vitest';
import { effectKinds } from '#modules/workflow/index.ts';
import { canBeUndone, getEffectDefinition, listMissingEffects, requireEffects } from './effect-registry.ts';
import './register-effects.ts';

test('every effect that a workflow may name is executed by somebody', () => {
  expect(listMissingEffects()).toEqual([]);
  expect(() => requireEffects()).not.toThrow();
  for (const kind of effectKinds) expect(getEffectDefinition(kind).kind).toBe(kind);
});

test('what leaves the house is not undone', () => {
  expect(canBeUndone({ effects: [{ effect: 'assign-actor' }, { effect: 'note' }] })).toBe(true);
  expect(canBeUndone({ effects: [{ effect: 'assign-actor' }, { effect: 'sms' }] })).toBe(false);
});
