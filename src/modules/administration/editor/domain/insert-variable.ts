import { copyOf, isObject, type Json, type JsonObject, localOf } from './json.ts';

/** A text of a message or a letter that variables may stand in: `body.fr`, `paragraphs.2.en`. */
export interface TextPlace {
  readonly place: string;
  /** The key of the text, and its number among several (from 1). */
  readonly key: string;
  readonly number: number | undefined;
  readonly language: 'fr' | 'en';
}

const textKeys = ['subject', 'body', 'title', 'paragraphs', 'signatory'];

/**
 * The texts of a message or a letter, those of French first; an English text that is not written is not among them.
 * @param keys those that it may have: a message has a subject and a body
 */
export function textPlaces(values: JsonObject, keys: ReadonlySet<string>): TextPlace[] {
  return (['fr', 'en'] as const).flatMap((language) =>
    textKeys
      .filter((key) => keys.has(key))
      .flatMap((key): TextPlace[] => {
        const value = values[key];
        if (!Array.isArray(value))
          return language === 'fr' || localOf(value, 'en') !== ''
            ? [{ place: `${key}.${language}`, key, number: undefined, language }]
            : [];
        return value.flatMap((one, index) =>
          language === 'fr' || localOf(one, 'en') !== ''
            ? [{ place: `${key}.${index}.${language}`, key, number: index + 1, language }]
            : [],
        );
      }),
  );
}

/** The same with the variable at the end of that text. */
export function insertVariable(values: JsonObject, { place, language }: TextPlace, path: string): JsonObject {
  const [key = '', index] = place.split('.');
  const after = copyOf(values);
  const value = after[key];
  if (Array.isArray(value)) {
    const at = Number(index);
    value[at] = withVariable(value[at], language, path);
  } else after[key] = withVariable(value, language, path);
  return after;
}

function withVariable(value: Json | undefined, language: 'fr' | 'en', path: string): Json {
  const text = localOf(value, language);
  const joint = text === '' || /\s$/.test(text) ? '' : ' ';
  const written = { fr: localOf(value, 'fr'), ...(isObject(value) ? value : {}) };
  return { ...written, [language]: `${text}${joint}{{${path}}}` };
}
