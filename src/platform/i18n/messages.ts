import type { Locale } from './text.ts';

type MessageEntry = { readonly fr: string; readonly en: string };
type Params = Readonly<Record<string, string | number>>;

/** A catalogue: `say('fr', 'filed', { code })`. `{name}` in a message is replaced by the parameter of that name. */
export type Catalogue<K extends string> = (locale: Locale, key: K, params?: Params) => string;

/**
 * Declares the messages of a module. Both languages are mandatory, so that English is complete by construction.
 */
export function defineMessages<T extends Record<string, MessageEntry>>(messages: T): Catalogue<keyof T & string> {
  return (locale, key, params) => {
    const entry = messages[key];
    if (entry === undefined) throw new Error(`Unknown message ${key}`);
    const text = entry[locale];
    return params === undefined ? text : fill(text, params);
  };
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}
