import { isObject, type Json } from './json.ts';

/** The words that stand in a draft for what nobody has written yet: of an import, of a new field. */
const unwritten =
  /^(à compléter( avant la publication)?|texte à écrire|text to be written|to be filled in( before publication)?)\.?$/i;

/** The paths of the texts that are still to be written, as segments: a publication would show them to residents. */
export function unwrittenTexts(value: Json, path: readonly string[] = []): string[][] {
  if (typeof value === 'string') return unwritten.test(value.trim()) ? [[...path]] : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => unwrittenTexts(one, [...path, String(index)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => unwrittenTexts(one, [...path, key]));
}
