import type { Locale } from '#platform/i18n/text.ts';

const typeNames: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  string: { fr: 'un texte', en: 'a text' },
  int: { fr: 'un nombre entier', en: 'a whole number' },
  double: { fr: 'un nombre', en: 'a number' },
  number: { fr: 'un nombre', en: 'a number' },
  bool: { fr: 'un oui ou non', en: 'a yes or no' },
  null: { fr: 'une absence de réponse', en: 'an absence of answer' },
  list: { fr: 'une liste', en: 'a list' },
  map: { fr: 'un ensemble de parties', en: 'a set of parts' },
  record: { fr: 'une réponse en plusieurs parties', en: 'an answer of several parts' },
  nothing: { fr: 'rien', en: 'nothing' },
  any: { fr: 'une valeur', en: 'a value' },
};

/** The types and operators of an expression in words: `int == string`, `string, int`, `!string`. */
export function typesInWords(types: string, locale: Locale): string {
  return types
    .split(/(?<=[,!-])\s*|\s+/)
    .filter((part) => part !== '')
    .map((part) => partInWords(part, locale))
    .join(' ')
    .replace(/ ,/g, ',');
}

function partInWords(part: string, locale: Locale): string {
  const comma = part.endsWith(',') ? ',' : '';
  const type = comma === '' ? part : part.slice(0, -1);
  if (/^(?:[!\-+*/%<>=&|]+|in)$/.test(type)) return (locale === 'fr' ? `«\u00a0${type}\u00a0»` : `“${type}”`) + comma;
  const known = typeNames[nameOf(type)] ?? typeNames.any;
  return (known === undefined ? type : known[locale]) + comma;
}

function nameOf(type: string): string {
  if (/^Record\d+$/.test(type)) return 'record';
  if (type === 'undefined' || type === '') return 'nothing';
  return /^(list|map)\b/.exec(type)?.[1] ?? type;
}
