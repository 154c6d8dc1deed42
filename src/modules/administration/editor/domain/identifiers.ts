import { type JsonObject, localOf, textOf } from './json.ts';

/** Letters without accents, words joined by `joint`; '' when nothing is left. */
function plainWords(text: string, joint: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', joint);
}

/** The first of `base`, `base2`, `base3`… that is free. */
function firstFree(base: string, taken: ReadonlySet<string>, joint: string): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const candidate = `${base}${joint}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Words that have a meaning of their own in expressions. */
const reserved = new Set(
  (
    'today authority value fee fiscal_year constructor prototype true false null in as break const continue else for function if import ' +
    'let loop package namespace return var void while int uint double string bool bytes list map type dyn null_type optional cel'
  ).split(' '),
);

/** An id of a field (the name of a variable) made of its label: « Date de naissance » gives `date_de_naissance`. */
export function fieldIdFrom(label: string, taken: ReadonlySet<string>): string {
  const words = plainWords(label, '_').slice(0, 40).replace(/_+$/, '');
  const base = /^[a-z]/.test(words) ? words : words === '' ? 'champ' : `champ_${words}`;
  return firstFree(reserved.has(base) ? `${base}_`.concat('champ') : base, taken, '_');
}

/** An id of a page, a state, an act, a message. */
export function dashedIdFrom(label: string, taken: ReadonlySet<string>, fallback: string): string {
  const words = plainWords(label, '-').slice(0, 34).replace(/-+$/, '');
  const base = /^[a-z]/.test(words) ? words : words === '' ? fallback : `${fallback}-${words}`;
  return firstFree(base, taken, '-');
}

/** The value of an option made of its label. */
export function optionValueFrom(label: string, taken: ReadonlySet<string>): string {
  const words = plainWords(label, '-').slice(0, 40).replace(/-+$/, '');
  return firstFree(words === '' ? 'choix' : words, taken, '-');
}

/** The choices of a field or of a column, each with a value: one made of its label when none is given. */
export function withOptionValues(options: readonly JsonObject[]): JsonObject[] {
  const taken = new Set(options.map((option) => textOf(option.value)).filter((value) => value !== ''));
  return options.map((option) => {
    if (textOf(option.value) !== '') return option;
    const value = optionValueFrom(localOf(option.label, 'fr'), taken);
    taken.add(value);
    return { ...option, value };
  });
}

/** The words of the address of a procedure. */
export function slugFrom(title: string): string {
  return plainWords(title, '-').slice(0, 60).replace(/-+$/, '') || 'demarche';
}
