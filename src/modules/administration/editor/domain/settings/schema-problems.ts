import type { z } from 'zod';
import type { Locale } from '#platform/i18n/text.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { problemInWords } from '../problem-words.ts';
import { schemaWords } from '../problems/schema-words.ts';
import type { Setting } from './setting.ts';

/** What is wrong with a value, at the input that can mend it. */
export interface SettingProblem {
  /** The id of the input; undefined when no input of the page holds it. */
  readonly fieldId: string | undefined;
  readonly message: string;
}

/** The value as its schema reads it, or what is wrong, each at the input of the setting that holds it. */
export function problemsOf(
  schema: z.ZodType,
  value: JsonObject,
  settings: readonly Setting[],
  locale: Locale,
  words: { readonly missing: string },
): SettingProblem[] {
  const result = schema.safeParse(value, { error: schemaWords(locale) });
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const path = issue.path.map(String);
    const isMissing = valueAt(value, path) === undefined || valueAt(value, path) === '';
    return {
      fieldId: inputOf(settings, path),
      message: isMissing ? words.missing : problemInWords(issue.message, locale),
    };
  });
}

function valueAt(value: Json, path: readonly string[]): Json | undefined {
  let current: Json | undefined = value;
  for (const part of path) {
    if (Array.isArray(current)) current = current[Number(part)];
    else current = isObject(current) ? current[part] : undefined;
  }
  return current;
}

/** The id of the input that holds what stands at that path. */
function inputOf(settings: readonly Setting[], path: readonly string[], prefix = ''): string | undefined {
  const [key = '', ...rest] = path;
  const setting = settings.find((one) => one.key === key);
  if (setting === undefined) return undefined;
  const name = prefix + key;
  switch (setting.kind) {
    case 'local':
      return settingId(`${name}-${rest[0] ?? 'fr'}`);
    case 'locals':
      return rest.length === 0 ? settingId(`${name}-rows`) : settingId(`${name}.${rest[0]}-${rest[1] ?? 'fr'}`);
    case 'group':
      return rest.length === 0 ? settingId(`${name}-group`) : inputOf(setting.inner ?? [], rest, `${name}.`);
    case 'rows': {
      const [index, ...inside] = rest;
      if (index === undefined || inside.length === 0) return settingId(`${name}-rows`);
      const inner = setting.inner ?? [...(setting.variants?.settings.values() ?? [])].flat();
      return inputOf(inner, inside, `${name}.${index}.`);
    }
    default:
      return settingId(name);
  }
}

/** The id of an input made of its name. */
export function settingId(name: string): string {
  return `s-${name.replaceAll('.', '-')}`;
}
