import type { z } from 'zod';
import { fieldSchema } from '#modules/forms/index.ts';
import type { JsonObject } from './json.ts';
import { type Setting, settingsOf, variantsOf } from './settings/setting.ts';

const shapes = variantsOf(fieldSchema, 'type');

/** The types of fields that there are, in the order of the schema. */
export const fieldTypeNames: readonly string[] = [...shapes.keys()];

/** Those that a group can hold: all but groups. */
export const rowFieldTypeNames: readonly string[] = fieldTypeNames.filter((type) => type !== 'group');

export function fieldTypeSchema(type: string): z.ZodObject | undefined {
  return shapes.get(type);
}

/** Edited elsewhere: conditions and rules by their builder, the fields of a group on their own pages. */
const elsewhere = new Set(['when', 'fields', 'constraints']);
const first = ['label', 'help', 'optional'];
const last = ['example', 'prefill', 'prefillFrom', 'agentOnly', 'id'];

/** What can be set of a field of that type: what everybody sets, what belongs to the type, what few change. */
export function fieldSettings(type: string): { usual: readonly Setting[]; rare: readonly Setting[] } {
  const shape = shapes.get(type);
  if (shape === undefined) return { usual: [], rare: [] };
  const settings = settingsOf(shape).filter((setting) => !elsewhere.has(setting.key));
  const named = (keys: readonly string[]) => keys.flatMap((key) => settings.find((one) => one.key === key) ?? []);
  const own = settings.filter((setting) => !first.includes(setting.key) && !last.includes(setting.key));
  return { usual: [...named(first), ...own], rare: named(last) };
}

/** What the pages of a field leave as it is. */
export function keptOfField(field: JsonObject): JsonObject {
  return Object.fromEntries(
    ['when', 'constraints'].flatMap((key) => {
      const value = field[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
