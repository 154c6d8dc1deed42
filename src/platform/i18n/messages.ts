import { ofName, ofPerson, theName, toName } from './french-names.ts';
import type { Locale } from './text.ts';

type MessageEntry = { readonly fr: string; readonly en: string };
type Params = Readonly<Record<string, string | number>>;

/**
 * A catalogue: `say('fr', 'filed', { code })`. `{name}` in a message is replaced by the parameter of that name. In
 * French, `{de:place}`, `{à:place}` and `{le:place}` say it of a place or a body with its article ("d’Aigleville", "à la
 * mairie de Vernon"), `{d:person}` of somebody.
 */
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

const sayings: Readonly<Record<string, (name: string) => string>> = {
  de: ofName,
  à: toName,
  le: theName,
  Le: (name) => capitalised(theName(name)),
  d: ofPerson,
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(?:(de|à|le|Le|d):)?(\w+)\}/g, (whole, saying: string | undefined, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return (saying === undefined ? undefined : sayings[saying]?.(String(value))) ?? String(value);
  });
}
