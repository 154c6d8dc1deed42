import { isObject, type Json, type JsonObject, localOf, objectsOf } from './json.ts';

/** A text of a message, a letter or a note that variables may stand in: `body.fr`, `paragraphs.2.en`, `effects.1.text.fr`. */
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

/** The internal notes among some effects. They are kept in French, the language of the house. */
export function notePlaces(values: JsonObject, effects: 'effects' | 'onSubmission'): TextPlace[] {
  const notes = objectsOf(values[effects]).flatMap(({ effect }, index) => (effect === 'note' ? [index] : []));
  return notes.map((index, position) => ({
    place: `${effects}.${index}.text.fr`,
    key: 'note',
    number: notes.length === 1 ? undefined : position + 1,
    language: 'fr',
  }));
}

/** The same with the variable at the end of that text. */
export function insertVariable(values: JsonObject, { place, language }: TextPlace, path: string): JsonObject {
  const steps = place.split('.').slice(0, -1);
  const after = placed(values, steps, (text) => withVariable(text, language, path));
  return isObject(after) ? after : values;
}

/** The value with the text at these steps changed. */
function placed(value: Json | undefined, steps: readonly string[], change: (text: Json | undefined) => Json): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((one, at) => (at === Number(step) ? placed(one, rest, change) : one));
  return { ...(isObject(value) ? value : {}), [step]: placed(isObject(value) ? value[step] : undefined, rest, change) };
}

function withVariable(value: Json | undefined, language: 'fr' | 'en', path: string): Json {
  const text = localOf(value, language);
  const joint = text === '' || /\s$/.test(text) ? '' : ' ';
  const written = { fr: localOf(value, 'fr'), ...(isObject(value) ? value : {}) };
  return { ...written, [language]: `${text}${joint}{{${path}}}` };
}
