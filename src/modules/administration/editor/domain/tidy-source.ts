import type { z } from 'zod';
import { procedureSourceSchema } from '#modules/catalogue/index.ts';
import { pageSchema } from '#modules/forms/index.ts';
import { messageTemplateSchema, stateSchema, transitionSchema, workflowSchema } from '#modules/workflow/index.ts';
import { fieldTypeSchema } from './field-types.ts';
import { isObject, type Json, type JsonObject, sameContent } from './json.ts';
import { type Setting, settingsOf } from './settings/setting.ts';

/** The procedure as a person would write its file: keys in the order of the schema, nothing that goes without saying. */
export function tidySource(source: JsonObject): JsonObject {
  const { form, ...head } = source;
  const tidied = tidyObject(head, settingsOf(procedureSourceSchema as z.ZodObject));
  const pages = isObject(form) && Array.isArray(form.pages) ? form.pages.map(tidyPage) : [];
  return { ...tidied, form: { pages } };
}

function tidyPage(page: Json): Json {
  if (!isObject(page)) return page;
  const { fields, checks, exits, ...rest } = page;
  const settings = settingsOf(pageSchema as z.ZodObject);
  return {
    ...tidyObject(rest, settings),
    fields: Array.isArray(fields) ? fields.map(tidyField) : [],
    ...tidyObject({ ...(checks === undefined ? {} : { checks }), ...(exits === undefined ? {} : { exits }) }, settings),
  };
}

/** A field, or the use of a block. */
export function tidyField(field: Json): Json {
  if (!isObject(field)) return field;
  if (typeof field.use === 'string') {
    return Object.fromEntries(Object.entries(field).filter(([, value]) => !Array.isArray(value) || value.length > 0));
  }
  const shape = typeof field.type === 'string' ? fieldTypeSchema(field.type) : undefined;
  if (shape === undefined) return field;
  const { id, type, fields, ...rest } = field;
  return {
    ...(id === undefined ? {} : { id }),
    ...(type === undefined ? {} : { type }),
    ...tidyObject(rest, settingsOf(shape)),
    ...(Array.isArray(fields) ? { fields: fields.map(tidyField) } : {}),
  };
}

/** The same for a workflow. */
export function tidyWorkflow(workflow: JsonObject): JsonObject {
  const { states, transitions, messages, ...head } = workflow;
  const each = (list: Json | undefined, schema: z.ZodType) =>
    Array.isArray(list) ? list.map((item) => (isObject(item) ? tidyItem(item, schema) : item)) : [];
  return {
    ...tidyObject(head, settingsOf(workflowSchema as z.ZodObject)),
    states: each(states, stateSchema),
    transitions: each(transitions, transitionSchema),
    messages: each(messages, messageTemplateSchema),
  };
}

function tidyItem(item: JsonObject, schema: z.ZodType): JsonObject {
  const tidied = tidyObject(item, settingsOf(schema as z.ZodObject));
  if (Array.isArray(tidied.form)) tidied.form = tidied.form.map(tidyField);
  return tidied;
}

/** Keys in order, defaults left out; what the schema does not know comes last and stays. */
export function tidyObject(value: JsonObject, settings: readonly Setting[]): JsonObject {
  const tidied: JsonObject = {};
  for (const setting of settings) {
    const inner = value[setting.key];
    if (inner === undefined || (setting.fallback !== undefined && sameContent(inner, setting.fallback))) continue;
    tidied[setting.key] = tidyValue(inner, setting);
  }
  for (const [key, inner] of Object.entries(value)) if (!settings.some((one) => one.key === key)) tidied[key] = inner;
  return tidied;
}

function tidyValue(value: Json, setting: Setting): Json {
  if (setting.kind === 'group' && isObject(value)) return tidyObject(value, setting.inner ?? []);
  if (setting.kind === 'rows' && Array.isArray(value)) {
    return value.map((row) => {
      if (!isObject(row)) return row;
      const { variants } = setting;
      if (variants === undefined) return tidyObject(row, setting.inner ?? []);
      const inner = variants.settings.get(String(row[variants.by])) ?? [];
      const { [variants.by]: variant, ...rest } = row;
      return { ...(variant === undefined ? {} : { [variants.by]: variant }), ...tidyObject(rest, inner) };
    });
  }
  return value;
}
