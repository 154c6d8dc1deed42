/** What a draft is made of before any schema has been asked: it may be wrong anywhere, and is kept all the same. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; nothing for what is no list. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A text of the library in one language, as it is written: '' when it is not. */
export function localOf(value: Json | undefined, locale: 'fr' | 'en'): string {
  if (typeof value === 'string') return locale === 'fr' ? value : '';
  return isObject(value) ? textOf(value[locale]) : '';
}

/** The text to show to a reader: their language when there is one, else French. */
export function shownText(value: Json | undefined, locale: 'fr' | 'en'): string {
  return localOf(value, locale) || localOf(value, 'fr');
}

export function copyOf<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** The same content, whatever the order of the keys. */
export function sameContent(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: Json | undefined): string {
  return JSON.stringify(value ?? null, (_key, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

/** What only JSON can hold of a value of any origin: no undefined, no date. */
export function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}
