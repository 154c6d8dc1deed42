import { expect, test } from 'vitest';
import type { z } from 'zod';
import {
  effectKinds,
  messageTemplateSchema,
  ownLetterSchema,
  phases,
  stateSchema,
  transitionSchema,
} from '#modules/workflow/index.ts';
import { fieldSettings, fieldTypeNames } from '../domain/field-types.ts';
import { settingsOf } from '../domain/settings/setting.ts';
import { hasChoiceLabel, settingHint, settingLabel } from './setting-messages.ts';

test('every type of field, effect and phase has a name for people', () => {
  const nameless = [
    ...fieldTypeNames.filter((type) => !hasChoiceLabel('type', type)).map((type) => `type ${type}`),
    ...effectKinds.filter((kind) => !hasChoiceLabel('effect', kind)).map((kind) => `effect ${kind}`),
    ...phases.filter((phase) => !hasChoiceLabel('phase', phase)).map((phase) => `phase ${phase}`),
  ];
  expect(nameless).toEqual([]);
});

test('every setting of every type of field has a name for people', () => {
  const keys = new Set(
    fieldTypeNames.flatMap((type) => {
      const { usual, rare } = fieldSettings(type);
      return [...usual, ...rare].map((setting) => setting.key);
    }),
  );
  // A key without a name of its own shows as the words of the key, in both languages alike.
  const nameless = [...keys].filter((key) => settingLabel('fr', '', key) === settingLabel('en', '', key));
  expect(
    nameless.filter((key) => !['minimum', 'maximum', 'min', 'max', 'message', 'type', 'options'].includes(key)),
  ).toEqual([]);
});

test.each([
  ['state', stateSchema],
  ['transition', transitionSchema],
  ['message', messageTemplateSchema],
  ['letter', ownLetterSchema],
] as const)('every setting of a %s has a name for people', (scope, schema) => {
  const keys = settingsOf(schema as z.ZodObject).map((setting) => setting.key);
  const nameless = keys.filter((key) => settingLabel('fr', scope, key) === settingLabel('en', scope, key));
  expect(nameless.filter((key) => key !== 'id' && key !== 'phase')).toEqual([]);
});

test('what a setting is in one place comes before what its key is elsewhere', () => {
  expect(settingLabel('fr', 'field.computed', 'value')).toContain('Calcul');
  expect(settingLabel('fr', 'options', 'value')).toBe('Valeur enregistrée');
  expect(settingHint('fr', 'field.text', 'label')).toContain('guichet');
  expect(settingHint('fr', 'options', 'label')).toBeUndefined();
});
