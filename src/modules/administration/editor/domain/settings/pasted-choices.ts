import { maxShownOptions } from '#modules/forms/index.ts';
import { isObject, type Json, type JsonObject, localOf, sameContent } from '../json.ts';
import type { Setting } from './setting.ts';

/** The text box that many choices are pasted into at once: `options` has `options-pasted`. */
export function pastedName(name: string): string {
  return `${name}-pasted`;
}

/** Whether many rows of this list may be pasted at once: choices, whose French words suffice. */
export function takesPasted({ kind, key, inner }: Setting): boolean {
  return kind === 'rows' && key === 'options' && inner?.some((one) => one.key === 'label') === true;
}

/** More choices than a field offers: a longer list is searched, and belongs to the library. */
export const mostChoices = maxShownOptions;

/** What the choices of a new field are, until somebody writes them. */
export const startingOptions: readonly JsonObject[] = [
  { value: 'choix-1', label: { fr: 'Premier choix', en: 'First choice' } },
  { value: 'choix-2', label: { fr: 'Deuxième choix', en: 'Second choice' } },
];

/** The choices that somebody has written: those that a field begins with give way to the pasted ones. */
export function writtenChoices(rows: readonly Json[]): Json[] {
  return rows.filter((row) => !startingOptions.some((one) => sameContent(one, row)));
}

/**
 * One choice a line; what follows a tab, as cells of a spreadsheet come, is its English. Empty lines and choices that
 * are there already are left out.
 * @param present the choices that the field has
 */
export function pastedChoices(text: string, present: readonly Json[]): JsonObject[] {
  const known = new Set(present.map((row) => (isObject(row) ? localOf(row.label, 'fr') : '')));
  const added: JsonObject[] = [];
  for (const line of text.split('\n')) {
    const [fr = '', en = ''] = line.split('\t').map((cell) => cell.trim());
    if (fr === '' || known.has(fr)) continue;
    known.add(fr);
    added.push({ label: en === '' ? { fr } : { fr, en } });
  }
  return added;
}
