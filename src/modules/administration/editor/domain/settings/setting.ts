import { z } from 'zod';
import { expressionSchema, optionSchema } from '#modules/forms/index.ts';
import { delaySchema } from '#modules/workflow/index.ts';
import { localizedTextSchema } from '#platform/i18n/text.ts';
import { asJson, type Json } from '../json.ts';

/**
 * One thing that can be set, read from the schema that the file obeys: what the schema gains, the editor gains.
 * - `local`: a text in French and English; `locals`: a list of them
 * - `delay`: a number and a unit, `10d`
 * - `line`: a text; `lines`: a list of texts; `expression`: CEL
 * - `choice`, `several`: among `choices`
 * - `group`: settings together; `rows`: a list of such groups, which may be of several `variants`
 * - `yaml`: a shape without a form of its own, written as in the file
 */
export interface Setting {
  readonly key: string;
  readonly kind:
    | 'local'
    | 'locals'
    | 'line'
    | 'delay'
    | 'lines'
    | 'expression'
    | 'number'
    | 'boolean'
    | 'choice'
    | 'several'
    | 'group'
    | 'rows'
    | 'yaml';
  /** The file must say it. */
  readonly required: boolean;
  /** What holds when the file says nothing. */
  readonly fallback?: Json | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly inner?: readonly Setting[] | undefined;
  readonly variants?: Variants | undefined;
}

/** Shapes told apart by the value of a key: effects, field types. */
export interface Variants {
  readonly by: string;
  readonly settings: ReadonlyMap<string, readonly Setting[]>;
}

const known = new WeakMap<z.ZodType, readonly Setting[]>();

/** The settings of an object's schema, in its order. */
export function settingsOf(schema: z.ZodObject): readonly Setting[] {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const settings = Object.entries(schema.shape).flatMap(([key, inner]) => {
    const setting = settingOf(key, inner as z.ZodType);
    return setting === undefined ? [] : [setting];
  });
  known.set(schema, settings);
  return settings;
}

/** The objects of a union that a key tells apart: `type` of fields, `effect` of effects. */
export function variantsOf(schema: z.ZodType, by: string): ReadonlyMap<string, z.ZodObject> {
  const objects = objectsOfUnion(schema);
  return new Map(
    objects.flatMap((object) => {
      const literal: unknown = object.shape[by];
      if (!(literal instanceof z.ZodLiteral)) return [];
      return [[String([...literal.values][0]), object] as const];
    }),
  );
}

function objectsOfUnion(schema: z.ZodType): z.ZodObject[] {
  const bare = unwrapped(schema).schema;
  if (bare instanceof z.ZodObject) return [bare];
  if (!(bare instanceof z.ZodUnion)) return [];
  return bare.options.flatMap((option) => objectsOfUnion(option as z.ZodType));
}

function unwrapped(schema: z.ZodType): { schema: z.ZodType; required: boolean; fallback: Json | undefined } {
  if (schema instanceof z.ZodDefault) {
    const inner = unwrapped(schema.unwrap() as z.ZodType);
    return { schema: inner.schema, required: false, fallback: asJson(schema.def.defaultValue) };
  }
  if (schema instanceof z.ZodOptional) return { ...unwrapped(schema.unwrap() as z.ZodType), required: false };
  return { schema, required: true, fallback: undefined };
}

function settingOf(key: string, declared: z.ZodType): Setting | undefined {
  const { schema, required, fallback } = unwrapped(declared);
  const common = { key, required, fallback };
  if (schema === localizedTextSchema) return { ...common, kind: 'local' };
  if (schema === delaySchema) return { ...common, kind: 'delay' };
  if (schema === expressionSchema) return { ...common, kind: 'expression' };
  if (schema instanceof z.ZodLiteral) return undefined;
  if (schema instanceof z.ZodNumber) return { ...common, kind: 'number' };
  if (schema instanceof z.ZodBoolean) return { ...common, kind: 'boolean' };
  if (schema instanceof z.ZodEnum) return { ...common, kind: 'choice', choices: schema.options.map(String) };
  if (schema.def.type === 'string') return { ...common, kind: 'line' };
  if (schema instanceof z.ZodObject) return { ...common, kind: 'group', inner: settingsOf(schema) };
  if (schema instanceof z.ZodArray) return listSetting(common, schema.element as z.ZodType);
  return { ...common, kind: 'yaml' };
}

function listSetting(common: Pick<Setting, 'key' | 'required' | 'fallback'>, element: z.ZodType): Setting {
  if (element === localizedTextSchema) return { ...common, kind: 'locals' };
  if (element instanceof z.ZodEnum) return { ...common, kind: 'several', choices: element.options.map(String) };
  if (element instanceof z.ZodString) return { ...common, kind: 'lines' };
  if (element === optionSchema) return { ...common, kind: 'rows', inner: settingsOf(optionSchema) };
  if (element instanceof z.ZodObject) return { ...common, kind: 'rows', inner: settingsOf(element) };
  if (element instanceof z.ZodDiscriminatedUnion) {
    const by = String(element.def.discriminator);
    const shapes = [...variantsOf(element, by)];
    // Fields inside fields: a list that is edited on pages of its own, or by hand.
    if (by === 'type') return { ...common, kind: 'yaml' };
    return {
      ...common,
      kind: 'rows',
      variants: { by, settings: new Map(shapes.map(([name, shape]) => [name, settingsOf(shape)])) },
    };
  }
  return { ...common, kind: 'yaml' };
}
