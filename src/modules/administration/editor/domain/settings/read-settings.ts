import { parse, stringify } from 'yaml';
import type { FormBody } from '#platform/http/context.ts';
import { asJson, isObject, type Json, type JsonObject } from '../json.ts';
import { mostChoices, pastedChoices, pastedName, takesPasted, writtenChoices } from './pasted-choices.ts';
import type { Setting } from './setting.ts';

/** What was typed in the inputs of some settings. */
export interface ReadSettings {
  readonly values: JsonObject;
  /** Names of inputs whose YAML cannot be read, with the reason; without one it is longer than is read. */
  readonly unreadable: readonly { readonly name: string; readonly reason?: string }[];
  /** Lists that have more rows than are kept, by their name: nothing of them may be saved. */
  readonly tooLong: readonly TooLong[];
}

export interface TooLong {
  /** Of the list, or of the box that its rows were pasted into. */
  readonly name: string;
  readonly count: number;
  readonly most: number;
}

/** More rows than a page can be written with: a longer list is one of the library. */
export const mostRows = 500;

/**
 * Reads what a page posted for these settings. What is not understood stays as it was typed, so that the schema refuses
 * it and the page shows it again. What says the same as the file's own default is left out.
 * @param keepEmptyRows rows just added are kept though nothing is typed in them yet
 */
export function readSettings(
  settings: readonly Setting[],
  body: FormBody,
  options: { prefix?: string; keepEmptyRows?: boolean } = {},
): ReadSettings {
  const reader = new SettingReader(body, options.keepEmptyRows ?? false);
  const values = reader.object(settings, options.prefix ?? '');
  return { values, unreadable: reader.unreadable, tooLong: reader.tooLong };
}

class SettingReader {
  readonly #body: FormBody;
  readonly #keepEmptyRows: boolean;
  readonly unreadable: { name: string; reason?: string }[] = [];
  readonly tooLong: TooLong[] = [];

  constructor(body: FormBody, keepEmptyRows: boolean) {
    this.#body = body;
    this.#keepEmptyRows = keepEmptyRows;
  }

  object(settings: readonly Setting[], prefix: string): JsonObject {
    const values: JsonObject = {};
    for (const setting of settings) {
      const name = prefix + setting.key;
      const value = this.#value(setting, name);
      if (value !== undefined) values[setting.key] = value;
      // What is too long to become rows stays in its box.
      if (takesPasted(setting) && this.tooLong.some((one) => one.name === pastedName(name)))
        values[pastedName(setting.key)] = this.#line(pastedName(name));
    }
    return values;
  }

  #value(setting: Setting, name: string): Json | undefined {
    switch (setting.kind) {
      case 'local':
        return this.#local(name);
      case 'line':
      case 'expression':
      case 'choice': {
        const text = this.#line(name);
        return text === '' || text === setting.fallback ? undefined : text;
      }
      case 'delay':
        return this.#delay(name);
      case 'number':
        return this.#number(name, setting.fallback);
      case 'boolean': {
        const ticked = this.#line(name) === 'true';
        return ticked === (setting.fallback ?? false) ? undefined : ticked;
      }
      case 'several':
        return listOrNothing(this.#list(name), setting);
      case 'lines': {
        const lines = this.#list(name).flatMap((text) => text.split('\n'));
        return listOrNothing(
          lines.map((line) => line.trim()).filter((line) => line !== ''),
          setting,
        );
      }
      case 'locals':
        return listOrNothing(
          this.#rows(name, (index) => this.#local(`${name}.${index}`)),
          setting,
        );
      case 'group': {
        const inner = this.object(setting.inner ?? [], `${name}.`);
        return Object.keys(inner).length === 0 && !setting.required ? undefined : inner;
      }
      case 'rows':
        return listOrNothing(
          this.#withPasted(
            setting,
            name,
            this.#rows(name, (index) => this.#row(setting, `${name}.${index}.`)),
          ),
          setting,
        );
      case 'yaml':
        return this.#yaml(name);
    }
  }

  #line(name: string): string {
    const value = this.#body[name];
    const first = typeof value === 'string' ? value : (value?.[0] ?? '');
    return first.replaceAll('\r\n', '\n').trim();
  }

  #list(name: string): string[] {
    const value = this.#body[name];
    const all = value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
    return all.map((one) => one.replaceAll('\r\n', '\n').trim()).filter((one) => one !== '');
  }

  #local(name: string): Json | undefined {
    const fr = this.#line(`${name}-fr`);
    const en = this.#line(`${name}-en`);
    if (fr === '' && en === '') return undefined;
    return en === '' ? { fr } : { fr, en };
  }

  /** `10d` of two inputs, 10 and days; what is no number is given back to be mended. */
  #delay(name: string): Json | undefined {
    const unit = this.#line(`${name}-unit`);
    const count = this.#line(name);
    if (count === '') return undefined;
    return /^\d+$/.test(count) && unit !== '' ? `${Number(count)}${unit}` : count;
  }

  #number(name: string, fallback: Json | undefined): Json | undefined {
    const typed = this.#line(name);
    if (typed === '') return undefined;
    const plain = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
    const value = /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : typed;
    return value === fallback ? undefined : value;
  }

  #rows<T extends Json>(name: string, read: (index: number) => T | undefined): Json[] {
    const said = Number(this.#line(`${name}-rows`)) || 0;
    if (said > mostRows) this.tooLong.push({ name, count: said, most: mostRows });
    const count = Math.min(mostRows, said);
    return Array.from({ length: count }, (_, index) => read(index)).flatMap((row): Json[] => {
      if (row !== undefined && !isEmptyRow(row)) return [row];
      return this.#keepEmptyRows ? [row ?? {}] : [];
    });
  }

  /** The rows, and after them the choices that were pasted. */
  #withPasted(setting: Setting, name: string, rows: Json[]): Json[] {
    const text = takesPasted(setting) ? this.#line(pastedName(name)) : '';
    if (text === '') return rows;
    const written = writtenChoices(rows);
    const added = pastedChoices(text, written);
    const count = written.length + added.length;
    if (count <= mostChoices) return [...written, ...added];
    this.tooLong.push({ name: pastedName(name), count, most: mostChoices });
    return rows;
  }

  #row(setting: Setting, prefix: string): JsonObject {
    const { variants } = setting;
    if (variants === undefined) return this.object(setting.inner ?? [], prefix);
    const variant = this.#line(prefix + variants.by);
    const inner = variants.settings.get(variant);
    return inner === undefined ? {} : { [variants.by]: variant, ...this.object(inner, prefix) };
  }

  #yaml(name: string): Json | undefined {
    const text = this.#line(name);
    if (text === '') return undefined;
    if (text.length > longestValue) {
      this.unreadable.push({ name });
      return text;
    }
    try {
      return asJson(parse(text, { maxAliasCount: 0 }));
    } catch (error) {
      this.unreadable.push({ name, reason: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '' });
      return text;
    }
  }
}

/** Characters of a value written as YAML: its keys are compared with each other by pairs. */
export const longestValue = 20_000;

function isEmptyRow(row: Json): boolean {
  return isObject(row) && Object.keys(row).length === 0;
}

function listOrNothing(list: Json[], setting: Setting): Json | undefined {
  return list.length === 0 && (!setting.required || Array.isArray(setting.fallback)) ? undefined : list;
}

/** A value as its `yaml` input shows it. */
export function yamlOf(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : stringify(value).trimEnd();
}
